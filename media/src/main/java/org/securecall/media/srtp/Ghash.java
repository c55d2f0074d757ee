// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * GHASH under one key (NIST SP 800-38D §6.4) without new memory and without an address or a branch that depends on a secret
 * (docs/decisions/0014). Tables hold the products of the powers of H with each byte, and what looks them up is the text that
 * is hashed: associated data and ciphertext, which are seen on the wire anyway. Between runs of {@value #POWERS} blocks the
 * hash so far, which is secret, is multiplied bit by bit, with masks.
 *
 * <p>An element of the field is two longs, of which the first one's highest bit is the coefficient of x^0 (§6.3).
 */
final class Ghash implements AutoCloseable {

    static final int BLOCK_BYTES = 16;

    /** Blocks that one run takes: more than a packet of 20 ms of voice has. */
    static final int POWERS = 16;

    private static final int ROW = 2 * 256;

    /** The highest coefficients of x^128 = x^7 + x^2 + x + 1, in the first long. */
    private static final long POLYNOMIAL = 0xe1L << 56;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Row r has the products of H^(r+1) and each byte, as pairs of longs. */
    private final long[] products = new long[POWERS * ROW];

    /** H^(r+1), as pairs of longs. */
    private final long[] powers = new long[2 * POWERS];

    private long high;
    private long low;

    /** @param h the encrypted zero block; stays the caller's to wipe */
    Ghash(byte[] h) {
        long hHigh = (long) LONGS.get(h, 0);
        long hLow = (long) LONGS.get(h, 8);
        high = hHigh;
        low = hLow;
        for (int row = 0; row < POWERS; row++) {
            powers[2 * row] = high;
            powers[2 * row + 1] = low;
            fill(row, high, low);
            multiply(hHigh, hLow);
        }
        high = 0;
        low = 0;
    }

    /** The bits of a byte are the coefficients of x^0 (the highest bit) to x^7. */
    private void fill(int row, long rowHigh, long rowLow) {
        long factorHigh = rowHigh;
        long factorLow = rowLow;
        int at = row * ROW;
        for (int bit = 0x80; bit != 0; bit >>= 1) {
            products[at + 2 * bit] = factorHigh;
            products[at + 2 * bit + 1] = factorLow;
            long carry = -(factorLow & 1);
            factorLow = (factorLow >>> 1) | (factorHigh << 63);
            factorHigh = (factorHigh >>> 1) ^ (POLYNOMIAL & carry);
        }
        for (int bit = 2; bit < 256; bit <<= 1) {
            for (int rest = 1; rest < bit; rest++) {
                products[at + 2 * (bit + rest)] = products[at + 2 * bit] ^ products[at + 2 * rest];
                products[at + 2 * (bit + rest) + 1] = products[at + 2 * bit + 1] ^ products[at + 2 * rest + 1];
            }
        }
    }

    /**
     * Hashes whole blocks, from nothing.
     *
     * @param text what is public: associated data and ciphertext, each padded, and their lengths
     * @param hash takes {@link #BLOCK_BYTES}
     */
    void hash(byte[] text, int blocks, byte[] hash) {
        high = 0;
        low = 0;
        int at = 0;
        int first = blocks % POWERS == 0 ? POWERS : blocks % POWERS;
        for (int run = first; at < blocks; run = POWERS) {
            if (at > 0) {
                multiply(powers[2 * run - 2], powers[2 * run - 1]);
            }
            addRun(text, at * BLOCK_BYTES, run);
            at += run;
        }
        LONGS.set(hash, 0, high);
        LONGS.set(hash, 8, low);
    }

    /**
     * Adds the sum of the products of each block and its power of H. The bytes at one place of all blocks come first, and the
     * sum is multiplied by x^8 from place to place; what thereby passes x^127 is kept, at most 120 bits, and reduced at the
     * end.
     */
    private void addRun(byte[] text, int from, int blocks) {
        long[] table = products;
        long sumHigh = 0;
        long sumLow = 0;
        long overHigh = 0;
        long overLow = 0;
        int firstRow = (blocks - 1) * ROW;
        for (int place = BLOCK_BYTES - 1; place >= 0; place--) {
            overLow = (overLow >>> 8) | (overHigh << 56);
            overHigh = (overHigh >>> 8) | (sumLow << 56);
            sumLow = (sumLow >>> 8) | (sumHigh << 56);
            sumHigh = sumHigh >>> 8;
            int at = from + place;
            for (int row = firstRow; row >= 0; row -= ROW) {
                int product = row + ((text[at] & 0xff) << 1);
                sumHigh ^= table[product];
                sumLow ^= table[product + 1];
                at += BLOCK_BYTES;
            }
        }
        high ^= sumHigh ^ overHigh ^ (overHigh >>> 1) ^ (overHigh >>> 2) ^ (overHigh >>> 7);
        low ^= sumLow
                ^ overLow
                ^ ((overLow >>> 1) | (overHigh << 63))
                ^ ((overLow >>> 2) | (overHigh << 62))
                ^ ((overLow >>> 7) | (overHigh << 57));
    }

    /** Multiplies the hash so far (§6.3, algorithm 1), in the same time for all values. */
    private void multiply(long factorHigh, long factorLow) {
        long productHigh = 0;
        long productLow = 0;
        long otherHigh = factorHigh;
        long otherLow = factorLow;
        long bits = high;
        for (int i = 0; i < 128; i++) {
            if (i == 64) {
                bits = low;
            }
            long mask = bits >> 63;
            bits <<= 1;
            productHigh ^= otherHigh & mask;
            productLow ^= otherLow & mask;
            long carry = -(otherLow & 1);
            otherLow = (otherLow >>> 1) | (otherHigh << 63);
            otherHigh = (otherHigh >>> 1) ^ (POLYNOMIAL & carry);
        }
        high = productHigh;
        low = productLow;
    }

    @Override
    public void close() {
        Arrays.fill(products, 0);
        Arrays.fill(powers, 0);
        high = 0;
        low = 0;
    }
}
