// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands in the path of the voice of one call and keeps what passes. It learns where each side is from what that side sends; so
 * the server need only tell each of them the tap's port.
 */
public final class MediaTap implements AutoCloseable {

    private final DatagramSocket besideCaller;
    private final DatagramSocket besideCallee;
    private final Way fromCaller = new Way();
    private final Way fromCallee = new Way();

    /** What one side sent. */
    public static final class Way {

        private final AtomicReference<SocketAddress> source = new AtomicReference<>();
        private final List<byte[]> rtp = new ArrayList<>();

        private void passed(byte[] packet) {
            // RFC 5761 §4 tells RTCP by its packet type; RFC 7983 §7 tells RTP from STUN, DTLS and ZRTP.
            boolean voice = packet.length > 12 && (packet[0] & 0xc0) == 0x80 && (packet[1] & 0x7f) / 32 != 2;
            if (voice) {
                synchronized (rtp) {
                    rtp.add(packet);
                    rtp.notifyAll();
                }
            }
        }

        /**
         * How often the most frequent first octet of the payload comes, of all RTP packets so far: next to always with Opus in the
         * clear, where it names the mode (RFC 6716 §3.1), and next to never once it is encrypted.
         *
         * @return from 0 to 1
         */
        public double sameness() {
            int[] times = new int[256];
            synchronized (rtp) {
                for (byte[] packet : rtp) {
                    int payload = 12 + 4 * (packet[0] & 0x0f);
                    if (payload < packet.length) {
                        times[packet[payload] & 0xff]++;
                    }
                }
                return rtp.isEmpty() ? 0 : Arrays.stream(times).max().orElse(0) / (double) rtp.size();
            }
        }

        /** Waits for RTP packets. */
        public void await(int count, Duration limit) throws InterruptedException {
            long end = System.nanoTime() + limit.toNanos();
            synchronized (rtp) {
                while (rtp.size() < count) {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        throw new AssertionError("Only " + rtp.size() + " RTP packets of " + count + " passed");
                    }
                    rtp.wait(left);
                }
            }
        }
    }

    public MediaTap() throws SocketException {
        besideCaller = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        besideCallee = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        forward(besideCaller, fromCaller, besideCallee, fromCallee);
        forward(besideCallee, fromCallee, besideCaller, fromCaller);
    }

    private static void forward(DatagramSocket in, Way from, DatagramSocket out, Way to) {
        Thread.ofPlatform().daemon().name("media tap").start(() -> {
            DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
            while (!in.isClosed()) {
                try {
                    in.receive(packet);
                    from.source.set(packet.getSocketAddress());
                    byte[] copy = Arrays.copyOf(packet.getData(), packet.getLength());
                    from.passed(copy);
                    SocketAddress there = to.source.get();
                    if (there != null) {
                        out.send(new DatagramPacket(copy, copy.length, there));
                    }
                } catch (IOException e) {
                    if (!in.isClosed() && !out.isClosed()) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }
        });
    }

    /** Where the caller is to send. */
    int portForCaller() {
        return besideCaller.getLocalPort();
    }

    /** Where the callee is to send. */
    int portForCallee() {
        return besideCallee.getLocalPort();
    }

    public Way fromCaller() {
        return fromCaller;
    }

    public Way fromCallee() {
        return fromCallee;
    }

    @Override
    public void close() {
        besideCaller.close();
        besideCallee.close();
    }
}
