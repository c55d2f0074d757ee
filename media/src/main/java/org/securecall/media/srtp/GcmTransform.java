// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;

/**
 * AES in Galois/counter mode (RFC 7714), of the runtime's AES and a {@link Ghash} of our own, since the runtime's own mode
 * takes some 1 kB of new memory for each packet (docs/decisions/0014). SRTCP's trailer comes after the tag, which covers it
 * as associated data (§9.2, §9.3).
 */
final class GcmTransform implements SrtpTransform {

    private static final int TAG_BYTES = 16;
    private static final int BLOCK = Ghash.BLOCK_BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CounterMode cipher;

    /** Made with the first packet: half of the transforms, those of SRTCP beside voice, never see one. */
    private @Nullable Ghash ghash;

    private final byte[] h = new byte[BLOCK];
    private long saltHigh;
    private long saltLow;

    /** What is hashed: associated data and ciphertext, each padded to whole blocks, and their lengths. */
    private final byte[] text = new byte[PacketBuffer.CAPACITY + 4 * BLOCK];

    private final byte[] expected = new byte[TAG_BYTES];
    private final byte[] received = new byte[TAG_BYTES];

    /**
     * @param key 16 or 32 bytes, which are copied
     * @param salt 12 bytes, which are copied
     */
    GcmTransform(byte[] key, byte[] salt) {
        BlockEncryption aes = BlockEncryption.aes(key);
        cipher = new CounterMode(aes);
        aes.encrypt(new byte[BLOCK], BLOCK, h);
        byte[] padded = Arrays.copyOf(salt, BLOCK);
        saltHigh = (long) LONGS.get(padded, 0);
        saltLow = (long) LONGS.get(padded, Long.BYTES);
        Arrays.fill(padded, (byte) 0);
    }

    @Override
    public int tagBytes() {
        return TAG_BYTES;
    }

    @Override
    public void protect(PacketBuffer packet, int header, int ssrc, long index) {
        int end = packet.length();
        makeKeystream(ssrc, index, end - header);
        cipher.xor(BLOCK, packet.bytes(), header, end - header);
        authenticate(packet.bytes(), header, end, 0, 0);
        appendTag(packet, end);
    }

    @Override
    public boolean unprotect(PacketBuffer packet, int header, int ssrc, long index) {
        int end = packet.length() - TAG_BYTES;
        makeKeystream(ssrc, index, end - header);
        authenticate(packet.bytes(), header, end, 0, 0);
        if (!hasExpectedTag(packet, end)) {
            return false;
        }
        cipher.xor(BLOCK, packet.bytes(), header, end - header);
        packet.length(end);
        return true;
    }

    /** RFC 9335 §6.2: the associated data are fixed header and extension header, "even though they are non-contiguous". */
    @Override
    public void protectHidden(PacketBuffer packet, int ssrc, long index) {
        Cryptex.gather(packet);
        protect(packet, Cryptex.READABLE, ssrc, index);
        Cryptex.scatter(packet);
    }

    @Override
    public boolean unprotectHidden(PacketBuffer packet, int ssrc, long index) {
        Cryptex.gather(packet);
        boolean authentic = unprotect(packet, Cryptex.READABLE, ssrc, index);
        Cryptex.scatter(packet);
        if (authentic) {
            Cryptex.unmark(packet);
        }
        return authentic;
    }

    @Override
    public void protectRtcp(PacketBuffer packet, int ssrc, int trailer) {
        int end = packet.length();
        int header = readable(end, trailer);
        makeKeystream(ssrc, trailer & ~ENCRYPTED, end - header);
        cipher.xor(BLOCK, packet.bytes(), header, end - header);
        authenticate(packet.bytes(), header, end, trailer, TRAILER_BYTES);
        appendTag(packet, end);
        packet.int32(end + TAG_BYTES, trailer);
        packet.length(end + TAG_BYTES + TRAILER_BYTES);
    }

    @Override
    public boolean unprotectRtcp(PacketBuffer packet, int ssrc, int trailer) {
        int end = packet.length() - TRAILER_BYTES - TAG_BYTES;
        int header = readable(end, trailer);
        makeKeystream(ssrc, trailer & ~ENCRYPTED, end - header);
        authenticate(packet.bytes(), header, end, trailer, TRAILER_BYTES);
        if (!hasExpectedTag(packet, end)) {
            return false;
        }
        cipher.xor(BLOCK, packet.bytes(), header, end - header);
        packet.length(end);
        return true;
    }

    @Override
    public int trailer(PacketBuffer packet) {
        return packet.int32(packet.length() - TRAILER_BYTES);
    }

    /** What is associated data of an RTCP packet: its header (§9.2), or all of it without the E flag (§9.3). */
    private static int readable(int length, int trailer) {
        return (trailer & ENCRYPTED) != 0 ? RtpLayout.RTCP_HEADER : length;
    }

    /**
     * §8.1 and §9.1: the vector is the salt, with the SSRC in bytes 2 to 5 and the index in bytes 6 to 11; that of SRTCP has
     * 31 bits and so leaves two bytes as they are. After it blocks are counted from 1, of which the first one's keystream
     * is for the tag (SP 800-38D §7.1).
     */
    private void makeKeystream(int ssrc, long index, int length) {
        long high = saltHigh ^ ((ssrc & 0xffff_ffffL) << 16) ^ (index >>> 32);
        long low = saltLow ^ (index << 32);
        cipher.make(high, low | 1, 1 + CounterMode.blocks(length));
    }

    /** The tag over the bytes up to {@code header} and {@code trailer}, which are readable, and the ciphertext up to {@code end}. */
    private void authenticate(byte[] packet, int header, int end, int trailer, int trailerBytes) {
        int readable = header + trailerBytes;
        int at = CounterMode.blocks(readable) * BLOCK;
        clearLastBlock(0, at);
        System.arraycopy(packet, 0, text, 0, header);
        for (int i = 0; i < trailerBytes; i++) {
            text[header + i] = (byte) (trailer >>> (24 - 8 * i));
        }
        int length = end - header;
        int lengths = at + CounterMode.blocks(length) * BLOCK;
        clearLastBlock(at, lengths);
        System.arraycopy(packet, header, text, at, length);
        LONGS.set(text, lengths, 8L * readable);
        LONGS.set(text, lengths + Long.BYTES, 8L * length);
        hash().hash(text, lengths / BLOCK + 1, expected);
        cipher.xor(0, expected, 0, TAG_BYTES);
    }

    private void clearLastBlock(int from, int to) {
        if (to > from) {
            LONGS.set(text, to - BLOCK, 0L);
            LONGS.set(text, to - Long.BYTES, 0L);
        }
    }

    private Ghash hash() {
        Ghash made = ghash;
        if (made == null) {
            made = new Ghash(h);
            ghash = made;
        }
        return made;
    }

    private void appendTag(PacketBuffer packet, int at) {
        System.arraycopy(expected, 0, packet.bytes(), at, TAG_BYTES);
        packet.length(at + TAG_BYTES);
    }

    private boolean hasExpectedTag(PacketBuffer packet, int at) {
        System.arraycopy(packet.bytes(), at, received, 0, TAG_BYTES);
        return MessageDigest.isEqual(expected, received);
    }

    @Override
    public void close() {
        cipher.close();
        if (ghash != null) {
            ghash.close();
        }
        Arrays.fill(h, (byte) 0);
        Arrays.fill(text, (byte) 0);
        Arrays.fill(expected, (byte) 0);
        saltHigh = 0;
        saltLow = 0;
    }
}
