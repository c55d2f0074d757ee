// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

/** ZRTP's four-character names (RFC 6189 §5.1) with what each stands for. */
public final class AlgorithmNames {

    private AlgorithmNames() {}

    /** Such as {@code X25519}; a name that nobody knows stays as it is. */
    public static String plain(String name) {
        return org.securecall.app.text.AlgorithmNames.plain(name);
    }

    /** Such as {@code X25519 (X255)}; a name that nobody knows stays alone. */
    public static String of(String name) {
        return org.securecall.app.text.AlgorithmNames.of(name);
    }
}
