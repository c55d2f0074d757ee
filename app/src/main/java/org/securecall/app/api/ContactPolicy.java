// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much calls with one contact insist on. */
public enum ContactPolicy {
    /** As the settings say. */
    DEFAULT,
    /** Encryption where the other telephone has it, whatever the settings say. */
    PREFER,
    /** No call without ZRTP. */
    REQUIRE_ZRTP,
    /** No call without ZRTP, and no voice of the user's before the code was compared, now or in an earlier call. */
    REQUIRE_VERIFIED;

    /** As the command line and the database write it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException with one sentence for the user */
    public static ContactPolicy parse(String token) {
        for (ContactPolicy policy : values()) {
            if (policy.token().equals(token)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("Unknown policy '" + token + "'; known are "
                + Arrays.stream(values()).map(ContactPolicy::token).collect(Collectors.joining(", ")));
    }
}
