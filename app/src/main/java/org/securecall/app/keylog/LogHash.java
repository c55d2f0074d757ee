// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The hash of an entry and all before it. It is no secret: comparing it may take as long as it takes.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record LogHash(String hex) {

    public static final int BYTES = 32;

    /** Before the first entry. */
    public static final LogHash START = new LogHash("0".repeat(2 * BYTES));

    private static final byte[] LABEL = "securecall key log v1".getBytes(StandardCharsets.US_ASCII);

    /** @throws IllegalArgumentException when {@code hex} is anything else */
    public LogHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A hash has 64 hexadecimal digits");
        }
    }

    static LogHash of(byte[] octets) {
        return new LogHash(HexFormat.of().formatHex(octets));
    }

    /** SHA-256("securecall key log v1" || this || entry). */
    LogHash then(byte[] entry) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(LABEL);
            sha256.update(bytes());
            return of(sha256.digest(entry));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256", e);
        }
    }

    /** A fresh copy of the 32 octets. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
