// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The packet around a message (RFC 6189 §5): 12 octets of header, the message, and a CRC-32C, which goes least significant
 * octet first (RFC 4960 Appendix B). A message that is too long for one packet goes in several, as bzrtp does it: their
 * first octet is 0x11, and after the header come four numbers of 16 bits, which are the message's own number, its length,
 * where this part begins, and the length of this part, the last three in words.
 */
sealed interface ZrtpPacket {

    int HEADER = 12;
    int CRC = 4;
    int COOKIE = 0x5a525450;

    int FRAGMENT_HEADER = HEADER + 8;

    /** What a fragment adds to the part of the message that it carries. */
    int FRAGMENT_OVERHEAD = FRAGMENT_HEADER + CRC;

    int WHOLE = 0x1000;
    int FRAGMENT = 0x1100;

    /** @param ssrc of the sender's own RTP stream */
    record Intact(int sequence, int ssrc, Octets message) implements ZrtpPacket {}

    /**
     * A part of a message. The numbers are as the sender wrote them: {@link Reassembly} judges them.
     *
     * @param messageId of the whole message, the same when it is sent again; 16 bits
     * @param totalWords length of the whole message
     * @param offsetWords where the part begins in it
     * @param part as long as the sender said, at least a word
     */
    record Fragment(int sequence, int ssrc, int messageId, int totalWords, int offsetWords, Octets part)
            implements ZrtpPacket {}

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
        // The lower 12 bits of the first half word "MUST be ignored when received"; fragments have taken one of them.
        if ((view.getShort(0) & 0xf000) != WHOLE || view.getInt(4) != COOKIE) {
            return new Junk();
        }
        CRC32C crc = new CRC32C();
        crc.update(view.slice(0, length - CRC));
        if ((int) crc.getValue() != Integer.reverseBytes(view.getInt(length - CRC))) {
            return new Junk();
        }
        return (view.getShort(0) & 0xff00) == FRAGMENT ? fragment(view, length) : whole(view, length);
    }

    private static ZrtpPacket whole(ByteBuffer view, int length) {
        return new Intact(unsigned(view, 2), view.getInt(8), octets(view, HEADER, length - CRC));
    }

    private static ZrtpPacket fragment(ByteBuffer view, int length) {
        // The shortest packet has room for a fragment of one word. What comes is as long as its sender says, or
        // nothing.
        int partWords = unsigned(view, 18);
        if (4 * partWords != length - FRAGMENT_OVERHEAD) {
            return new Junk();
        }
        return new Fragment(
                unsigned(view, 2),
                view.getInt(8),
                unsigned(view, 12),
                unsigned(view, 14),
                unsigned(view, 16),
                octets(view, FRAGMENT_HEADER, length - CRC));
    }

    private static int unsigned(ByteBuffer view, int at) {
        return view.getShort(at) & 0xffff;
    }

    private static Octets octets(ByteBuffer view, int from, int to) {
        byte[] bytes = new byte[to - from];
        view.get(from, bytes);
        return Octets.owning(bytes);
    }

    /** @param sequence 16 bits; higher ones are cut off */
    static byte[] write(int sequence, int ssrc, Octets message) {
        byte[] packet = new byte[HEADER + message.length() + CRC];
        message.putTo(begin(packet, WHOLE, sequence, ssrc));
        return sealed(packet);
    }

    static byte[] write(Fragment fragment) {
        byte[] packet = new byte[FRAGMENT_OVERHEAD + fragment.part().length()];
        fragment.part()
                .putTo(begin(packet, FRAGMENT, fragment.sequence(), fragment.ssrc())
                        .putShort((short) fragment.messageId())
                        .putShort((short) fragment.totalWords())
                        .putShort((short) fragment.offsetWords())
                        .putShort((short) (fragment.part().length() / 4)));
        return sealed(packet);
    }

    /**
     * A message in parts, in order, none of whose packets is longer than {@code mtu}.
     *
     * @param firstSequence of the first; the others follow
     */
    static List<Fragment> split(int firstSequence, int ssrc, int messageId, Octets message, int mtu) {
        int most = (mtu - FRAGMENT_OVERHEAD) / 4 * 4;
        List<Fragment> fragments = new ArrayList<>();
        for (int at = 0; at < message.length(); at += most) {
            fragments.add(new Fragment(
                    firstSequence + fragments.size(),
                    ssrc,
                    messageId,
                    message.length() / 4,
                    at / 4,
                    message.slice(at, Math.min(at + most, message.length()))));
        }
        return fragments;
    }

    private static ByteBuffer begin(byte[] packet, int kind, int sequence, int ssrc) {
        return ByteBuffer.wrap(packet)
                .putShort((short) kind)
                .putShort((short) sequence)
                .putInt(COOKIE)
                .putInt(ssrc);
    }

    private static byte[] sealed(byte[] packet) {
        CRC32C crc = new CRC32C();
        crc.update(packet, 0, packet.length - CRC);
        ByteBuffer.wrap(packet).putInt(packet.length - CRC, Integer.reverseBytes((int) crc.getValue()));
        return packet;
    }
}
