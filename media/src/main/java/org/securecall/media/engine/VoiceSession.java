// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.Levels;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaListener;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SdesCrypto;
import org.securecall.media.audio.AudioPorts;
import org.securecall.media.audio.CapturePort;
import org.securecall.media.audio.PlaybackPort;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.net.PortPair;
import org.securecall.media.rtp.ReceptionStatistics;
import org.securecall.media.srtp.SrtpLifetime;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.KeyPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call's voice: puts the parts together and carries the loop's commands to them. */
final class VoiceSession implements MediaSession {

    private static final Logger LOG = LoggerFactory.getLogger(VoiceSession.class);

    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
    private static final int SILENT_SECONDS = 5;

    private final EventLoop loop;
    private final MediaListener listener;
    private final VoiceCodecs codecs;
    private final PortPair ports;
    private final Consumer<VoiceSession> onClosed;
    private final PeerAddress peer = new PeerAddress();
    private final ReceivePath receivePath;
    private final LoopMail rtcpMail;
    private final DeviceKeeper<CapturePort> microphone;
    private final DeviceKeeper<PlaybackPort> speaker;
    private final SendPath sendPath;
    private final Playout playout;
    private final RtcpReporter rtcp;
    private final VoiceKeying keying;
    private final KeyLife keyLife = new KeyLife(this::rekey, this::keysUsedUp);

    private final SecureRandom random;
    /** Of ZRTP's packets, and of voice under its keys. */
    private final int zrtpSsrc;

    private int ssrc;
    private @Nullable RemoteMedia remote;
    private int connects;
    private boolean voiceStarted;
    private boolean silenceReported;
    private EventLoop.@Nullable Timer watch;
    private boolean closed;

    private volatile Optional<PayloadFormat> sending = Optional.empty();

    VoiceSession(
            MediaParameters parameters,
            AlgorithmPreferences algorithms,
            EventLoop loop,
            MediaListener listener,
            PortPair ports,
            AudioPorts machinePorts,
            VoiceCodecs codecs,
            KeyPool keys,
            SrtpLifetime zrtpLifetime,
            SecureRandom random,
            Consumer<VoiceSession> onClosed) {
        this.loop = loop;
        this.listener = listener;
        this.codecs = codecs;
        this.ports = ports;
        this.onClosed = onClosed;
        this.random = random;
        zrtpSsrc = random.nextInt();
        ssrc = zrtpSsrc;
        EchoPorts audio = new EchoPorts(machinePorts);
        Consumer<MediaEvent> deviceEvents = event -> loop.execute(() -> report(event));
        PacketRing ring = new PacketRing();
        rtcpMail = new LoopMail(loop);
        receivePath = new ReceivePath(peer, ring, new LoopMail(loop), new LoopMail(loop), rtcpMail, new FromNetwork());
        microphone = new DeviceKeeper<>(
                true, parameters.microphone(), audio::openCapture, CapturePort::read, CapturePort::close, deviceEvents);
        speaker = new DeviceKeeper<>(
                false,
                parameters.speaker(),
                audio::openPlayback,
                PlaybackPort::write,
                PlaybackPort::close,
                deviceEvents);
        receivePath.ownSsrc(ssrc);
        sendPath = new SendPath(codecs, ports.rtp(), peer, microphone, ssrc, random);
        playout = new Playout(
                codecs,
                ring,
                speaker,
                parameters.microphone().equals(MediaParameters.ECHO) ? audio::heard : frame -> {});
        rtcp = new RtcpReporter(loop, ports, peer, ssrc, sendPath, receivePath, random);
        keying = new VoiceKeying(
                parameters,
                algorithms,
                keys,
                zrtpLifetime,
                random,
                loop,
                zrtpSsrc,
                new FromKeying(),
                new FromArbiter());
    }

    /** Begins to receive. Call it once, when the session is complete. */
    void listen() {
        ports.rtp().listen("net-rx", receivePath);
        ports.rtcp().listen("net-rx-rtcp", new RtcpPort(rtcpMail, rtcp::receive));
    }

    @Override
    public InetSocketAddress localAddress() {
        return ports.rtp().localAddress();
    }

    @Override
    public List<PayloadFormat> offeredFormats() {
        return Formats.offer(codecs);
    }

    @Override
    public String zrtpHash() {
        return keying.zrtpHash();
    }

