// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 of certificates, in the one spelling that is shown and compared: upper-case pairs with colons. */
public final class Fingerprints {

    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int OCTETS = 32;
    private static final int LONGEST = 256;

    private Fingerprints() {}

    public static String of(X509Certificate certificate) {
        try {
            return PAIRS.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("A certificate without a fingerprint", e);
        }
    }

    /**
     * Reads 64 hexadecimal digits, with or without colons and blanks between them; also a whole line as {@code openssl x509
     * -fingerprint} prints it.
     *
     * @throws InvalidEntryException when it is anything else
     */
    public static String parse(String text) throws InvalidEntryException {
        String digits = text.length() > LONGEST
                ? ""
                : text.substring(text.indexOf('=') + 1).replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        if (digits.length() != 2 * OCTETS || !isHex(digits)) {
            throw new InvalidEntryException(
                    "A SHA-256 fingerprint has 64 hexadecimal digits, such as AB:CD:…; SHA-1, with 40, is not enough");
        }
        return PAIRS.formatHex(HexFormat.of().parseHex(digits));
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(HexFormat::isHexDigit);
    }
}
