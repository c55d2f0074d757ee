// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.net.PacketHandler;
import org.securecall.media.net.PacketKind;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.ReceptionStatistics;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.rtp.TelephoneEvent;
import org.securecall.media.srtp.SrtpReceiver;

/**
 * Judges what arrives, on the thread of the RTP socket: voice that is authentic goes to the jitter buffer, copies of ZRTP,
 * DTLS and RTCP go to the loop, the rest is counted.
 */
final class ReceivePath implements PacketHandler {

    /** Who hears of what is not voice. */
    interface Listener {
        /** On the loop. */
        void onZrtp(byte[] packet, InetSocketAddress from);

        /** A voice packet came under ZRTP's keys alone where there should have been two layers. On the loop. */
        void onOneLayer();

        /** On the loop. */
        void onStun(InetSocketAddress from);

        /** On the loop. */
        void onDtls(byte[] packet, InetSocketAddress from);

        /** On the loop. */
        void onRtcp(byte[] packet, InetSocketAddress from, long arrivalNanos);

        /** The first voice packet came under the keys of ZRTP. On the loop, once. */
        void onFirstAuthentic();

        /**
         * The peer sends, in the clear, under this side's SSRC. On the loop.
         *
         * @param ssrc that it has in common with this side
         */
        void onCollision(int ssrc);

        /** On the loop. */
        void onDigit(char digit);
    }

    private final PeerAddress peer;
    private final PacketRing ring;
    private final LoopMail zrtpMail;
    private final LoopMail dtlsMail;
    private final LoopMail rtcpMail;
    private final Listener listener;
    private final ReceptionStatistics statistics = new ReceptionStatistics();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong ignored = new AtomicLong();
    /** The keys under which the peer was heard, and for which that was told. */
    private @Nullable Incoming heardUnder;

    private final Retired retired = new Retired();
    private boolean anyEvent;
    private int eventTimestamp;
    private int eventSsrc;

    private final OwnSource ownSource = new OwnSource();
    private volatile int ownSsrc;
    private volatile Incoming incoming = new Incoming.Withheld();
    private volatile @Nullable Formats formats;
    private volatile boolean voiceWanted;
    private volatile boolean wornOut;
    private volatile long lastVoice = System.nanoTime();

    /**
     * @param zrtpMail for ZRTP alone, so that a flood of anything else does not keep it out
     * @param dtlsMail likewise
     */
    ReceivePath(
            PeerAddress peer,
            PacketRing ring,
            LoopMail zrtpMail,
            LoopMail dtlsMail,
            LoopMail rtcpMail,
            Listener listener) {
        this.peer = peer;
        this.ring = ring;
        this.zrtpMail = zrtpMail;
        this.dtlsMail = dtlsMail;
        this.rtcpMail = rtcpMail;
        this.listener = listener;
    }

    @Override
    public void onPacket(PacketKind kind, PacketBuffer packet, InetSocketAddress from, long arrivalNanos) {
        switch (kind) {
            case RTP -> onRtp(packet, from, arrivalNanos);
            case ZRTP -> {
                byte[] copy = packet.copy();
                countUnless(zrtpMail.offer(() -> listener.onZrtp(copy, from)));
            }
            case RTCP -> onRtcp(packet, from, arrivalNanos);
            case DTLS -> {
                byte[] copy = packet.copy();
                countUnless(dtlsMail.offer(() -> listener.onDtls(copy, from)));
            }
            case STUN -> countUnless(dtlsMail.offer(() -> listener.onStun(from)));
            case OTHER -> ignored.incrementAndGet();
        }
    }

    private void onRtcp(PacketBuffer packet, InetSocketAddress from, long arrivalNanos) {
        byte[] copy = packet.copy();
        countUnless(rtcpMail.offer(() -> listener.onRtcp(copy, from, arrivalNanos)));
    }

    private void countUnless(boolean taken) {
        if (!taken) {
            ignored.incrementAndGet();
        }
    }

