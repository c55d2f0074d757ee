// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/**
 * Cipher and authentication of a stream. SRTCP has an 80-bit tag in each profile (RFC 3711 §5.2).
 */
public enum SrtpProfile {
    AES_CM_128_HMAC_SHA1_80(128, 80),
    AES_CM_128_HMAC_SHA1_32(128, 32),
    AES_CM_256_HMAC_SHA1_80(256, 80),
    AES_CM_256_HMAC_SHA1_32(256, 32);

    /** Bytes of every profile's master and session salts: 112 bits. */
    public static final int SALT_BYTES = 14;

    static final int RTCP_TAG_BYTES = 10;

    private final int keyBits;
    private final int tagBits;

    SrtpProfile(int keyBits, int tagBits) {
        this.keyBits = keyBits;
        this.tagBits = tagBits;
    }

    /**
     * @param keyBits 128 or 256
     * @param tagBits 32 or 80
     * @throws IllegalArgumentException for any other pair
     */
    public static SrtpProfile of(int keyBits, int tagBits) {
        for (SrtpProfile profile : values()) {
            if (profile.keyBits == keyBits && profile.tagBits == tagBits) {
                return profile;
            }
        }
        throw new IllegalArgumentException(
                "No SRTP profile with a key of " + keyBits + " and a tag of " + tagBits + " bits");
    }

    /** Of master and session key. */
    public int keyBytes() {
        return keyBits / 8;
    }

    /** Of an SRTP packet's tag. */
    public int tagBytes() {
        return tagBits / 8;
    }
}
