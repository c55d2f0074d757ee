// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Locale;

/**
 * One entry of the security log.
 *
 * @param number from 1 on, without gaps
 */
public record SecurityEntry(long number, Instant at, Subject subject, Level level, SecurityFact fact) {

    /** How much it matters. */
    public enum Level {
        NORMAL,
        /** Something proved to be as it should. */
        GOOD,
        WARNING;

        /** As events have it. */
        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an entry is about. */
    public sealed interface Subject {

        /**
         * @param number of the calls since the start, from 1 on: what an export calls it by
         * @param name a contact's name, or what the peer calls itself, or empty; never the address. It names somebody
         */
        record OfCall(CallId id, int number, CallSnapshot.Direction direction, String name) implements Subject {

            /** Leaves the name out: records end up in logs. */
            @Override
            public String toString() {
                return "Call " + number;
            }
        }

        /**
         * @param number of the accounts in the log, from 1 on: what an export calls it by
         * @param address it names somebody
         */
        record OfAccount(int number, String address) implements Subject {

            /** Leaves the address out: records end up in logs. */
            @Override
            public String toString() {
                return "Account " + number;
            }
        }

        record OfProgram() implements Subject {}
    }

    public boolean isOf(CallId call) {
        return subject instanceof Subject.OfCall of && of.id().equals(call);
    }
}
