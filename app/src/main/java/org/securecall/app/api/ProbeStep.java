// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How one step on the way to an account's server went.
 *
 * @param reason one sentence: what was found, or why it failed; empty while it runs
 * @param took how long; zero while it runs
 * @param certificate what the server showed, with the step that checks it
 */
public record ProbeStep(
        Kind kind, Outcome outcome, String reason, Duration took, Optional<ServerCertificate> certificate) {

    /** In the order in which they are taken. */
    public enum Kind {
        /** Which services the domain names (RFC 3263 §4.1). */
        NAPTR,
        /** Which servers have the service, and their addresses (RFC 3263 §4.2). */
        SRV,
        CONNECT,
        /** The TLS handshake, and whether the server is who it must be. */
        CERTIFICATE,
        /** Whether the server takes name and password. Binds nothing. */
        REGISTER;

        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Outcome {
        RUNNING,
        OK,
        /** There was nothing to do. */
        SKIPPED,
        FAILED;

        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
