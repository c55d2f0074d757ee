// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.audio.AudioPorts;
import org.securecall.media.audio.PlaybackPort;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.codec.VoiceDecoder;
import org.securecall.media.net.MediaThread;
import org.securecall.media.rtp.JitterBuffer;

/**
 * From the jitter buffer to the speaker, on the thread {@code media-rx}. The device sets the pace: each time it has room for
 * another 10 ms, the next voice is decoded.
 */
final class Playout implements Runnable {

    /** 10 ms: the less is written at once, the less has to wait in the device. */
    private static final int CHUNK = AudioPorts.SAMPLE_RATE / 100;

    private static final int PCM = VoiceCodecs.MAX_FRAME_SAMPLES + CHUNK;

    private final VoiceCodecs codecs;
    private final PacketRing ring;
    private final DeviceKeeper<PlaybackPort> speaker;
    private final Consumer<short[]> heard;
    private final JitterBuffer buffer = new JitterBuffer();
    private final TimeStretch stretch = new TimeStretch();
    private final short[] pcm = new short[PCM];
    private final short[] chunk = new short[CHUNK];
    private int from;
    private int until;
    private @Nullable VoiceDecoder decoder;
    private @Nullable PayloadFormat decoding;

    private final AtomicLong concealed = new AtomicLong();
    private volatile @Nullable Formats formats;
    private volatile boolean deafened;
    private volatile float level = Meter.SILENCE;
    private volatile double delayMs;
    private volatile String codecName = "";
    private volatile boolean closed;

    /** @param heard gets every 10 ms that is played, on this thread, before the device does; must not keep it */
    Playout(VoiceCodecs codecs, PacketRing ring, DeviceKeeper<PlaybackPort> speaker, Consumer<short[]> heard) {
        this.codecs = codecs;
        this.ring = ring;
        this.speaker = speaker;
        this.heard = heard;
    }

    /** Starts the thread. Call it once. */
    void start() {
        MediaThread.start("media-rx", this);
    }

    @Override
    public void run() {
        try {
            speaker.open();
            while (!closed) {
                takePackets();
                fillChunk();
                if (deafened) {
                    Arrays.fill(chunk, (short) 0);
                }
                level = Meter.dbfs(chunk, CHUNK);
                heard.accept(chunk);
                speaker.move(chunk);
                report();
            }
        } finally {
            speaker.close();
            if (decoder != null) {
                decoder.close();
            }
        }
    }

    private void takePackets() {
        for (PacketRing.Entry entry = ring.peek(); entry != null; entry = ring.peek()) {
            if (entry.clockRate() > 0) {
                buffer.put(entry.packet(), entry.payloadAt(), entry.payloadEnd(), entry.clockRate(), entry.arrival());
            } else {
                buffer.putOther(entry.packet());
            }
            ring.release();
        }
    }

    private void fillChunk() {
        int filled = 0;
        while (filled < CHUNK) {
            if (from == until) {
                from = 0;
                until = nextVoice();
            }
            int part = Math.min(CHUNK - filled, until - from);
            System.arraycopy(pcm, from, chunk, filled, part);
            from += part;
            filled += part;
        }
    }

    /** Puts the next voice at the start of {@link #pcm}; answers how many samples, at least one. */
    private int nextVoice() {
        JitterBuffer.Action action = buffer.next(System.nanoTime());
        int frame = Math.clamp(buffer.frameSamples(), CHUNK, VoiceCodecs.MAX_FRAME_SAMPLES);
        return switch (action) {
            case PLAY -> adjust(decode(frame));
            case RECOVER -> recover(frame);
            case CONCEAL -> conceal(frame);
            case SILENCE -> silence(Math.clamp(buffer.silenceSamples(), CHUNK, VoiceCodecs.MAX_FRAME_SAMPLES));
        };
    }

    private int decode(int frame) {
        VoiceDecoder codec = decoderFor(buffer.payloadType());
        if (codec == null) {
            return silence(frame);
        }
        int samples = codec.decode(buffer.payload(), 0, buffer.payloadLength(), pcm);
        return samples > 0 ? samples : conceal(frame);
    }

    private int recover(int frame) {
        VoiceDecoder codec = decoderFor(buffer.payloadType());
        if (codec == null) {
            return silence(frame);
        }
        int samples = codec.recover(buffer.payload(), 0, buffer.payloadLength(), pcm, frame);
        if (samples <= 0) {
            return conceal(frame);
        }
        concealed.incrementAndGet();
        return samples;
    }

    private int conceal(int frame) {
        VoiceDecoder codec = decoder;
        if (codec == null) {
            return silence(frame);
        }
        concealed.incrementAndGet();
        // Concealment comes in steps of 10 ms, packets may be shorter.
        int samples = Math.max(CHUNK, frame / CHUNK * CHUNK);
        codec.conceal(pcm, samples);
        return samples;
    }

    private int silence(int samples) {
        Arrays.fill(pcm, 0, samples, (short) 0);
        return samples;
    }

    private int adjust(int samples) {
        int adjusted = switch (buffer.adjustment()) {
            case NONE -> samples;
            case SHORTEN -> stretch.shorten(pcm, samples);
            case LENGTHEN -> stretch.lengthen(pcm, samples);
        };
        buffer.adjusted(samples - adjusted);
        return adjusted;
    }

    private @Nullable VoiceDecoder decoderFor(int payloadType) {
        Formats known = formats;
        PayloadFormat format = known == null ? null : known.received(payloadType);
        if (format == null || format.is(Formats.EVENT)) {
            return null;
        }
        if (!format.equals(decoding)) {
            if (decoder != null) {
                decoder.close();
            }
            decoder = codecs.decoder(format);
            decoding = format;
            codecName = format.encoding();
        }
        return decoder;
    }

    private void report() {
        PlaybackPort port = speaker.port();
        int waiting = until - from + (port == null ? 0 : port.queuedSamples());
        delayMs = buffer.ageMs() + waiting * 1000.0 / AudioPorts.SAMPLE_RATE;
    }

    void formats(Formats next) {
        formats = next;
    }

    void deafened(boolean next) {
        deafened = next;
    }

    float level() {
        return level;
    }

    /** Frames that were played without their packet. */
    long concealed() {
        return concealed.get();
    }

    /** From arrival to the ear, milliseconds, as far as the device tells. */
    double delayMs() {
        return delayMs;
    }

    /** The name of the format that was decoded last; empty before any. */
    String codec() {
        return codecName;
    }

    /** Ends the thread with this chunk. Any thread may call it. */
    void close() {
        closed = true;
        speaker.retire();
    }
}
