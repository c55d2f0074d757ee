// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.math.BigInteger;

/** Integers at a fixed width, leading zeros kept (RFC 6189 §4.4.1.1). */
final class BigEndian {

    private BigEndian() {}

    /** Writes {@code value}, right-aligned, into {@code width} octets of {@code target} that hold zeros. */
    static void put(BigInteger value, byte[] target, int at, int width) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, width);
        System.arraycopy(bytes, bytes.length - length, target, at + width - length, length);
    }

    static byte[] int32(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }
}
