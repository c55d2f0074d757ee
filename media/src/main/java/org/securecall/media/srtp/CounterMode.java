// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.util.Arrays;

/**
 * A block cipher in counter mode as SRTP uses it (RFC 3711 §4.1.1). The keystream of a whole packet is made by one call of
 * the block cipher over prepared counter blocks, in buffers that live as long as the key.
 */
final class CounterMode implements AutoCloseable {

    /** Bytes of an initialization vector. */
    static final int IV_BYTES = BlockEncryption.BLOCK_BYTES;

    private static final int BLOCK = BlockEncryption.BLOCK_BYTES;

    private final BlockEncryption cipher;
    private byte[] counters = new byte[0];
    private byte[] keystream = new byte[0];

    CounterMode(BlockEncryption cipher) {
        this.cipher = cipher;
    }

    /**
     * Encrypts or decrypts in place.
     *
     * @param iv {@link #IV_BYTES} of which the last two are zero: they count the blocks
     * @throws IllegalArgumentException when more than 2^16 blocks are asked for
     */
    void apply(byte[] iv, byte[] data, int offset, int length) {
        int blocks = (length + BLOCK - 1) / BLOCK;
        if (blocks > 0x10000) {
            throw new IllegalArgumentException("One packet has at most 2^16 blocks of keystream");
        }
        reserve(blocks * BLOCK);
        for (int block = 0; block < blocks; block++) {
            int at = block * BLOCK;
            System.arraycopy(iv, 0, counters, at, BLOCK - 2);
            counters[at + BLOCK - 2] = (byte) (block >>> 8);
            counters[at + BLOCK - 1] = (byte) block;
        }
        cipher.encrypt(counters, blocks * BLOCK, keystream);
        for (int i = 0; i < length; i++) {
            data[offset + i] ^= keystream[i];
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
