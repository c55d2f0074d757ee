// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;

/**
 * A block cipher in counter mode, and a message authentication code over what it gives (RFC 3711 §3.1, §3.4). SRTCP's
 * trailer comes before the tag, which covers it.
 */
final class CounterModeTransform implements SrtpTransform {

    private static final int ROC_BYTES = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CounterMode cipher;
    private long saltHigh;
    private long saltLow;
    private final PacketMac mac;
    private final byte[] expected;
    private final byte[] received;
    private final byte[] roc = new byte[ROC_BYTES];

    /** Takes cipher and mac over; the salt is copied. */
    CounterModeTransform(CounterMode cipher, byte[] salt, PacketMac mac, int tagBytes) {
        this.cipher = cipher;
        byte[] padded = Arrays.copyOf(salt, 2 * Long.BYTES);
        saltHigh = (long) LONGS.get(padded, 0);
        saltLow = (long) LONGS.get(padded, Long.BYTES);
        Arrays.fill(padded, (byte) 0);
        this.mac = mac;
        expected = new byte[tagBytes];
        received = new byte[tagBytes];
    }

    @Override
    public int tagBytes() {
        return expected.length;
    }

    @Override
    public void protect(PacketBuffer packet, int header, int ssrc, long index) {
        int length = packet.length();
        crypt(packet, header, length, ssrc, index);
        authenticate(packet, length, index);
        appendTag(packet, length);
    }

    @Override
    public boolean unprotect(PacketBuffer packet, int header, int ssrc, long index) {
        int length = packet.length() - tagBytes();
        authenticate(packet, length, index);
        if (!hasExpectedTag(packet, length)) {
            return false;
        }
        crypt(packet, header, length, ssrc, index);
        packet.length(length);
        return true;
    }

    /** RFC 9335 §6.2; the tag is over the packet as it is sent. */
    @Override
    public void protectHidden(PacketBuffer packet, int ssrc, long index) {
        int length = packet.length();
        cryptGathered(packet, length, ssrc, index);
        authenticate(packet, length, index);
        appendTag(packet, length);
    }

    @Override
    public boolean unprotectHidden(PacketBuffer packet, int ssrc, long index) {
        int length = packet.length() - tagBytes();
        authenticate(packet, length, index);
        if (!hasExpectedTag(packet, length)) {
            return false;
        }
        cryptGathered(packet, length, ssrc, index);
        Cryptex.unmark(packet);
        packet.length(length);
        return true;
    }

    private void cryptGathered(PacketBuffer packet, int length, int ssrc, long index) {
        Cryptex.gather(packet);
        crypt(packet, Cryptex.READABLE, length, ssrc, index);
        Cryptex.scatter(packet);
    }

    @Override
    public void protectRtcp(PacketBuffer packet, int ssrc, int trailer) {
        int length = packet.length();
        if ((trailer & ENCRYPTED) != 0) {
            crypt(packet, RtpLayout.RTCP_HEADER, length, ssrc, trailer & ~ENCRYPTED);
        }
        packet.int32(length, trailer);
        authenticateRtcp(packet, length + TRAILER_BYTES);
        appendTag(packet, length + TRAILER_BYTES);
    }

    @Override
    public boolean unprotectRtcp(PacketBuffer packet, int ssrc, int trailer) {
        int length = packet.length() - tagBytes();
        authenticateRtcp(packet, length);
        if (!hasExpectedTag(packet, length)) {
            return false;
        }
        length -= TRAILER_BYTES;
        if ((trailer & ENCRYPTED) != 0) {
            crypt(packet, RtpLayout.RTCP_HEADER, length, ssrc, trailer & ~ENCRYPTED);
        }
        packet.length(length);
        return true;
    }

    @Override
    public int trailer(PacketBuffer packet) {
        return packet.int32(packet.length() - tagBytes() - TRAILER_BYTES);
    }

    /** RFC 3711 §4.1.1: the salt, with the SSRC in bytes 4 to 7 and the index in bytes 8 to 13. */
    private void crypt(PacketBuffer packet, int from, int to, int ssrc, long index) {
        cipher.apply(saltHigh ^ (ssrc & 0xffff_ffffL), saltLow ^ (index << 16), packet.bytes(), from, to - from);
    }

    /** RFC 3711 §4.2: over the packet and the roll-over counter, which is not sent. */
    private void authenticate(PacketBuffer packet, int length, long index) {
        for (int i = 0; i < ROC_BYTES; i++) {
            roc[i] = (byte) (index >>> (40 - 8 * i));
        }
        mac.mac(packet.bytes(), length, roc, ROC_BYTES, expected);
    }

    private void authenticateRtcp(PacketBuffer packet, int length) {
        mac.mac(packet.bytes(), length, roc, 0, expected);
    }

    private void appendTag(PacketBuffer packet, int at) {
        System.arraycopy(expected, 0, packet.bytes(), at, expected.length);
        packet.length(at + expected.length);
    }

    private boolean hasExpectedTag(PacketBuffer packet, int at) {
        System.arraycopy(packet.bytes(), at, received, 0, received.length);
        return MessageDigest.isEqual(expected, received);
    }

    @Override
    public void close() {
        cipher.close();
        mac.close();
        saltHigh = 0;
        saltLow = 0;
        Arrays.fill(expected, (byte) 0);
    }
}
