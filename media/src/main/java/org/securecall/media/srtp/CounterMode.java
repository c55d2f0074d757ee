// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A block cipher in counter mode (RFC 3711 §4.1.1). The keystream of a whole packet is made by one call of the block cipher
 * over prepared counter blocks, in buffers that live as long as the key.
 */
final class CounterMode implements AutoCloseable {

    private static final int BLOCK = BlockEncryption.BLOCK_BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final BlockEncryption cipher;
    private byte[] counters = new byte[0];
    private byte[] keystream = new byte[0];

    CounterMode(BlockEncryption cipher) {
        this.cipher = cipher;
    }

    /**
     * Encrypts or decrypts in place.
     *
     * @param ivHigh the first eight bytes of the initialization vector
     * @param ivLow the others, of which the last two are zero: they count the blocks
     * @throws IllegalArgumentException when more than 2^16 blocks are asked for
     */
    void apply(long ivHigh, long ivLow, byte[] data, int offset, int length) {
        make(ivHigh, ivLow, blocks(length));
        xor(0, data, offset, length);
    }

    /** Blocks that so many bytes take. */
    static int blocks(int length) {
        return (length + BLOCK - 1) / BLOCK;
    }

    /**
     * Makes the keystream of so many blocks, the first one from this counter block.
     *
     * @param low the second half, where the blocks are counted
     * @return the keystream itself, which is good until the next call
     * @throws IllegalArgumentException when more than 2^16 blocks are asked for
     */
    byte[] make(long high, long low, int blocks) {
        if (blocks > 0x10000) {
            throw new IllegalArgumentException("One packet has at most 2^16 blocks of keystream");
        }
        int bytes = blocks * BLOCK;
        reserve(bytes);
        byte[] into = counters;
        for (int block = 0; block < blocks; block++) {
            LONGS.set(into, block * BLOCK, high);
            LONGS.set(into, block * BLOCK + Long.BYTES, low + block);
        }
        cipher.encrypt(into, bytes, keystream);
        return keystream;
    }

    /** Adds the keystream that was made, from its byte {@code from}, to the data. */
    void xor(int from, byte[] data, int offset, int length) {
        byte[] stream = keystream;
        int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            LONGS.set(data, offset + i, (long) LONGS.get(data, offset + i) ^ (long) LONGS.get(stream, from + i));
        }
        for (int i = whole; i < length; i++) {
            data[offset + i] ^= stream[from + i];
        }
    }

    private void reserve(int bytes) {
        if (counters.length < bytes) {
            Arrays.fill(keystream, (byte) 0);
            counters = new byte[bytes];
            keystream = new byte[bytes];
        }
    }

    /** Wipes the last keystream; the cipher's own copy of the key goes when it is collected. */
    @Override
    public void close() {
        Arrays.fill(keystream, (byte) 0);
        Arrays.fill(counters, (byte) 0);
    }
}
