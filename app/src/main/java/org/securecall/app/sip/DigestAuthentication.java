// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The digest calculation of RFC 7616 §3.4, with the algorithms that RFC 8760 brings to SIP. */
final class DigestAuthentication {

    private static final HexFormat HEX = HexFormat.of();

    private DigestAuthentication() {}

    /** In order of preference. */
    enum Algorithm {
        SHA_256("SHA-256", "SHA-256", false),
        SHA_256_SESS("SHA-256-sess", "SHA-256", true),
        SHA_512_256("SHA-512-256", "SHA-512/256", false),
        SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true),
        MD5("MD5", "MD5", false),
        MD5_SESS("MD5-sess", "MD5", true);

        private final String token;
        private final String digest;
        private final boolean session;

        Algorithm(String token, String digest, boolean session) {
            this.token = token;
            this.digest = digest;
            this.session = session;
        }

        String token() {
            return token;
        }

        /** Empty for one that is not known; none named is MD5 (RFC 7616 §3.3). */
        static Optional<Algorithm> of(Optional<String> token) {
            String name = token.orElse("MD5").toUpperCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(a -> a.token.toUpperCase(Locale.ROOT).equals(name))
                    .findFirst();
        }

        private MessageDigest instance() {
            try {
                return MessageDigest.getInstance(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java runtime has no " + digest, e);
            }
        }
    }

    /** The nonce count and client nonce that quality of protection {@code auth} adds. */
    record Protection(int count, String clientNonce) {

        /** Eight hexadecimal digits. */
        String countText() {
            return HEX.toHexDigits(count);
        }
    }

    /**
     * The {@code response} parameter, lower-case hexadecimal.
     *
     * @param password is not changed
     * @param protection empty where the server offered no {@code qop} (RFC 2069)
     */
    static String response(
            Algorithm algorithm,
            String user,
            String realm,
            char[] password,
            String nonce,
            String method,
            String uri,
            Optional<Protection> protection) {
        String a1 = secretHash(algorithm, user, realm, password);
        if (algorithm.session) {
            a1 = hash(
                    algorithm,
                    a1 + ":" + nonce + ":"
                            + protection.map(Protection::clientNonce).orElse(""));
        }
        String a2 = hash(algorithm, method + ":" + uri);
        String middle = protection
                .map(p -> nonce + ":" + p.countText() + ":" + p.clientNonce() + ":auth")
                .orElse(nonce);
        return hash(algorithm, a1 + ":" + middle + ":" + a2);
    }

    private static String secretHash(Algorithm algorithm, String user, String realm, char[] password) {
        CharsetEncoder encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        byte[] secret = new byte[Math.round(password.length * encoder.maxBytesPerChar())];
        try {
            ByteBuffer encoded = ByteBuffer.wrap(secret);
            encoder.encode(CharBuffer.wrap(password), encoded, true);
            MessageDigest digest = algorithm.instance();
            digest.update((user + ":" + realm + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(secret, 0, encoded.position());
            return HEX.formatHex(digest.digest());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static String hash(Algorithm algorithm, String text) {
        return HEX.formatHex(algorithm.instance().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
