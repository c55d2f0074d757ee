// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.srtp.SrtpCipher;
import org.securecall.media.srtp.SrtpTag;

/**
 * How SRTP packets are authenticated: by HMAC-SHA1 or Skein-512-MAC (RFC 6189 §5.1.4), or by the cipher itself in
 * Galois/counter mode. The RFC has no name for the last; {@code GCM} is bzrtp's, which makes AEAD_AES_128_GCM of it with AES1
 * and AEAD_AES_256_GCM with AES3 (RFC 7714).
 */
public enum AuthTag implements ZrtpAlgorithm {
    HS32("HS32", SrtpTag.HMAC_SHA1_32),
    HS80("HS80", SrtpTag.HMAC_SHA1_80),
    SK32("SK32", SrtpTag.SKEIN_32),
    SK64("SK64", SrtpTag.SKEIN_64),
    GCM("GCM ", SrtpTag.GCM_128);

    private final String wire;
    private final SrtpTag srtp;

    AuthTag(String wire, SrtpTag srtp) {
        this.wire = wire;
        this.srtp = srtp;
    }

    @Override
    public String wire() {
        return wire;
    }

    SrtpTag srtp() {
        return srtp;
    }

    /** Whether there is an SRTP profile with both: RFC 7714 has Galois/counter mode with AES-128 and AES-256 alone. */
    boolean allows(CipherAlgorithm cipher) {
        return switch (this) {
            case HS32, HS80, SK32, SK64 -> true;
            case GCM -> cipher == CipherAlgorithm.AES1 || cipher == CipherAlgorithm.AES3;
        };
    }

    /** What SRTP does with the cipher when this is the tag. */
    SrtpCipher mode(CipherAlgorithm cipher) {
        return switch (this) {
            case HS32, HS80, SK32, SK64 -> cipher.counterMode();
            case GCM -> SrtpCipher.AEAD_AES_GCM;
        };
    }
}
