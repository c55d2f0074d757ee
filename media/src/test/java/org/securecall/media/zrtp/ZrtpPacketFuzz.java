// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;

/** Packets, messages and fragments as they come: a fuzz target, run by {@code org.securecall.fuzz} and over its corpus. */
public final class ZrtpPacketFuzz {

    private static final int MOST_HELD = 4 * Reassembly.MOST_MESSAGES * Reassembly.MOST_WORDS;

    private ZrtpPacketFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        ZrtpPacket.parse(ByteBuffer.wrap(data));
        if (data.length < 12) {
            return;
        }
        // No fuzzer guesses a CRC: the message is also taken for one that came in a packet with the right one.
        Octets message = Octets.copyOf(data);
        if (data.length % 4 == 0 && ParsedMessage.parse(message) instanceof ParsedMessage.Valid valid) {
            require(valid.message().raw().equals(message), "A message is not what was read");
        }
        reassemble(data);
    }

    /** Four octets and some more are a fragment: id, total, offset, words. */
    private static void reassemble(byte[] data) {
        Reassembly reassembly = new Reassembly();
        ByteBuffer in = ByteBuffer.wrap(data);
        while (in.remaining() >= 5) {
            int id = in.get() & 3;
            int total = in.getShort() & 0x3ff;
            int offset = in.get() & 0xff;
            byte[] part = new byte[Math.min(in.remaining(), 4 * (in.get() & 0x3f))];
            in.get(part, 0, Math.min(part.length, in.remaining()));
            ZrtpPacket written = ZrtpPacket.parse(ByteBuffer.wrap(ZrtpPacket.write(
                    new ZrtpPacket.Fragment(1, 2, id, total, offset, Octets.owning(part)))));
            if (written instanceof ZrtpPacket.Fragment fragment) {
                reassembly.take(fragment);
                require(reassembly.held() <= MOST_HELD, "Too much is held");
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
