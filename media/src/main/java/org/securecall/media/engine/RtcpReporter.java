// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.net.PortPair;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.ReceptionStatistics;
import org.securecall.media.rtp.RtcpPacket;
import org.securecall.media.rtp.RtcpPacket.ReportBlock;
import org.securecall.media.rtp.RtcpWriter;

/**
 * Reports to the peer what arrived and reads its reports (RFC 3550 §6). Belongs to the loop. Like voice, a report leaves only
 * under keys where encryption was promised.
 */
final class RtcpReporter implements AutoCloseable {

    /** The first two come early: the answer to the first one tells the round trip. */
    private static final long EARLY_MS = 1000;

    private static final int EARLY_REPORTS = 2;

    /** RFC 3550 §6.2: the fixed minimum of five seconds, since two voices stay far below 5 % of any bandwidth. */
    private static final long INTERVAL_MS = 5000;

    /** RFC 7022 §4.2: 96 random bits. */
    private static final int CNAME_BYTES = 12;

    private final EventLoop loop;
    private final PortPair ports;
    private final PeerAddress rtpPeer;
    private final PeerAddress rtcpPeer = new PeerAddress();
    private int ssrc;
    private final String cname;
    private final SendPath sendPath;
    private final ReceivePath receivePath;
    private final SecureRandom random;
    private final NtpClock clock = new NtpClock();
    private final PacketBuffer packet = new PacketBuffer();

    private boolean connected;
    private boolean mux;
    private int clockRate = 8000;
    private Outgoing outgoing = new Outgoing.Withheld();
    private Incoming incoming = new Incoming.Withheld();
    private int early = EARLY_REPORTS;
    private long packetsReported;
    /** What was sent under former SSRCs, which a report does not count (RFC 3550 §6.4.1). */
    private long packetsFormerly;

    private long octetsFormerly;
    private long expectedBefore;
    private long packetsBefore;
    private int lastReport;
    private long lastReportAt;
    private EventLoop.@Nullable Timer next;
    private boolean closed;

    private volatile double rttMs = -1;

    RtcpReporter(
            EventLoop loop,
            PortPair ports,
            PeerAddress rtpPeer,
            int ssrc,
            SendPath sendPath,
            ReceivePath receivePath,
            SecureRandom random) {
        this.loop = loop;
        this.ports = ports;
        this.rtpPeer = rtpPeer;
        this.ssrc = ssrc;
        this.sendPath = sendPath;
        this.receivePath = receivePath;
        this.random = random;
        byte[] name = new byte[CNAME_BYTES];
        random.nextBytes(name);
        this.cname = Base64.getEncoder().encodeToString(name);
    }

    /** Tells, or corrects, where reports go. The first call starts them. */
    void connect(InetSocketAddress address, boolean multiplexed, Optional<PayloadFormat> voice) {
        mux = multiplexed;
        clockRate = voice.map(PayloadFormat::clockRate).orElse(clockRate);
        if (AddressResolver.isUsable(address)) {
            rtcpPeer.signal(address, System.nanoTime());
        }
        if (!connected) {
            connected = true;
            next = loop.schedule(Duration.ofMillis(EARLY_MS), this::reportAndGoOn);
        }
    }

    /** Sets how reports leave from now on. */
    void outgoing(Outgoing next) {
        outgoing = next;
    }

    /** Sets which reports are read from now on. */
    void incoming(Incoming next) {
        incoming = next;
    }

    private void reportAndGoOn() {
        if (closed) {
            return;
        }
        boolean sent = send(false);
        early = sent ? early - 1 : early;
        // RFC 3550 §6.2: "varied over the range [0.5,1.5] times the calculated interval".
        long wait = early > 0 ? EARLY_MS : INTERVAL_MS / 2 + random.nextLong(INTERVAL_MS);
        next = loop.schedule(Duration.ofMillis(wait), this::reportAndGoOn);
    }

