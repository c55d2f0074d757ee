// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.util.HexFormat;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/** Packets and keys for the tests of this package. */
final class SrtpPackets {

    static final int SSRC = 0xcafebabe;

    private SrtpPackets() {}

    static SrtpSender sender(SrtpProfile profile) {
        return new SrtpSender(profile, key(profile, 1), salt(profile, 1));
    }

    static SrtpReceiver receiver(SrtpProfile profile) {
        return new SrtpReceiver(profile, key(profile, 1), salt(profile, 1));
    }

    static SecretBytes key(SrtpProfile profile, int seed) {
        return filled(profile.keyBytes(), seed);
    }

    static SecretBytes salt(SrtpProfile profile, int seed) {
        return filled(profile.saltBytes(), seed + 100);
    }

    private static SecretBytes filled(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed + 7 * i);
        }
        return SecretBytes.owning(bytes);
    }

    static PacketBuffer rtp(int ssrc, int sequence) {
        byte[] packet = new byte[12 + 33];
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        packet[2] = (byte) (sequence >>> 8);
        packet[3] = (byte) sequence;
        for (int i = 12; i < packet.length; i++) {
            packet[i] = (byte) (i * sequence);
        }
        PacketBuffer buffer = of(packet);
        buffer.int32(8, ssrc);
        return buffer;
    }

    static PacketBuffer rtcp(int ssrc) {
        byte[] packet = HexFormat.of().parseHex("80c8000600000000" + "0102030405060708090a0b0c0d0e0f1011121314");
        PacketBuffer buffer = of(packet);
        buffer.int32(4, ssrc);
        return buffer;
    }

    static PacketBuffer of(byte[] packet) {
        PacketBuffer buffer = new PacketBuffer();
        buffer.set(packet);
        return buffer;
    }

    static PacketBuffer copy(PacketBuffer packet) {
        return of(packet.copy());
    }

    static PacketBuffer hex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }
}
