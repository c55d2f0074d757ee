// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/** Cipher and authentication of a stream. */
public enum SrtpProfile {
    AES_CM_128_HMAC_SHA1_80(SrtpCipher.AES_CM, 128, SrtpTag.HMAC_SHA1_80),
    AES_CM_128_HMAC_SHA1_32(SrtpCipher.AES_CM, 128, SrtpTag.HMAC_SHA1_32),
    AES_CM_192_HMAC_SHA1_80(SrtpCipher.AES_CM, 192, SrtpTag.HMAC_SHA1_80),
    AES_CM_192_HMAC_SHA1_32(SrtpCipher.AES_CM, 192, SrtpTag.HMAC_SHA1_32),
    AES_CM_256_HMAC_SHA1_80(SrtpCipher.AES_CM, 256, SrtpTag.HMAC_SHA1_80),
    AES_CM_256_HMAC_SHA1_32(SrtpCipher.AES_CM, 256, SrtpTag.HMAC_SHA1_32),

    AES_CM_128_SKEIN_64(SrtpCipher.AES_CM, 128, SrtpTag.SKEIN_64),
    AES_CM_128_SKEIN_32(SrtpCipher.AES_CM, 128, SrtpTag.SKEIN_32),
    AES_CM_192_SKEIN_64(SrtpCipher.AES_CM, 192, SrtpTag.SKEIN_64),
    AES_CM_192_SKEIN_32(SrtpCipher.AES_CM, 192, SrtpTag.SKEIN_32),
    AES_CM_256_SKEIN_64(SrtpCipher.AES_CM, 256, SrtpTag.SKEIN_64),
    AES_CM_256_SKEIN_32(SrtpCipher.AES_CM, 256, SrtpTag.SKEIN_32),

    TWOFISH_CM_128_HMAC_SHA1_80(SrtpCipher.TWOFISH_CM, 128, SrtpTag.HMAC_SHA1_80),
    TWOFISH_CM_128_HMAC_SHA1_32(SrtpCipher.TWOFISH_CM, 128, SrtpTag.HMAC_SHA1_32),
    TWOFISH_CM_128_SKEIN_64(SrtpCipher.TWOFISH_CM, 128, SrtpTag.SKEIN_64),
    TWOFISH_CM_128_SKEIN_32(SrtpCipher.TWOFISH_CM, 128, SrtpTag.SKEIN_32),
    TWOFISH_CM_192_HMAC_SHA1_80(SrtpCipher.TWOFISH_CM, 192, SrtpTag.HMAC_SHA1_80),
    TWOFISH_CM_192_HMAC_SHA1_32(SrtpCipher.TWOFISH_CM, 192, SrtpTag.HMAC_SHA1_32),
    TWOFISH_CM_192_SKEIN_64(SrtpCipher.TWOFISH_CM, 192, SrtpTag.SKEIN_64),
    TWOFISH_CM_192_SKEIN_32(SrtpCipher.TWOFISH_CM, 192, SrtpTag.SKEIN_32),
    TWOFISH_CM_256_HMAC_SHA1_80(SrtpCipher.TWOFISH_CM, 256, SrtpTag.HMAC_SHA1_80),
    TWOFISH_CM_256_HMAC_SHA1_32(SrtpCipher.TWOFISH_CM, 256, SrtpTag.HMAC_SHA1_32),
    TWOFISH_CM_256_SKEIN_64(SrtpCipher.TWOFISH_CM, 256, SrtpTag.SKEIN_64),
    TWOFISH_CM_256_SKEIN_32(SrtpCipher.TWOFISH_CM, 256, SrtpTag.SKEIN_32),

    AEAD_AES_128_GCM(SrtpCipher.AEAD_AES_GCM, 128, SrtpTag.GCM_128),
    AEAD_AES_256_GCM(SrtpCipher.AEAD_AES_GCM, 256, SrtpTag.GCM_128);

    private final SrtpCipher cipher;
    private final int keyBits;
    private final SrtpTag tag;

    SrtpProfile(SrtpCipher cipher, int keyBits, SrtpTag tag) {
        this.cipher = cipher;
        this.keyBits = keyBits;
        this.tag = tag;
    }

    /**
     * AES in counter mode with HMAC-SHA1.
     *
     * @param keyBits 128, 192 or 256
     * @param tagBits 32 or 80
     * @throws IllegalArgumentException for any other pair
     */
    public static SrtpProfile of(int keyBits, int tagBits) {
        return switch (tagBits) {
            case 32 -> of(SrtpCipher.AES_CM, keyBits, SrtpTag.HMAC_SHA1_32);
            case 80 -> of(SrtpCipher.AES_CM, keyBits, SrtpTag.HMAC_SHA1_80);
            default -> throw new IllegalArgumentException("HMAC-SHA1 has no tags of " + tagBits + " bits in SRTP");
        };
    }

    /**
     * @param keyBits 128, 192 or 256; 192 not in Galois/counter mode
     * @param tag {@link SrtpTag#GCM_128} with {@link SrtpCipher#AEAD_AES_GCM}, one of the others without
     * @throws IllegalArgumentException when they do not go together
     */
    public static SrtpProfile of(SrtpCipher cipher, int keyBits, SrtpTag tag) {
        for (SrtpProfile profile : values()) {
            if (profile.cipher == cipher && profile.keyBits == keyBits && profile.tag == tag) {
                return profile;
            }
        }
        throw new IllegalArgumentException("No SRTP profile with " + cipher + ", " + keyBits + " bits and " + tag);
    }

    /** Of master and session key: 16, 24 or 32. */
    public int keyBytes() {
        return keyBits / 8;
    }

    /** Of master and session salt: 14, or 12 in Galois/counter mode. */
    public int saltBytes() {
        return cipher.saltBytes();
    }

    /** Of an SRTP packet's tag: 4 to 16. */
    public int tagBytes() {
        return tag.bits() / 8;
    }

    SrtpCipher cipher() {
        return cipher;
    }

    SrtpTag tag() {
        return tag;
    }
}
