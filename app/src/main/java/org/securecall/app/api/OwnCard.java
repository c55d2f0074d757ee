// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The user's own key on this device.
 *
 * @param key the public key, 64 hexadecimal digits
 * @param fingerprint SHA-256 of it as SubjectPublicKeyInfo, 64 hexadecimal digits
 * @param linked present where another device of the user's vouches for this one
 */
public record OwnCard(String key, String fingerprint, Optional<Linked> linked) {

    private static final int GROUP = 4;

    /**
     * @param name what that one calls this device
     * @param identity the public key of that one, 64 hexadecimal digits
     * @param expires from then on it no longer counts
     */
    public record Linked(String name, String identity, Instant expires) {}

    /** The fingerprint in groups of four digits. */
    public List<String> groups() {
        return IntStream.range(0, fingerprint.length() / GROUP)
                .mapToObj(i -> fingerprint.substring(GROUP * i, GROUP * (i + 1)))
                .toList();
    }

    @Override
    public String toString() {
        return "OwnCard[" + key.substring(0, 8) + "]";
    }
}
