// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What somebody on the path can do to packets, the CRC put right again. */
final class Tamper {

    private Tamper() {}

    static boolean isType(byte[] packet, String type) {
        return packet.length >= 24 && type(packet).equals(type);
    }

    static String type(byte[] packet) {
        return new String(packet, 16, 8, StandardCharsets.ISO_8859_1);
    }

    static ZrtpPacket.Intact open(byte[] packet) {
        return (ZrtpPacket.Intact) ZrtpPacket.parse(ByteBuffer.wrap(packet));
    }

    static <M extends ZrtpMessage> M message(byte[] packet, Class<M> kind) {
        return kind.cast(((ParsedMessage.Valid) ParsedMessage.parse(open(packet).message())).message());
    }

    static byte[] change(byte[] packet, Consumer<byte[]> change) {
        ZrtpPacket.Intact intact = open(packet);
        byte[] message = intact.message().toArray();
        change.accept(message);
        return ZrtpPacket.write(intact.sequence(), intact.ssrc(), Octets.owning(message));
    }

    static byte[] flip(byte[] packet, int octetOfMessage) {
        return change(packet, m -> m[octetOfMessage] ^= 1);
    }

    /** Puts another name in place of an algorithm's, wherever it stands behind the fixed part of a Hello. */
    static byte[] rename(byte[] hello, String name, String other) {
        return change(hello, m -> {
            int at = new String(m, StandardCharsets.ISO_8859_1).indexOf(name, 80);
            if (at < 0) {
                throw new IllegalArgumentException("The Hello does not list " + name);
            }
            System.arraycopy(other.getBytes(StandardCharsets.ISO_8859_1), 0, m, at, name.length());
        });
    }

    /** Changes every message of one type that one party sends. */
    static VirtualNetwork.Attacker changing(Party victim, String type, Consumer<byte[]> change) {
        return (sender, packet) ->
                sender == victim && isType(packet, type) ? List.of(change(packet, change)) : List.of(packet);
    }

    static VirtualNetwork.Attacker dropping(String... types) {
        return (sender, packet) -> List.of(types).contains(type(packet)) ? List.of() : List.of(packet);
    }
}
