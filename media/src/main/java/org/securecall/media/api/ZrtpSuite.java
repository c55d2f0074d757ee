// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/** The algorithms of one exchange, by the RFC's names without trailing blanks. */
public record ZrtpSuite(String keyAgreement, String hash, String cipher, String authTag, String sas) {

    /** What a call came to. */
    public static ZrtpSuite of(ZrtpDetails details) {
        return new ZrtpSuite(
                details.keyAgreement(), details.hash(), details.cipher(), details.authTag(), details.sasType());
    }
}
