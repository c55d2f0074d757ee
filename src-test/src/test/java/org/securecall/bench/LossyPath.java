// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A path between two UDP ports of the loopback that delays every packet by the same time and loses some. Which ones is drawn
 * from a seed, by their number in their direction: two pairs on paths of the same seed lose the packets of the same numbers.
 */
final class LossyPath implements AutoCloseable {

    @SuppressWarnings("ArrayRecordComponent") // handed from one thread to the next
    private record Packet(byte[] octets, long due) {}

    private final long delay;
    private final double loss;
    private final DatagramSocket nearFirst;
    private final DatagramSocket nearSecond;

    /**
     * @param first the port of one party
     * @param second the port of the other
     * @param oneWay the delay in each direction
     * @param loss from 0 to 1, in each direction
     */
    LossyPath(int first, int second, Duration oneWay, double loss, long seed) throws IOException {
        this.delay = oneWay.toNanos();
        this.loss = loss;
        this.nearFirst = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.nearSecond = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        SplittableRandom dice = new SplittableRandom(seed);
        carry(nearFirst, nearSecond, second, dice.split());
        carry(nearSecond, nearFirst, first, dice.split());
    }

    /** Where the first party sends to. */
    int firstsEntrance() {
        return nearFirst.getLocalPort();
    }

    /** Where the second party sends to. */
    int secondsEntrance() {
        return nearSecond.getLocalPort();
    }

    private void carry(DatagramSocket from, DatagramSocket by, int to, SplittableRandom dice) {
        BlockingQueue<Packet> underWay = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("path in").start(() -> receive(from, dice, underWay));
        Thread.ofPlatform().daemon().name("path out").start(() -> deliver(underWay, by, to));
    }

    private void receive(DatagramSocket from, SplittableRandom dice, BlockingQueue<Packet> underWay) {
        byte[] buffer = new byte[2048];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            while (true) {
                packet.setData(buffer);
                from.receive(packet);
                long due = System.nanoTime() + delay;
                if (dice.nextDouble() >= loss) {
                    underWay.add(new Packet(Arrays.copyOf(buffer, packet.getLength()), due));
                }
            }
        } catch (SocketException e) {
            underWay.add(new Packet(new byte[0], 0)); // closed, and so the other half ends too
        } catch (IOException e) {
            throw new IllegalStateException("A path broke", e);
        }
    }

    private static void deliver(BlockingQueue<Packet> underWay, DatagramSocket by, int to) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), to);
        try {
            for (Packet packet = underWay.take(); packet.octets().length > 0; packet = underWay.take()) {
                for (long left = packet.due() - System.nanoTime(); left > 0; left = packet.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                by.send(new DatagramPacket(packet.octets(), packet.octets().length, address));
            }
        } catch (SocketException e) {
            // Closed: what is under way arrives nowhere.
        } catch (IOException e) {
            throw new IllegalStateException("A path broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        nearFirst.close();
        nearSecond.close();
    }
}
