// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.util.Base64;

/** RFC 4648 §5 without padding, in one spelling: bits after the last octet are zero. */
final class Base64Url {

    private static final String REFUSAL = "A part of the code is not written as it should be";

    private Base64Url() {}

    /** Characters for so many octets. */
    static int length(int octets) {
        return (octets * 4 + 2) / 3;
    }

    static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    static byte[] decode(String text) throws IdentityException {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(text);
            if (encode(octets).equals(text)) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            throw new IdentityException(REFUSAL, e);
        }
        throw new IdentityException(REFUSAL);
    }
}
