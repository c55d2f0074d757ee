// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.audio.AudioPorts;
import org.securecall.media.audio.CapturePort;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.codec.VoiceEncoder;
import org.securecall.media.net.MediaThread;
import org.securecall.media.net.UdpPort;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.rtp.TelephoneEvent;
import org.securecall.media.srtp.SrtpSender;

/**
 * From the microphone to the socket, on the thread {@code media-tx}: capture, mute, meter, encode, RTP, SRTP. What it is told
 * by others takes effect with the next frame.
 */
final class SendPath implements Runnable {

    /** Where and as what voice goes. */
    record Route(Optional<PayloadFormat> voice, Optional<PayloadFormat> event, boolean send) {
        static final Route NONE = new Route(Optional.empty(), Optional.empty(), false);
    }

    private final VoiceCodecs codecs;
    private final UdpPort port;
    private final PeerAddress peer;
    private final DeviceKeeper<CapturePort> microphone;
    private final DigitSender digits = new DigitSender();
    private final Retired retired = new Retired();
    private final SecureRandom random;
    private int ssrc;
    private int firstTimestamp;

    private final short[] frame = new short[VoiceCodecs.FRAME_SAMPLES];
    private final PacketBuffer packet = new PacketBuffer();
    private final ByteBuffer wire = ByteBuffer.wrap(packet.bytes());
    private int sequence;
    private long position;
    private long eventPosition;
    private boolean talking;
    private @Nullable VoiceEncoder encoder;
    private Optional<PayloadFormat> encoding = Optional.empty();
    private int expectedLoss;

    /** On the loop alone. */
    private boolean started;

    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    /** What the next frame goes under. */
    private volatile int nextSsrc;

    private volatile Route route = Route.NONE;
    private volatile Outgoing outgoing = new Outgoing.Withheld();
    private volatile boolean muted;
    private volatile boolean wornOut;
    private volatile boolean usedUp;
    private volatile int peersLoss;
    private volatile float level = Meter.SILENCE;
    private volatile boolean closed;
    private volatile long timestampAt;
    private volatile int timestampThen;

    SendPath(
            VoiceCodecs codecs,
            UdpPort port,
            PeerAddress peer,
            DeviceKeeper<CapturePort> microphone,
            int ssrc,
            SecureRandom random) {
        this.codecs = codecs;
        this.port = port;
        this.peer = peer;
        this.microphone = microphone;
        this.random = random;
        this.ssrc = ssrc;
        this.nextSsrc = ssrc;
        begin();
        this.timestampThen = firstTimestamp;
        this.timestampAt = System.nanoTime();
    }

    /** A stream's first numbers (RFC 3550 §5.1). */
    private void begin() {
        firstTimestamp = random.nextInt();
        // Below 2^15, so that sender and receiver agree on the roll-over counter even if the first packets are lost
        // (RFC 3711 §3.3.1 with RFC 4568 §6.4).
        sequence = random.nextInt(1, 1 << 15);
    }

    /** Starts the thread. Call it once, on the loop. */
    void start() {
        started = true;
        MediaThread.start("media-tx", this);
    }

    @Override
    public void run() {
        try {
            microphone.open();
            while (!closed) {
                boolean captured = microphone.move(frame);
                retired.wipe();
                // Before it is asked whether to be silent: keys that came after the muting do not carry what was before
                // it.
                Outgoing how = outgoing;
                if (muted || !captured) {
                    Arrays.fill(frame, (short) 0);
                }
                level = Meter.dbfs(frame, frame.length);
                sendFrame(route, how);
                position += frame.length;
            }
        } finally {
            microphone.close();
            if (encoder != null) {
                encoder.close();
            }
            retired.wipe();
        }
    }

