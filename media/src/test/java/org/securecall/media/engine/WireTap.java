// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.securecall.media.net.PacketKind;
import org.securecall.media.rtp.PacketBuffer;

/** A bare UDP socket: keeps all that it receives, and sends whatever it is told. */
final class WireTap implements AutoCloseable {

    /** One datagram. */
    record Heard(PacketKind kind, long at, List<Byte> bytes, InetSocketAddress from) {

        byte[] array() {
            byte[] array = new byte[bytes.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = bytes.get(i);
            }
            return array;
        }
    }

    private final DatagramSocket socket;
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();

    WireTap() throws IOException {
        socket = new DatagramSocket(0, Telephone.LOOPBACK);
        Thread.ofPlatform().daemon().name("wire-tap").start(this::listen);
    }

    private void listen() {
        byte[] bytes = new byte[PacketBuffer.CAPACITY];
        PacketBuffer buffer = new PacketBuffer();
        while (true) {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                return; // closed
            }
            byte[] copy = Arrays.copyOf(bytes, packet.getLength());
            buffer.set(copy);
            Byte[] boxed = new Byte[copy.length];
            Arrays.setAll(boxed, i -> copy[i]);
            heard.add(new Heard(PacketKind.of(buffer), System.nanoTime(), List.of(boxed), (InetSocketAddress)
                    packet.getSocketAddress()));
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(byte[] packet, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, to));
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    List<Heard> heard(PacketKind kind) {
        return heard.stream().filter(h -> h.kind() == kind).toList();
    }

    /** A plain RTP packet of {@link LinearCodecs} with 20 ms of this loudness. */
    static byte[] rtp(int sequence, int timestamp, int ssrc, int sample) {
        ByteBuffer packet = ByteBuffer.allocate(12 + 1 + 320);
        packet.put((byte) 0x80)
                .put((byte) LinearCodecs.LINEAR.payloadType())
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc);
        packet.put((byte) 0x5a);
        for (int i = 0; i < 160; i++) {
            packet.putShort((short) (i % 8 < 4 ? sample : -sample));
        }
        return packet.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
