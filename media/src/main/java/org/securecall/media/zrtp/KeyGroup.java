// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;

/** The groups that key agreements work in. */
enum KeyGroup {
    /** RFC 7748 §5; public value 32 octets. */
    CURVE25519(32) {
        @Override
        KeyShare generate(SecureRandom random) {
            return Curve25519Share.generate(random);
        }
    },
    /** NIST P-256, RFC 5114 §2.6; public value X and Y, 64 octets. */
    P256(64) {
        @Override
        KeyShare generate(SecureRandom random) {
            return P256Share.generate(random);
        }
    },
    /** The 3072-bit group of RFC 3526 §4; public value 384 octets, big-endian. */
    MODP3072(384) {
        @Override
        KeyShare generate(SecureRandom random) {
            return Modp3072Share.generate(random);
        }
    };

    private final int publicValueBytes;

    KeyGroup(int publicValueBytes) {
        this.publicValueBytes = publicValueBytes;
    }

    int publicValueBytes() {
        return publicValueBytes;
    }

    abstract KeyShare generate(SecureRandom random);
}
