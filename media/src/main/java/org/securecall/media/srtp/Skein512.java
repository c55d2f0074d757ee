// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.ThreefishEngine;

/**
 * Skein-512-MAC as ZRTP uses it for SRTP (RFC 6189 §5.1.4; The Skein Hash Function Family 1.3, §3.5). Skein's output length
 * goes into its computation: a code of 32 bits is not the beginning of one of 64. Over Bouncy Castle's Threefish, since its
 * Skein takes new memory for each code.
 */
final class Skein512 implements PacketMac {

    static final int KEY_BYTES = 32;

    private static final int BLOCK = 64;
    private static final int WORDS = BLOCK / Long.BYTES;

    /** §3.5.1, table 6: what a run of blocks is about. */
    private static final long KEY = 0;

    private static final long CONFIGURATION = 4L << 56;
    private static final long MESSAGE = 48L << 56;
    private static final long OUTPUT = 63L << 56;

    private static final long FIRST = 1L << 62;
    private static final long FINAL = 1L << 63;

    /** §3.5.2: the letters SHA3 and version 1. */
    private static final long SCHEMA = 0x1_3341_4853L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ThreefishEngine threefish = new ThreefishEngine(ThreefishEngine.BLOCKSIZE_512);

    /** The chain after key and configuration, where every code begins. */
    private final long[] keyed = new long[WORDS];

    private final long[] chain = new long[WORDS];
    private final long[] tweak = new long[2];
    private final long[] words = new long[WORDS];
    private final long[] encrypted = new long[WORDS];
    private final byte[] block = new byte[BLOCK];
    private int filled;

    /**
     * @param key stays the caller's to wipe
     * @param codeBytes of the code's output, at most 64
     */
    Skein512(byte[] key, int codeBytes) {
        begin(KEY);
        update(key, key.length);
        end();
        begin(CONFIGURATION);
        LONGS.set(block, 0, SCHEMA);
        LONGS.set(block, Long.BYTES, 8L * codeBytes);
        filled = 32;
        end();
        System.arraycopy(chain, 0, keyed, 0, WORDS);
    }

    @Override
    public void mac(byte[] data, int length, byte[] suffix, int suffixLength, byte[] tag) {
        System.arraycopy(keyed, 0, chain, 0, WORDS);
        begin(MESSAGE);
        update(data, length);
        update(suffix, suffixLength);
        end();
        begin(OUTPUT);
        filled = Long.BYTES;
        end();
        for (int word = 0; word < WORDS; word++) {
            LONGS.set(block, word * Long.BYTES, chain[word]);
        }
        System.arraycopy(block, 0, tag, 0, tag.length);
    }

    private void begin(long type) {
        tweak[0] = 0;
        tweak[1] = type | FIRST;
        filled = 0;
        Arrays.fill(block, (byte) 0);
    }

    private void update(byte[] data, int length) {
        int from = 0;
        while (from < length) {
            if (filled == BLOCK) {
                // Only now, since the last block is a special one.
                compress();
                filled = 0;
            }
            int part = Math.min(length - from, BLOCK - filled);
            System.arraycopy(data, from, block, filled, part);
            filled += part;
            from += part;
        }
    }

    private void end() {
        tweak[1] |= FINAL;
        Arrays.fill(block, filled, BLOCK, (byte) 0);
        compress();
    }

    /** §3.4, unique block iteration: the chain is the key, and the block is added to what is encrypted. */
    private void compress() {
        for (int word = 0; word < WORDS; word++) {
            words[word] = (long) LONGS.get(block, word * Long.BYTES);
        }
        tweak[0] += filled;
        threefish.init(true, chain, tweak);
        threefish.processBlock(words, encrypted);
        for (int word = 0; word < WORDS; word++) {
            chain[word] = encrypted[word] ^ words[word];
        }
        tweak[1] &= ~FIRST;
    }

    @Override
    public void close() {
        Arrays.fill(keyed, 0);
        Arrays.fill(chain, 0);
        Arrays.fill(words, 0);
        Arrays.fill(encrypted, 0);
        Arrays.fill(block, (byte) 0);
        threefish.init(true, keyed, tweak);
    }
}
