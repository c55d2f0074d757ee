// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.securecall.media.secret.SecretBytes;

/**
 * Session keys from a master key and salt (RFC 3711 §4.3 with a key derivation rate of zero, RFC 6188 §3, RFC 7714 §11):
 * the keystream of the profile's block cipher, Twofish too, under the master key. A salt of 96 bits is followed by 16 zero bits, so that
 * the label meets the same place.
 */
final class KeyDerivation implements AutoCloseable {

    /** The labels of RFC 3711 §4.3.2, where those of SRTCP follow those of SRTP. */
    enum Use {
        SRTP(0),
        SRTCP(3);

        private final int firstLabel;

        Use(int firstLabel) {
            this.firstLabel = firstLabel;
        }

        int encryption() {
            return firstLabel;
        }

        int authentication() {
            return firstLabel + 1;
        }

        int salt() {
            return firstLabel + 2;
        }
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CounterMode prf;
    private final byte[] x;

    /** Key and salt stay the caller's to wipe. */
    KeyDerivation(SrtpCipher cipher, SecretBytes masterKey, SecretBytes masterSalt) {
        prf = new CounterMode(cipher.blocks(masterKey.reveal()));
        x = Arrays.copyOf(masterSalt.reveal(), BlockEncryption.BLOCK_BYTES);
    }

    /** A key of so many bytes, which is the caller's to wipe. */
    byte[] derive(int label, int length) {
        byte[] derived = new byte[length];
        // The label meets the last byte of the first half.
        prf.apply((long) LONGS.get(x, 0) ^ label, (long) LONGS.get(x, Long.BYTES), derived, 0, length);
        return derived;
    }

    @Override
    public void close() {
        prf.close();
        Arrays.fill(x, (byte) 0);
    }
}
