// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.text;

import java.util.Map;

/** ZRTP's four-character names (RFC 6189 §5.1) with what each stands for. */
public final class AlgorithmNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("DH3k", "Diffie-Hellman 3072"),
            Map.entry("DH2k", "Diffie-Hellman 2048"),
            Map.entry("EC25", "ECDH P-256"),
            Map.entry("EC38", "ECDH P-384"),
            Map.entry("X255", "X25519"),
            Map.entry("E255", "X25519"),
            Map.entry("EC52", "ECDH P-521"),
            Map.entry("X448", "X448"),
            Map.entry("E414", "Curve3617"),
            Map.entry("X1M1", "X25519 + ML-KEM-512"),
            Map.entry("X1M2", "X25519 + ML-KEM-768"),
            Map.entry("X3M3", "X448 + ML-KEM-1024"),
            Map.entry("Mult", "Multistream"),
            Map.entry("Prsh", "Preshared"),
            Map.entry("S256", "SHA-256"),
            Map.entry("S384", "SHA-384"),
            Map.entry("S512", "SHA-512"),
            Map.entry("SKN2", "Skein-256"),
            Map.entry("SKN3", "Skein-384"),
            Map.entry("AES1", "AES-128"),
            Map.entry("AES2", "AES-192"),
            Map.entry("AES3", "AES-256"),
            Map.entry("2FS1", "Twofish-128"),
            Map.entry("2FS2", "Twofish-192"),
            Map.entry("2FS3", "Twofish-256"),
            Map.entry("HS32", "HMAC-SHA1, 32 bit"),
            Map.entry("HS80", "HMAC-SHA1, 80 bit"),
            Map.entry("SK32", "Skein, 32 bit"),
            Map.entry("SK64", "Skein, 64 bit"),
            Map.entry("GCM", "AES-GCM, 128 bit"));

    private AlgorithmNames() {}

    /** Such as {@code X25519}; a name that nobody knows stays as it is. */
    public static String plain(String name) {
        return NAMES.getOrDefault(name, name);
    }

    /** Such as {@code X25519 (X255)}; a name that nobody knows stays alone. */
    public static String of(String name) {
        String known = NAMES.get(name);
        return known == null || known.equals(name) ? name : known + " (" + name + ")";
    }
}
