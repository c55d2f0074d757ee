// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.net.PacketKind;
import org.securecall.media.rtp.PacketBuffer;

/** A path between two sessions that keeps what passes, and may hold some of it back. */
final class TappedPath implements AutoCloseable {

    /** One datagram, and whether the first session sent it. */
    @SuppressWarnings("ArrayRecordComponent") // made for this record alone, and not changed
    record Passed(PacketKind kind, boolean fromOne, byte[] bytes) {}

    private final DatagramSocket besideOne;
    private final DatagramSocket besideOther;
    private final List<Passed> passed = new CopyOnWriteArrayList<>();
    private volatile Predicate<Passed> heldBack = packet -> false;

    TappedPath(Telephone one, Telephone other) throws IOException {
        besideOne = new DatagramSocket(0, Telephone.LOOPBACK);
        besideOther = new DatagramSocket(0, Telephone.LOOPBACK);
        forward(besideOne, besideOther, other.session.localAddress(), true);
        forward(besideOther, besideOne, one.session.localAddress(), false);
    }

    private void forward(DatagramSocket in, DatagramSocket out, InetSocketAddress to, boolean fromOne) {
        Thread.ofPlatform().daemon().name("tapped-path").start(() -> {
            byte[] bytes = new byte[PacketBuffer.CAPACITY];
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            PacketBuffer buffer = new PacketBuffer();
            try {
                while (true) {
                    packet.setData(bytes);
                    in.receive(packet);
                    byte[] copy = Arrays.copyOf(bytes, packet.getLength());
                    buffer.set(copy);
                    Passed one = new Passed(PacketKind.of(buffer), fromOne, copy);
                    passed.add(one);
                    if (!heldBack.test(one)) {
                        out.send(new DatagramPacket(copy, copy.length, to));
                    }
                }
            } catch (IOException e) {
                // closed
            }
        });
    }

    /** Forges a packet from where the first session has the other one. */
    void toOne(byte[] packet, Telephone one) throws IOException {
        besideOne.send(new DatagramPacket(packet, packet.length, one.session.localAddress()));
    }

    void holdBack(Predicate<Passed> which) {
        heldBack = which;
    }

    /** What the first session is told of the other one, through this path. */
    RemoteMedia otherFor(Telephone other, PeerKeying keying, boolean zrtpHash) {
        return at((InetSocketAddress) besideOne.getLocalSocketAddress(), other.description(keying, zrtpHash));
    }

    /** What the other session is told of the first one. */
    RemoteMedia oneFor(Telephone one, PeerKeying keying, boolean zrtpHash) {
        return at((InetSocketAddress) besideOther.getLocalSocketAddress(), one.description(keying, zrtpHash));
    }

    private static RemoteMedia at(InetSocketAddress address, RemoteMedia media) {
        return new RemoteMedia(address, address, true, media.formats(), media.zrtpHash(), true, true, media.keying());
    }

    List<Passed> passed() {
        return List.copyOf(passed);
    }

    List<Passed> passed(PacketKind kind) {
        return passed.stream().filter(packet -> packet.kind() == kind).toList();
    }

    void forget() {
        passed.clear();
    }

    @Override
    public void close() {
        besideOne.close();
        besideOther.close();
    }
}
