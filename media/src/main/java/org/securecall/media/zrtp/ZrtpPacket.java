// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The packet around a message (RFC 6189 §5): 12 octets of header, the message, and a CRC-32C, which goes least significant
 * octet first (RFC 4960 Appendix B).
 */
sealed interface ZrtpPacket {

    int HEADER = 12;
    int CRC = 4;
    int COOKIE = 0x5a525450;

    /** @param ssrc of the sender's own RTP stream */
    record Intact(int sequence, int ssrc, Octets message) implements ZrtpPacket {}

    /** No ZRTP, cut short, or damaged on the way: to be dropped without a word. */
    record Junk() implements ZrtpPacket {}

    /** Reads what remains in {@code packet}; its position stays. */
    static ZrtpPacket parse(ByteBuffer packet) {
        int at = packet.position();
        int length = packet.remaining();
        if (length < HEADER + MessageBuilder.HEADER + CRC || length % 4 != 0) {
            return new Junk();
        }
        ByteBuffer view = packet.slice(at, length).order(ByteOrder.BIG_ENDIAN);
        // The lower 12 bits of the first half word "MUST be ignored when received".
        if ((view.getShort(0) & 0xf000) != 0x1000 || view.getInt(4) != COOKIE) {
            return new Junk();
        }
        CRC32C crc = new CRC32C();
        crc.update(view.slice(0, length - CRC));
        if ((int) crc.getValue() != Integer.reverseBytes(view.getInt(length - CRC))) {
            return new Junk();
        }
        byte[] message = new byte[length - HEADER - CRC];
        view.get(HEADER, message);
        return new Intact(view.getShort(2) & 0xffff, view.getInt(8), Octets.owning(message));
    }

    /** @param sequence 16 bits; higher ones are cut off */
    static byte[] write(int sequence, int ssrc, Octets message) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + message.length() + CRC);
        packet.putShort((short) 0x1000)
                .putShort((short) sequence)
                .putInt(COOKIE)
                .putInt(ssrc);
        message.putTo(packet);
        CRC32C crc = new CRC32C();
        crc.update(packet.array(), 0, packet.position());
        packet.putInt(Integer.reverseBytes((int) crc.getValue()));
        return packet.array();
    }
}