    @Override
    public Optional<DtlsFingerprint> dtlsFingerprint() {
        return keying.dtlsFingerprint();
    }

    @Override
    public List<SdesCrypto> sdesKeys() {
        return keying.sdesKeys();
    }

    @Override
    public void meetAnother(boolean promisesStay) {
        keying.meetAnother(promisesStay);
    }

    @Override
    public void connect(RemoteMedia media) {
        if (closed) {
            return;
        }
        int number = ++connects;
        Optional<InetSocketAddress> rtp = AddressResolver.atOnce(media.rtp());
        Optional<InetSocketAddress> rtcpAddress = AddressResolver.atOnce(media.rtcp());
        if (rtp.isPresent() && rtcpAddress.isPresent()) {
            apply(media, rtp.get(), rtcpAddress.get());
            return;
        }
        Thread.ofVirtual().name("media-dns").start(() -> {
            InetSocketAddress rtpByName = AddressResolver.byName(media.rtp());
            InetSocketAddress rtcpByName = AddressResolver.byName(media.rtcp());
            loop.execute(() -> {
                if (!closed && number == connects) {
                    apply(media, rtpByName, rtcpByName);
                }
            });
        });
    }

    private void apply(RemoteMedia media, InetSocketAddress rtp, InetSocketAddress rtcpAddress) {
        long now = System.nanoTime();
        boolean usable = AddressResolver.isUsable(rtp);
        InetSocketAddress before = peer.current();
        if (usable) {
            peer.signal(rtp, now);
        }
        remote = media;
        Formats formats = Formats.negotiated(media.formats(), codecs);
        if (formats.voice().isEmpty()) {
            LOG.warn("The peer named no voice format that can be sent");
        }
        receivePath.formats(formats);
        playout.formats(formats);
        sending = formats.voice();
        sendPath.route(new SendPath.Route(formats.voice(), formats.event(), media.send() && usable));
        receivePath.voiceExpectedSince(now);
        rtcp.connect(rtcpAddress, media.rtcpMux(), formats.voice());
        keying.described(media, usable, before != null && !rtp.equals(before));
    }

    @Override
    public void startVoice() {
        if (voiceStarted || closed) {
            return;
        }
        voiceStarted = true;
        receivePath.voiceExpectedSince(System.nanoTime());
        receivePath.wantVoice();
        keying.answered();
        playout.start();
        sendPath.start();
        watch = loop.schedule(WATCH_INTERVAL, this::watch);
    }

