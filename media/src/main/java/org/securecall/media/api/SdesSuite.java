// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Optional;

/** Crypto suites of SDP security descriptions, in the order in which they are offered. */
public enum SdesSuite {
    AEAD_AES_256_GCM("AEAD_AES_256_GCM", 32, 12),
    AEAD_AES_128_GCM("AEAD_AES_128_GCM", 16, 12),
    AES_256_CM_HMAC_SHA1_80("AES_256_CM_HMAC_SHA1_80", 32, 14),
    AES_CM_128_HMAC_SHA1_80("AES_CM_128_HMAC_SHA1_80", 16, 14),
    AES_256_CM_HMAC_SHA1_32("AES_256_CM_HMAC_SHA1_32", 32, 14),
    AES_CM_128_HMAC_SHA1_32("AES_CM_128_HMAC_SHA1_32", 16, 14);

    private final String token;
    private final int keyBytes;
    private final int saltBytes;

    SdesSuite(String token, int keyBytes, int saltBytes) {
        this.token = token;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /** The registered name (RFC 4568 §6.2, RFC 6188 §4, RFC 7714 §14.2). */
    public String token() {
        return token;
    }

    /** Of the master key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Of the master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /**
     * Finds a suite by its registered name, or by the name that the drafts of RFC 6188 had and that telephones still write
     * ({@code AES_CM_256_HMAC_SHA1_80}). Case counts, as everywhere in RFC 4568 §9.2.
     */
    public static Optional<SdesSuite> of(String token) {
        String registered = token.startsWith("AES_CM_256_") ? "AES_256_CM_" + token.substring(11) : token;
        for (SdesSuite suite : values()) {
            if (suite.token.equals(registered)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