    private void sendFrame(Route to, Outgoing how) {
        if (ssrc != nextSsrc) {
            ssrc = nextSsrc;
            begin();
            talking = false;
        }
        PayloadFormat voice = to.voice().orElse(null);
        if (voice == null || !to.send() || how instanceof Outgoing.Withheld) {
            talking = false;
            return;
        }
        PayloadFormat event = to.event().orElse(null);
        if (event == null) {
            digits.clear();
        }
        if (event != null && digits.advance()) {
            sendDigit(voice, event, how);
            talking = false;
            return;
        }
        VoiceEncoder codec = encoderFor(voice);
        int timestamp = timestamp(position, voice);
        // RFC 3551 §4.1: the first packet after a silence has the marker.
        RtpLayout.write(packet, !talking, voice.payloadType(), sequence, timestamp, ssrc);
        int length = codec.encode(frame, packet.bytes(), RtpLayout.FIXED_HEADER);
        packet.length(RtpLayout.FIXED_HEADER + length);
        talking = true;
        timestampThen = timestamp;
        timestampAt = System.nanoTime();
        protectAndSend(how);
    }

    private void sendDigit(PayloadFormat voice, PayloadFormat event, Outgoing how) {
        if (digits.isFirst()) {
            eventPosition = position;
        }
        int timestamp = timestamp(eventPosition, voice);
        RtpLayout.write(packet, digits.isFirst(), event.payloadType(), sequence, timestamp, ssrc);
        int duration = digits.heldFrames() * event.clockRate() / (AudioPorts.SAMPLE_RATE / frame.length);
        TelephoneEvent.append(packet, digits.digit(), digits.isEnd(), duration);
        protectAndSend(how);
    }

    private void protectAndSend(Outgoing how) {
        int payload = packet.length() - RtpLayout.FIXED_HEADER;
        sequence = (sequence + 1) & 0xffff;
        boolean ready = how.protect(packet);
        wornOut = how.isWornOut();
        usedUp = how.isUsedUp();
        var to = peer.current();
        if (!ready || to == null) {
            refused.incrementAndGet();
            return;
        }
        wire.clear().limit(packet.length());
        port.send(wire, to);
        packets.incrementAndGet();
        octets.addAndGet(payload);
    }

    private VoiceEncoder encoderFor(PayloadFormat voice) {
        VoiceEncoder now = encoder;
        if (now == null || !encoding.filter(voice::equals).isPresent()) {
            if (now != null) {
                now.close();
            }
            now = codecs.encoder(voice);
            encoder = now;
            encoding = Optional.of(voice);
            expectedLoss = 0;
        }
        int loss = peersLoss;
        if (loss != expectedLoss) {
            expectedLoss = loss;
            now.expectLoss(loss);
        }
        return now;
    }

    private int timestamp(long samples, PayloadFormat voice) {
        return firstTimestamp + (int) (samples * voice.clockRate() / AudioPorts.SAMPLE_RATE);
    }

    /** Begins another stream with the next frame. */
    void ssrc(int next) {
        nextSsrc = next;
    }

    void route(Route next) {
        route = next;
    }

    /** Sets how voice leaves from the next frame on. */
    void outgoing(Outgoing next) {
        outgoing = next;
    }

    /** Has keys wiped that are not set any more. */
    void retire(SrtpSender keys) {
        retired.add(keys);
    }

    void muted(boolean next) {
        muted = next;
    }

    /** Tells which share of the packets the peer loses, in percent. */
    void peersLoss(int percent) {
        peersLoss = percent;
    }

    /** @throws IllegalArgumentException when a character is no digit */
    void sendDigits(String text) {
        digits.add(text);
    }

    float level() {
        return level;
    }

    /** Voice and events that were sent. */
    long packets() {
        return packets.get();
    }

    /** Bytes of payload that were sent. */
    long octets() {
        return octets.get();
    }

    /** Packets that could not be protected, and so were not sent. */
    long refused() {
        return refused.get();
    }

    /** Whether the keys of the last packet are in the last part of their life. */
    boolean wornOut() {
        return wornOut;
    }

    /** Whether the last packet was refused because its keys are used up. */
    boolean usedUp() {
        return usedUp;
    }

    /** The RTP timestamp that belongs to this moment (RFC 3550 §6.4.1), for a voice clock of this rate. */
    int timestampAt(long nowNanos, int clockRate) {
        return timestampThen + (int) ((nowNanos - timestampAt) * clockRate / 1_000_000_000L);
    }

    /** Ends the thread with this frame; it wipes the keys. Where it never started, they are wiped here. On the loop. */
    void close() {
        closed = true;
        microphone.retire();
        if (!started) {
            retired.wipe();
        }
    }
}
