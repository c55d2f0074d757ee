// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.securecall.media.rtp.PacketBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP socket. Any thread may send; one thread of its own receives. */
public final class UdpPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);

    /** Expedited forwarding (RFC 3246), as DSCP 46 in the upper six bits: what RFC 8837 recommends for voice. */
    private static final int EXPEDITED_FORWARDING = 46 << 2;

    /** Receiving may fail so often in a row, as after an ICMP error, before the socket counts as broken. */
    private static final int MOST_FAILURES = 100;

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final AtomicLong unsent = new AtomicLong();

    private UdpPort(DatagramChannel channel, InetSocketAddress local) {
        this.channel = channel;
        this.local = local;
    }

    /**
     * @param port 0 for any
     * @throws IOException when it is in use, or the address is not of this machine
     */
    static UdpPort bind(InetAddress address, int port) throws IOException {
        DatagramChannel channel = address.isAnyLocalAddress()
                ? DatagramChannel.open()
                : DatagramChannel.open(
                        address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.bind(new InetSocketAddress(address, port));
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED_FORWARDING);
            return new UdpPort(channel, (InetSocketAddress) channel.getLocalAddress());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public InetSocketAddress localAddress() {
        return local;
    }

    /**
     * Sends a packet, or counts it as unsent when the system refuses. It may refuse a single one: a full queue, no route now.
     *
     * @param packet from position to limit
     */
    public void send(ByteBuffer packet, InetSocketAddress to) {
        try {
            channel.send(packet, to);
        } catch (IOException | IllegalArgumentException e) {
            unsent.incrementAndGet();
        }
    }

    /** Packets that the system did not take. */
    public long unsent() {
        return unsent.get();
    }

    /** Starts the thread that receives. Call it once. */
    public void listen(String threadName, PacketHandler handler) {
        MediaThread.start(threadName, () -> receiveAll(handler));
    }

    private void receiveAll(PacketHandler handler) {
        PacketBuffer packet = new PacketBuffer();
        ByteBuffer bytes = ByteBuffer.wrap(packet.bytes());
        int failures = 0;
        try {
            while (failures < MOST_FAILURES) {
                bytes.clear();
                InetSocketAddress from;
                try {
                    from = (InetSocketAddress) channel.receive(bytes);
                    failures = 0;
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException e) {
                    failures++;
                    continue;
                }
                long arrival = System.nanoTime();
                packet.length(bytes.position());
                handler.onPacket(PacketKind.of(packet), packet, from, arrival);
            }
            LOG.warn("The media socket cannot receive any more");
        } finally {
            handler.onClosed();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A socket could not be closed: {}", e.getMessage());
        }
    }
}
