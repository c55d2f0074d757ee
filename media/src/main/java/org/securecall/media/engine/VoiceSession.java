// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.Encryption;
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
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call's voice: puts the parts together and carries the loop's commands to them. */
final class VoiceSession implements MediaSession {

    private static final Logger LOG = LoggerFactory.getLogger(VoiceSession.class);

    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
    private static final int SILENT_SECONDS = 5;

    private final Encryption encryption;
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
    private final @Nullable ZrtpDriver zrtp;

    private @Nullable RemoteMedia remote;
    private int connects;
    private boolean voiceStarted;
    private boolean silenceReported;
    private EventLoop.@Nullable Timer watch;
    private boolean clear;
    private boolean secured;
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
            SecureRandom random,
            Consumer<VoiceSession> onClosed) {
        this.encryption = parameters.encryption();
        this.loop = loop;
        this.listener = listener;
        this.codecs = codecs;
        this.ports = ports;
        this.onClosed = onClosed;
        int ssrc = random.nextInt();
        EchoPorts audio = new EchoPorts(machinePorts);
        Consumer<MediaEvent> deviceEvents = event -> loop.execute(() -> report(event));
        PacketRing ring = new PacketRing();
        rtcpMail = new LoopMail(loop);
        receivePath = new ReceivePath(peer, ring, new LoopMail(loop), rtcpMail, new FromNetwork());
        microphone = new DeviceKeeper<>(
                true, parameters.microphone(), audio::openCapture, CapturePort::read, CapturePort::close, deviceEvents);
        speaker = new DeviceKeeper<>(
                false,
                parameters.speaker(),
                audio::openPlayback,
                PlaybackPort::write,
                PlaybackPort::close,
                deviceEvents);
        sendPath = new SendPath(codecs, ports.rtp(), peer, microphone, ssrc, random);
        playout = new Playout(
                codecs,
                ring,
                speaker,
                parameters.microphone().equals(MediaParameters.ECHO) ? audio::heard : frame -> {});
        rtcp = new RtcpReporter(loop, ports, peer, ssrc, sendPath, receivePath, random);
        zrtp = encryption == Encryption.OFF
                ? null
                : new ZrtpDriver(
                        encryption,
                        ZrtpConfig.recommended(ssrc, parameters.zrtpCache(), keys, InstantSource.system())
                                .withAlgorithms(algorithms)
                                .withOptions(parameters.zrtpOptions()),
                        random,
                        loop,
                        new FromZrtp());
        if (zrtp == null) {
            permitClear(true);
        }
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
        return zrtp == null ? "" : zrtp.helloHash();
    }

    @Override
    public Optional<DtlsFingerprint> dtlsFingerprint() {
        return Optional.empty();
    }

    @Override
    public List<SdesCrypto> sdesKeys() {
        return List.of();
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
        if (zrtp != null && usable) {
            zrtp.connect(media.zrtpHash());
            if (before != null && !rtp.equals(before)) {
                zrtp.lookAtNewAddress();
            }
        }
    }

    @Override
    public void startVoice() {
        if (voiceStarted || closed) {
            return;
        }
        voiceStarted = true;
        receivePath.voiceExpectedSince(System.nanoTime());
        receivePath.wantVoice();
        if (zrtp != null) {
            zrtp.lookAtAnswer();
        }
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
        boolean expected = media != null && media.receive() && (clear || secured);
        if (!expected) {
            receivePath.voiceExpectedSince(now);
        }
        boolean silent = now - receivePath.lastVoice()
                >= Duration.ofSeconds(SILENT_SECONDS).toNanos();
        if (silent && !silenceReported) {
            report(new MediaEvent.NoMedia(SILENT_SECONDS));
        }
        silenceReported = silent;
        watch = loop.schedule(WATCH_INTERVAL, this::watch);
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
        if (zrtp != null) {
            zrtp.confirmSas();
        }
    }

    @Override
    public void denySas() {
        if (zrtp != null) {
            zrtp.denySas();
        }
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

    private void permitClear(boolean permitted) {
        if (secured || clear == permitted) {
            return;
        }
        clear = permitted;
        sendPath.outgoing(permitted ? new Outgoing.Clear() : new Outgoing.Withheld());
        receivePath.incoming(permitted ? new Incoming.Clear() : new Incoming.Withheld());
        rtcp.permitClear(permitted);
        receivePath.voiceExpectedSince(System.nanoTime());
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
        if (zrtp != null) {
            zrtp.close();
        }
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

    /** Closes the session on its loop. Any thread may call it. */
    void closeOnLoop() {
        loop.execute(this::close);
    }

    private final class FromZrtp implements ZrtpDriver.Session {

        @Override
        public void send(byte[] packet) {
            InetSocketAddress to = peer.current();
            if (to != null) {
                ports.rtp().send(ByteBuffer.wrap(packet), to);
            }
        }

        @Override
        public void onHelloFrom(InetSocketAddress from) {
            peer.plausible(from, System.nanoTime());
        }

        @Override
        public void onKeys(ZrtpOutput.Direction direction, SrtpKeys keys) {
            try (keys) {
                // The contexts for voice and for RTCP belong to different threads, so each has its own.
                switch (direction) {
                    case SEND -> {
                        sendPath.outgoing(new Outgoing.Secured(keys.sender()));
                        rtcp.secure(keys.sender());
                    }
                    case RECEIVE -> {
                        receivePath.incoming(new Incoming.Secured(keys.receiver()));
                        rtcp.secure(keys.receiver());
                        receivePath.voiceExpectedSince(System.nanoTime());
                    }
                }
            }
            secured = true;
        }

        @Override
        public void permitClear(boolean permitted) {
            VoiceSession.this.permitClear(permitted);
        }

        @Override
        public void report(MediaEvent event) {
            VoiceSession.this.report(event);
        }
    }

    private final class FromNetwork implements ReceivePath.Listener {

        @Override
        public void onZrtp(byte[] packet, InetSocketAddress from) {
            if (zrtp != null && !closed) {
                zrtp.receive(packet, from);
            }
        }

        @Override
        public void onRtcp(byte[] packet, InetSocketAddress from, long arrivalNanos) {
            rtcp.receive(packet, from, arrivalNanos);
        }

        @Override
        public void onFirstAuthentic() {
            if (zrtp != null && !closed) {
                zrtp.srtpReceived();
            }
        }

        @Override
        public void onDigit(char digit) {
            report(new MediaEvent.DigitReceived(digit));
        }
    }
}
