// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** One direction of a path between two sessions: drops some packets, sends some twice, and lets some overtake others. */
final class BadPath implements AutoCloseable {

    private final DatagramSocket socket;
    private final IntPredicate dropped;
    private volatile @Nullable InetSocketAddress to;
    private volatile BadPath exit = this;
    private int count;
    private byte @Nullable [] held;

    /** @param dropped which packets are lost, by their number, ZRTP's included */
    BadPath(IntPredicate dropped) throws IOException {
        this.dropped = dropped;
        this.socket = new DatagramSocket(0, Telephone.LOOPBACK);
        Thread.ofPlatform().daemon().name("bad-path").start(this::forward);
    }

    InetSocketAddress entrance() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** @param way goes out of this one's socket: as with a NAT, what comes to its entrance goes back */
    void leadsTo(InetSocketAddress address, BadPath way) {
        exit = way;
        to = address;
    }

    private void forward() {
        byte[] bytes = new byte[2048];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            while (true) {
                packet.setData(bytes);
                socket.receive(packet);
                byte[] copy = Arrays.copyOf(bytes, packet.getLength());
                int number = count++;
                if (dropped.test(number)) {
                    continue;
                }
                byte[] before = held;
                held = null;
                if (before == null && number % 17 == 8) {
                    held = copy;
                    continue;
                }
                send(copy);
                if (number % 23 == 11) {
                    send(copy);
                }
                if (before != null) {
                    send(before);
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void send(byte[] packet) throws IOException {
        InetSocketAddress address = to;
        if (address != null) {
            exit.socket.send(new DatagramPacket(packet, packet.length, address));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
