// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/** The groups that key agreements work in. */
enum KeyGroup implements KeyScheme<KeyShare> {
    /** The 2048-bit group of RFC 3526 §3; public value 256 octets, big-endian. */
    MODP2048(256) {
        @Override
        public KeyShare generate(SecureRandom random) {
            return ModpShare.generate(this, ModpShare.P_2048, random);
        }
    },
    /** RFC 7748 §4.1; public value 32 octets, little-endian. */
    CURVE25519(32) {
        @Override
        public KeyShare generate(SecureRandom random) {
            return MontgomeryShare.generate(this, NamedParameterSpec.X25519, random);
        }
    },
    /** NIST P-256, RFC 5114 §2.6; public value X and Y, 64 octets. */
    P256(64) {
        @Override
        public KeyShare generate(SecureRandom random) {
            return NistCurveShare.generate(this, "secp256r1", random);
        }
    },
    /** The 3072-bit group of RFC 3526 §4; public value 384 octets, big-endian. */
    MODP3072(384) {
        @Override
        public KeyShare generate(SecureRandom random) {
            return ModpShare.generate(this, ModpShare.P_3072, random);
        }
    },
    /** RFC 7748 §4.2; public value 56 octets, little-endian. */
    CURVE448(56) {
        @Override
        public KeyShare generate(SecureRandom random) {
            return MontgomeryShare.generate(this, NamedParameterSpec.X448, random);
        }
    },
    /** NIST P-384, RFC 5114 §2.7; public value X and Y, 96 octets. */
    P384(96) {
        @Override
        public KeyShare generate(SecureRandom random) {
            return NistCurveShare.generate(this, "secp384r1", random);
        }
    },
    /** NIST P-521, RFC 5114 §2.8; public value X and Y of 66 octets each, seven leading zero bits included. */
    P521(132) {
        @Override
        public KeyShare generate(SecureRandom random) {
            return NistCurveShare.generate(this, "secp521r1", random);
        }
    };

    private final int publicValueBytes;

    KeyGroup(int publicValueBytes) {
        this.publicValueBytes = publicValueBytes;
    }

    int publicValueBytes() {
        return publicValueBytes;
    }

    @Override
    public Class<KeyShare> keyType() {
        return KeyShare.class;
    }

    @Override
    public int committedBytes() {
        return 0;
    }

    @Override
    public int pvrBytes() {
        return publicValueBytes;
    }

    @Override
    public int pviBytes() {
        return publicValueBytes;
    }
}
