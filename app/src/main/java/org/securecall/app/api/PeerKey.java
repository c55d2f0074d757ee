// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One key of a person: a telephone of theirs.
 *
 * @param met for each of the user's own endpoints that met it, the last one first; never empty
 * @param algorithms of its last call, such as {@code X255 S256 AES1 HS32 B32}; empty where that is not known
 * @param proof why it counts as theirs; empty while the code was not compared, or differed since
 */
public record PeerKey(List<ContactTrust> met, String algorithms, Optional<Proof> proof) {

    public PeerKey {
        met = List.copyOf(met);
        if (met.isEmpty()) {
            throw new IllegalArgumentException("A key that nobody met");
        }
    }

    /**
     * @param by on which of the user's accounts or devices; empty where that is not known
     */
    public record Proof(How how, Instant when, String by) {}

    public enum How {
        /** The code of a call was read aloud. */
        SPOKEN,
        /** A code was scanned. */
        SCANNED,
        /** The code of a call was signed with a confirmed key. */
        SIGNED,
        /** It was compared in the telephone that it was taken over from. */
        IMPORTED;

        /** As front ends write it. */
        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String zid() {
        return met.getFirst().zid();
    }

    /** Whom the user said it belongs to; empty before. */
    public String name() {
        return met.stream()
                .map(ContactTrust::name)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** As its telephone called itself in the last call. */
    public String client() {
        return met.getFirst().client();
    }

    public Instant firstSeen() {
        return met.stream()
                .map(ContactTrust::firstSeen)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Instant lastSeen() {
        return met.getFirst().lastSeen();
    }

    /** When the secrets of the last call end; empty for never. */
    public Optional<Instant> expires() {
        return met.getFirst().expires();
    }

    /** That of the last call; an alarm counts whichever endpoint it was raised at. */
    public KeyStanding standing() {
        return KeyStanding.of(met);
    }

    /** Names nobody: records end up in logs. */
    @Override
    public String toString() {
        return "PeerKey[" + standing() + "]";
    }
}
