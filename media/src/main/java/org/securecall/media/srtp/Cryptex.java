// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;

/**
 * Header extensions and contributing sources, encrypted together with the payload (RFC 9335). Fixed header and extension
 * header stay readable, with the contributing sources between them; while a packet is encrypted or decrypted, it is gathered:
 * the extension header stands before the sources, so that what is readable and what is encrypted are one piece each.
 */
final class Cryptex {

    /** Bytes of a gathered packet that stay readable: fixed header and extension header. */
    static final int READABLE = RtpLayout.FIXED_HEADER + 4;

    private static final int EXTENSION = 0x10;
    private static final int SOURCES = 0x0f;

    private static final int ONE_BYTE = 0xbede;
    private static final int TWO_BYTE = 0x1000;
    private static final int ONE_BYTE_ENCRYPTED = 0xc0de;
    private static final int TWO_BYTE_ENCRYPTED = 0xc2de;

    private Cryptex() {}

    /** Whether a packet that was received says that it is encrypted so (§5.2). Not yet authentic. */
    static boolean isMarked(PacketBuffer packet) {
        if ((packet.bytes()[0] & EXTENSION) == 0) {
            return false;
        }
        int profile = packet.uint16(extensionAt(packet));
        return profile == ONE_BYTE_ENCRYPTED || profile == TWO_BYTE_ENCRYPTED;
    }

    /** Whether there is anything to encrypt. */
    static boolean applies(PacketBuffer packet) {
        return (packet.bytes()[0] & (EXTENSION | SOURCES)) != 0;
    }

    /**
     * Marks a packet to which this applies (§5.1). Sources without an extension get an empty one.
     *
     * @return false where it cannot be marked: it has an extension of another kind, or is too long
     */
    static boolean mark(PacketBuffer packet) {
        if (!extend(packet)) {
            return false;
        }
        int at = extensionAt(packet);
        return switch (packet.uint16(at)) {
            case ONE_BYTE -> profile(packet, at, ONE_BYTE_ENCRYPTED);
            case TWO_BYTE -> profile(packet, at, TWO_BYTE_ENCRYPTED);
            default -> false;
        };
    }

    /**
     * Gives a packet an extension with nothing in it where it has none (§5.1). It stays when the packet is decrypted.
     *
     * @return false where the packet is too long for it
     */
    static boolean extend(PacketBuffer packet) {
        byte[] bytes = packet.bytes();
        if ((bytes[0] & EXTENSION) != 0) {
            return true;
        }
        if (packet.length() + 4 > PacketBuffer.CAPACITY) {
            return false;
        }
        int at = extensionAt(packet);
        System.arraycopy(bytes, at, bytes, at + 4, packet.length() - at);
        packet.length(packet.length() + 4);
        packet.int32(at, ONE_BYTE << 16);
        bytes[0] |= EXTENSION;
        return true;
    }

    /** Gives a marked packet, which is decrypted, the profile back that it had. */
    static void unmark(PacketBuffer packet) {
        int at = extensionAt(packet);
        profile(packet, at, packet.uint16(at) == ONE_BYTE_ENCRYPTED ? ONE_BYTE : TWO_BYTE);
    }

    private static boolean profile(PacketBuffer packet, int at, int profile) {
        packet.bytes()[at] = (byte) (profile >>> 8);
        packet.bytes()[at + 1] = (byte) profile;
        return true;
    }

    /** Puts the extension header before the sources. */
    static void gather(PacketBuffer packet) {
        int at = extensionAt(packet);
        int extension = packet.int32(at);
        byte[] bytes = packet.bytes();
        System.arraycopy(bytes, RtpLayout.FIXED_HEADER, bytes, READABLE, at - RtpLayout.FIXED_HEADER);
        packet.int32(RtpLayout.FIXED_HEADER, extension);
    }

    /** Undoes {@link #gather}. */
    static void scatter(PacketBuffer packet) {
        int at = extensionAt(packet);
        int extension = packet.int32(RtpLayout.FIXED_HEADER);
        byte[] bytes = packet.bytes();
        System.arraycopy(bytes, READABLE, bytes, RtpLayout.FIXED_HEADER, at - RtpLayout.FIXED_HEADER);
        packet.int32(at, extension);
    }

    private static int extensionAt(PacketBuffer packet) {
        return RtpLayout.FIXED_HEADER + 4 * (packet.bytes()[0] & SOURCES);
    }
}
