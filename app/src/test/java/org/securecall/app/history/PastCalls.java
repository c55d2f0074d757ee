// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Security;

/** Past calls for tests. */
final class PastCalls {

    static final Instant START = Instant.parse("2026-11-23T12:00:00.250Z");

    private PastCalls() {}

    /** Everything that a call can have. */
    static PastCall full() {
        return new PastCall(
                7,
                CallSnapshot.Direction.INCOMING,
                "sip:bob@example.org",
                "Bob Müller \uD83D\uDC4B",
                Optional.of("sip:alice@example.org"),
                START,
                Optional.of(START.plusMillis(4321)),
                START.plusSeconds(3600),
                0,
                "The other side hung up.",
                Optional.of(new PastCall.Shield(Security.State.ENCRYPTED, Security.State.VERIFIED)),
                Security.Protocol.ZRTP,
                "X1M1 S384 AES3 GCM",
                true,
                "Bob's telephone",
                Optional.of(new PastCall.Quality(179_000, 12, 1.75, 23.5, "opus")));
    }

    /** As little as a call can have. */
    static PastCall bare() {
        return with("sip:bob@example.org", "", START);
    }

    static PastCall with(String peer, String name, Instant started) {
        return new PastCall(
                0,
                CallSnapshot.Direction.OUTGOING,
                peer,
                name,
                Optional.empty(),
                started,
                Optional.empty(),
                started.plusSeconds(20),
                487,
                "Cancelled",
                Optional.empty(),
                Security.Protocol.NONE,
                "",
                false,
                "",
                Optional.empty());
    }

    /** At the edges of what can be written. */
    static PastCall extreme() {
        return new PastCall(
                Long.MAX_VALUE,
                CallSnapshot.Direction.OUTGOING,
                "",
                "\uFFFD\u0000" + "x".repeat(70_000),
                Optional.of(""),
                Instant.ofEpochMilli(Long.MIN_VALUE),
                Optional.of(Instant.ofEpochMilli(Long.MAX_VALUE)),
                Instant.ofEpochMilli(-1),
                Integer.MIN_VALUE,
                "",
                Optional.of(new PastCall.Shield(Security.State.MISMATCH, Security.State.WEAKER)),
                Security.Protocol.SDES,
                "AES_CM_128_HMAC_SHA1_80",
                false,
                "",
                Optional.of(new PastCall.Quality(Long.MAX_VALUE, 0, -0.0, -Double.MAX_VALUE, "")));
    }

    static List<PastCall> samples() {
        return List.of(full(), bare(), extreme());
    }
}