    private void onRtp(PacketBuffer packet, InetSocketAddress from, long arrivalNanos) {
        retired.wipe();
        Incoming now = incoming;
        Incoming.Maker maker = now.unprotect(packet);
        boolean believed = switch (maker) {
            case NOBODY -> false;
            case ANYBODY -> true;
            case SIGNALLED, PEER -> {
                onAuthentic(now, maker, from, arrivalNanos);
                yield true;
            }
            case PEER_IN_ONE_LAYER -> {
                onAuthentic(now, Incoming.Maker.PEER, from, arrivalNanos);
                dtlsMail.offer(listener::onOneLayer);
                yield true;
            }
        };
        int header = RtpLayout.headerLength(packet);
        int end = header == RtpLayout.MALFORMED ? header : RtpLayout.payloadEnd(packet, header);
        Formats known = formats;
        if (!believed || end == RtpLayout.MALFORMED || known == null) {
            rejected.incrementAndGet();
            return;
        }
        PayloadFormat format = end == header ? null : known.received(RtpLayout.payloadType(packet));
        if (maker == Incoming.Maker.ANYBODY) {
            if (format == null) {
                // Nothing says that this is the peer's.
                rejected.incrementAndGet();
                return;
            }
            int ssrc = RtpLayout.ssrc(packet);
            if (ssrc == ownSsrc) {
                onOwnSsrc(ssrc, from, arrivalNanos);
                return;
            }
            peer.plausible(from, arrivalNanos);
        }
        deliver(packet, header, end, format, arrivalNanos);
    }

    /** Under keys this does not come about: there an own packet that comes back is not authentic. */
    private void onOwnSsrc(int ssrc, InetSocketAddress from, long arrivalNanos) {
        rejected.incrementAndGet();
        if (from.equals(peer.current()) && ownSource.isCollision(from, arrivalNanos)) {
            countUnless(rtcpMail.offer(() -> listener.onCollision(ssrc)));
        }
    }

    private void onAuthentic(Incoming now, Incoming.Maker maker, InetSocketAddress from, long arrivalNanos) {
        peer.authentic(from, arrivalNanos);
        wornOut = now.isWornOut();
        if (maker == Incoming.Maker.PEER && !now.equals(heardUnder) && now.isSettled()) {
            heardUnder = now;
            // Not through the bounded mail: it comes once for each keys, and the exchange may depend on it.
            zrtpMail.always(listener::onFirstAuthentic);
        }
    }

    /** @param format empty for what was not negotiated, such as comfort noise, or holds nothing, such as a keep-alive */
    private void deliver(PacketBuffer packet, int header, int end, @Nullable PayloadFormat format, long arrivalNanos) {
        lastVoice = arrivalNanos;
        boolean voice = format != null && !format.is(Formats.EVENT);
        int clockRate = format != null && voice ? format.clockRate() : 0;
        if (voice) {
            statistics.received(
                    RtpLayout.ssrc(packet),
                    RtpLayout.sequence(packet),
                    RtpLayout.timestamp(packet),
                    clockRate,
                    arrivalNanos);
        } else {
            statistics.receivedOther(RtpLayout.ssrc(packet), RtpLayout.sequence(packet));
        }
        if (format != null && !voice) {
            onEvent(packet, header, end);
        }
        if (voiceWanted && !ring.offer(packet, header, end, clockRate, arrivalNanos)) {
            ignored.incrementAndGet();
        }
    }

    /** RFC 4733 §2.5.1.2: all packets of one event have the timestamp of its beginning. */
    private void onEvent(PacketBuffer packet, int header, int end) {
        int timestamp = RtpLayout.timestamp(packet);
        int ssrc = RtpLayout.ssrc(packet);
        boolean older = anyEvent && ssrc == eventSsrc && timestamp - eventTimestamp <= 0;
        char digit = TelephoneEvent.digit(packet, header, end);
        if (older || digit == TelephoneEvent.NONE) {
            return;
        }
        anyEvent = true;
        eventTimestamp = timestamp;
        eventSsrc = ssrc;
        countUnless(rtcpMail.offer(() -> listener.onDigit(digit)));
    }

    @Override
    public void onClosed() {
        retired.wipe();
    }

    /** Sets what is believed from the next packet on. */
    void incoming(Incoming next) {
        incoming = next;
    }

    /** Has keys wiped that are not set any more. */
    void retire(SrtpReceiver keys) {
        retired.add(keys);
    }

    /** Sets under which SSRC this side sends. */
    void ownSsrc(int ssrc) {
        ownSsrc = ssrc;
    }

    void formats(Formats next) {
        formats = next;
    }

    /** Whether the keys of the last packet are in the last part of their life. */
    boolean wornOut() {
        return wornOut;
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    /** Packets that failed authentication, replay protection or parsing, or came unprotected where that was not agreed. */
    long rejected() {
        return rejected.get();
    }

    /** When the last believed packet came, by {@link System#nanoTime()}. */
    long lastVoice() {
        return lastVoice;
    }

    /** From now on voice is handed on; before, it was only counted. */
    void wantVoice() {
        voiceWanted = true;
    }

    /** Counts the time without voice from here. */
    void voiceExpectedSince(long nowNanos) {
        lastVoice = nowNanos;
    }

    /** Counts a packet that another part of the session refused. */
    void reject() {
        rejected.incrementAndGet();
    }
}