    /** Answers whether it was sent: not before there are keys, or the permission to do without. */
    @CanIgnoreReturnValue
    private boolean send(boolean bye) {
        InetSocketAddress to = mux ? rtpPeer.current() : rtcpPeer.current();
        if (to == null || outgoing instanceof Outgoing.Withheld) {
            return false;
        }
        long now = System.nanoTime();
        RtcpWriter writer = new RtcpWriter(packet);
        long packets = sendPath.packets();
        List<ReportBlock> blocks = block(now);
        // §6.4: a sender report only from who has sent since the last one.
        if (packets > packetsReported) {
            writer.report(new RtcpPacket.SenderReport(
                    ssrc,
                    clock.at(now),
                    sendPath.timestampAt(now, clockRate),
                    packets - packetsFormerly,
                    sendPath.octets() - octetsFormerly,
                    blocks));
        } else {
            writer.report(new RtcpPacket.ReceiverReport(ssrc, blocks));
        }
        packetsReported = packets;
        writer.canonicalName(ssrc, cname);
        if (bye) {
            writer.bye(ssrc);
        }
        if (!outgoing.protectReport(packet)) {
            return false;
        }
        (mux ? ports.rtp() : ports.rtcp()).send(ByteBuffer.wrap(packet.bytes(), 0, packet.length()), to);
        return true;
    }

    /** Says BYE for the SSRC so far, and goes on under another (RFC 3550 §8.2). */
    void ssrc(int next) {
        if (!closed) {
            send(true);
            ssrc = next;
            packetsFormerly = sendPath.packets();
            octetsFormerly = sendPath.octets();
        }
    }

    private List<ReportBlock> block(long now) {
        ReceptionStatistics reception = receivePath.statistics();
        if (!reception.active()) {
            return List.of();
        }
        long expected = reception.expected();
        long packets = reception.packets();
        // Appendix A.3; a new SSRC begins to count anew.
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (packets - packetsBefore);
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
        expectedBefore = expected;
        packetsBefore = packets;
        long since = lastReport == 0 ? 0 : (now - lastReportAt) * 65536 / 1_000_000_000L;
        return List.of(new ReportBlock(
                reception.ssrc(),
                fraction,
                Math.clamp(reception.lost(), Integer.MIN_VALUE, Integer.MAX_VALUE),
                (int) reception.extendedHighest(),
                reception.jitterUnits(),
                lastReport,
                since));
    }

    /** A packet that may be RTCP came, on either port. */
    void receive(byte[] bytes, InetSocketAddress from, long arrivalNanos) {
        if (closed || bytes.length > PacketBuffer.CAPACITY) {
            return;
        }
        PacketBuffer received = new PacketBuffer();
        received.set(bytes);
        Incoming.Maker maker = incoming.unprotectReport(received);
        Optional<List<RtcpPacket>> packets =
                maker == Incoming.Maker.NOBODY ? Optional.empty() : RtcpPacket.parse(received);
        if (packets.isEmpty()) {
            receivePath.reject();
            return;
        }
        if (maker != Incoming.Maker.ANYBODY && !mux) {
            rtcpPeer.authentic(from, arrivalNanos);
        }
        for (RtcpPacket one : packets.get()) {
            switch (one) {
                case RtcpPacket.SenderReport report -> {
                    lastReport = NtpClock.middle(report.ntp());
                    lastReportAt = arrivalNanos;
                    read(report.blocks(), arrivalNanos);
                }
                case RtcpPacket.ReceiverReport report -> read(report.blocks(), arrivalNanos);
                case RtcpPacket.Bye bye -> {
                    // The signalling ends calls; a stream may end and another begin.
                }
                case RtcpPacket.Other other -> {}
            }
        }
    }

    private void read(List<ReportBlock> blocks, long arrivalNanos) {
        for (ReportBlock block : blocks) {
            if (block.ssrc() != ssrc) {
                continue;
            }
            sendPath.peersLoss((block.fractionLost() * 100 + 255) / 256);
            if (block.lastReport() != 0) {
                // §6.4.1: A - LSR - DLSR, in 65536ths of a second; what would be negative is a clock that is not exact.
                int rtt = NtpClock.middle(clock.at(arrivalNanos))
                        - block.lastReport()
                        - (int) block.delaySinceLastReport();
                rttMs = Math.max(0, rtt) * 1000.0 / 65536;
            }
        }
    }

    /** Whether the keys of reports are in the last part of their life. */
    boolean wornOut() {
        return outgoing.isWornOut() || incoming.isWornOut();
    }

    /** Whether a report was refused because its keys are used up. */
    boolean usedUp() {
        return outgoing.isUsedUp();
    }

    /** Milliseconds; negative while unknown. */
    double rttMs() {
        return rttMs;
    }

    /** Says BYE where reports may be sent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        send(true);
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }
}
