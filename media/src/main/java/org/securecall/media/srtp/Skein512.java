// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.util.Arrays;
import org.bouncycastle.crypto.macs.SkeinMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Skein-512-MAC as ZRTP uses it for SRTP (RFC 6189 §5.1.4). Skein's output length goes into its computation: a code of 32
 * bits is not the beginning of one of 64. Bouncy Castle's takes some 100 bytes of new memory for each code.
 */
final class Skein512 implements PacketMac {

    static final int KEY_BYTES = 32;

    private final SkeinMac skein;
    private final byte[] code;

    /**
     * @param key stays the caller's to wipe
     * @param codeBytes of the code's output
     */
    Skein512(byte[] key, int codeBytes) {
        skein = new SkeinMac(SkeinMac.SKEIN_512, 8 * codeBytes);
        skein.init(new KeyParameter(key));
        code = new byte[codeBytes];
    }

    @Override
    public void mac(byte[] data, int length, byte[] suffix, int suffixLength, byte[] tag) {
        skein.update(data, 0, length);
        skein.update(suffix, 0, suffixLength);
        int made = skein.doFinal(code, 0);
        if (made != code.length) {
            throw new IllegalStateException("Skein gave " + made + " bytes");
        }
        System.arraycopy(code, 0, tag, 0, tag.length);
    }

    @Override
    public void close() {
        skein.reset();
        Arrays.fill(code, (byte) 0);
    }
}
