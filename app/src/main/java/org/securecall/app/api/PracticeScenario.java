// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be practised with the practice peer beyond a plain call: each is called as {@code practice:NAME}, over the real
 * engine, with keys that are kept apart from those of real people and forgotten when the program ends. It can be repeated any
 * number of times.
 */
public enum PracticeScenario {
    /** Nobody who was met before: encrypted, and only comparing the code tells who is there. */
    FIRST_CALL("first-call"),
    /** The code is compared in one call, and the next one is verified from its beginning; the one after that starts anew. */
    VERIFIED("verified"),
    /** The code was compared in a call before, and the peer has lost its secrets since. */
    KEY_CHANGED("key-changed"),
    /** Somebody in the middle has an encrypted call with each side, so that the two see different codes. */
    MISMATCH("mismatch"),
    /** During the call the other side hands it over to a telephone with which no keys come about. */
    DOWNGRADE("downgrade"),
    /** An earlier call was encrypted from end to end, and this one is not. */
    WEAKER("weaker"),
    /** A telephone without ZRTP, whose keys a server on the way could have. */
    SERVER_ONLY("server-only"),
    /** A telephone without any encryption. */
    NOT_SECURE("not-secure");

    private static final String PREFIX = Phone.PRACTICE + ":";

    private final String token;

    PracticeScenario(String token) {
        this.token = token;
    }

    /** As it is called. */
    public String target() {
        return PREFIX + token;
    }

    /** The one that is called so; empty for {@code practice} alone and for everybody else. */
    public static Optional<PracticeScenario> of(String target) {
        String wanted = target.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(scenario -> scenario.target().equals(wanted))
                .findFirst();
    }

    /** Whether this is the practice peer, in a scenario or not. */
    public static boolean isPractice(String peer) {
        return peer.strip().equalsIgnoreCase(Phone.PRACTICE) || of(peer).isPresent();
    }

    /** Whether this is meant for the practice peer, though there may be no such scenario. */
    public static boolean isMeant(String target) {
        String wanted = target.strip().toLowerCase(Locale.ROOT);
        return wanted.equals(Phone.PRACTICE) || wanted.startsWith(PREFIX);
    }

    /** All that can be called, with commas between them. */
    public static String targets() {
        return Arrays.stream(values()).map(PracticeScenario::target).collect(Collectors.joining(", "));
    }
}
