// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The hash of a certificate as {@code a=fingerprint} gives it (RFC 8122 §5). Only hash functions that still bind are known: MD5
 * and SHA-1 are not, and a description with nothing else has no fingerprint.
 *
 * @param function what made it
 * @param hex lower-case hexadecimal digits, two for each byte
 */
public record DtlsFingerprint(Function function, String hex) {

    /** In ascending strength. */
    public enum Function {
        SHA_256("sha-256", "SHA-256", 32),
        SHA_384("sha-384", "SHA-384", 48),
        SHA_512("sha-512", "SHA-512", 64);

        private final String token;
        private final String algorithm;
        private final int bytes;

        Function(String token, String algorithm, int bytes) {
            this.token = token;
            this.algorithm = algorithm;
            this.bytes = bytes;
        }

        /** As SDP writes it. */
        public String token() {
            return token;
        }

        /** As {@link java.security.MessageDigest} calls it. */
        public String algorithm() {
            return algorithm;
        }

        public int bytes() {
            return bytes;
        }
    }

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    /** @throws IllegalArgumentException when the value is no hexadecimal, or not as long as the function's */
    public DtlsFingerprint {
        hex = hex.toLowerCase(Locale.ROOT);
        if (HexFormat.of().parseHex(hex).length != function.bytes()) {
            throw new IllegalArgumentException("A fingerprint by " + function.token() + " has " + function.bytes()
                    + " bytes, not " + hex.length() / 2);
        }
    }

    /** @throws IllegalArgumentException when there are more or fewer bytes than the function makes */
    public static DtlsFingerprint of(Function function, byte[] value) {
        return new DtlsFingerprint(function, HexFormat.of().formatHex(value));
    }

    /**
     * Reads the attribute's value, {@code sha-256 4A:AD:B9:…}.
     *
     * @return empty for what is malformed, and for a hash function that is unknown or too weak
     */
    public static Optional<DtlsFingerprint> parse(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        for (Function function : Function.values()) {
            // RFC 8122 §5: hash functions are compared without case.
            if (function.token.equalsIgnoreCase(parts[0]) && parts[1].length() == 3 * function.bytes - 1) {
                try {
                    return Optional.of(of(function, COLONS.parseHex(parts[1])));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** The attribute's value. */
    public String text() {
        return function.token + " " + COLONS.formatHex(HexFormat.of().parseHex(hex));
    }
}