    private void watch() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        RemoteMedia media = remote;
        boolean expected = media != null && media.receive() && keying.arbiter().isOpen();
        if (!expected) {
            receivePath.voiceExpectedSince(now);
        }
        boolean silent = now - receivePath.lastVoice()
                >= Duration.ofSeconds(SILENT_SECONDS).toNanos();
        if (silent && !silenceReported) {
            report(new MediaEvent.NoMedia(SILENT_SECONDS));
        }
        silenceReported = silent;
        keyLife.look(
                sendPath.wornOut() || receivePath.wornOut() || rtcp.wornOut(), sendPath.usedUp() || rtcp.usedUp(), now);
        watch = loop.schedule(WATCH_INTERVAL, this::watch);
    }

    /** Asks the peer for new keys; those in force stay until both sides have them. On the loop. */
    void rekey() {
        keying.rekey();
    }

    /**
     * Goes on under another SSRC (RFC 3550 §8.2). Not in a call that ZRTP is in: the peer knows its packets by the SSRC, and SRTP's
     * indices belong to it; there two streams with the same number do not meet, as only one side's keys authenticate each.
     */
    private void collided(int number) {
        if (closed || number != ssrc || !keying.arbiter().isClear() || keying.hasZrtpPeer()) {
            return;
        }
        int next = random.nextInt();
        while (next == ssrc) {
            next = random.nextInt();
        }
        LOG.info("The peer sends under the same SSRC as this side, which takes another one");
        speakAs(next);
    }

    private void speakAs(int next) {
        ssrc = next;
        rtcp.ssrc(next);
        receivePath.ownSsrc(next);
        sendPath.ssrc(next);
    }

    private void keysUsedUp() {
        report(new MediaEvent.SecurityFailed("The keys of this call have protected all that they may.", false));
    }

    @Override
    public void setMuted(boolean muted) {
        sendPath.muted(muted);
    }

    @Override
    public void setDeafened(boolean deafened) {
        playout.deafened(deafened);
    }

    @Override
    public void sendDigits(String digits) {
        sendPath.sendDigits(digits);
    }

    @Override
    public void confirmSas() {
        keying.confirmSas();
    }

    @Override
    public void denySas() {
        keying.denySas();
    }

    @Override
    public boolean enrol() {
        return keying.enrol();
    }

    @Override
    public void goClear() {
        keying.goClear();
    }

    @Override
    public void permitClear() {
        keying.permitClear();
    }

    @Override
    public void goSecure() {
        keying.goSecure();
    }

    @Override
    public MediaStats stats() {
        ReceptionStatistics reception = receivePath.statistics();
        String codec = playout.codec();
        if (codec.isEmpty() && sendPath.packets() > 0) {
            codec = sending.map(PayloadFormat::encoding).orElse("");
        }
        return new MediaStats(
                codec,
                sendPath.packets(),
                reception.packets(),
                Math.max(0, reception.lost()),
                playout.concealed(),
                receivePath.rejected(),
                reception.jitterMs(),
                rtcp.rttMs(),
                playout.delayMs());
    }

    @Override
    public Levels levels() {
        return new Levels(sendPath.level(), playout.level());
    }

    private void send(byte[] packet) {
        InetSocketAddress to = peer.current();
        if (to != null) {
            ports.rtp().send(ByteBuffer.wrap(packet), to);
        }
    }

    private void report(MediaEvent event) {
        if (!closed) {
            listener.onMediaEvent(event);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        rtcp.close();
        closed = true;
        keying.close();
        sendPath.close();
        playout.close();
        if (voiceStarted) {
            // A device may take its time to close, and the loop has none.
            Thread.ofPlatform().name("device-close").daemon().start(() -> {
                microphone.close();
                speaker.close();
            });
        }
        if (watch != null) {
            watch.cancel();
        }
        // The receiving thread wipes its keys when its socket is closed.
        ports.close();
        onClosed.accept(this);
    }

    /** Who decides on keys; on the loop. */
    KeyingArbiter keying() {
        return keying.arbiter();
    }

    /** Closes the session on its loop. Any thread may call it. */
    void closeOnLoop() {
        loop.execute(this::close);
    }

    private final class FromKeying implements VoiceKeying.Wire {

        @Override
        public void send(byte[] packet) {
            VoiceSession.this.send(packet);
        }

        @Override
        public void plausible(InetSocketAddress from) {
            peer.plausible(from, System.nanoTime());
        }

        @Override
        public void sendsUnderZrtp() {
            if (ssrc != zrtpSsrc) {
                // A peer whose ZRTP came late knows this side by the SSRC of its Hello.
                speakAs(zrtpSsrc);
            }
        }
    }

    private final class FromArbiter implements KeyingArbiter.Paths {

        @Override
        public void outgoing(Outgoing voice, Outgoing reports) {
            sendPath.outgoing(voice);
            rtcp.outgoing(reports);
        }

        @Override
        public void incoming(Incoming voice, Incoming reports) {
            receivePath.incoming(voice);
            rtcp.incoming(reports);
            receivePath.voiceExpectedSince(System.nanoTime());
        }

        @Override
        public void retire(SrtpSender voice) {
            sendPath.retire(voice);
        }

        @Override
        public void retire(SrtpReceiver voice) {
            receivePath.retire(voice);
        }

        @Override
        public void report(MediaEvent event) {
            VoiceSession.this.report(event);
        }
    }

    private final class FromNetwork implements ReceivePath.Listener {

        @Override
        public void onZrtp(byte[] packet, InetSocketAddress from) {
            keying.onZrtp(packet, from);
        }

        @Override
        public void onOneLayer() {
            keying.arbiter().peerHasOneLayer();
        }

        @Override
        public void onStun(InetSocketAddress from) {
            keying.onStun(from);
        }

        @Override
        public void onDtls(byte[] packet, InetSocketAddress from) {
            keying.onDtls(packet, from);
        }

        @Override
        public void onCollision(int ssrc) {
            collided(ssrc);
        }

        @Override
        public void onRtcp(byte[] packet, InetSocketAddress from, long arrivalNanos) {
            rtcp.receive(packet, from, arrivalNanos);
        }

        @Override
        public void onFirstAuthentic() {
            keying.srtpReceived();
        }

        @Override
        public void onDigit(char digit) {
            report(new MediaEvent.DigitReceived(digit));
        }
    }
}
