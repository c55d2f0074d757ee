// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.securecall.app.api.CallSnapshot.Direction;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Security;

/** Calls that are over, for tests and pictures. */
public final class Past {

    private Past() {}

    /** One that nobody answered; it rang for twenty seconds. */
    public static PastCall unanswered(Direction direction, String peer, String name, Instant started, int code) {
        return new PastCall(
                0,
                direction,
                peer,
                name,
                Optional.of("sip:me@example.org"),
                started,
                Optional.empty(),
                started.plusSeconds(20),
                code,
                direction == Direction.INCOMING ? "The caller gave up" : "Nobody answered",
                Optional.empty(),
                Security.Protocol.NONE,
                "",
                false,
                "",
                Optional.empty());
    }

    public static PastCall missed(String peer, String name, Instant started) {
        return unanswered(Direction.INCOMING, peer, name, started, 487);
    }

    /** One that both talked in. */
    public static PastCall talked(
            Direction direction,
            String peer,
            String name,
            Instant started,
            Duration length,
            PastCall.Shield shield,
            PastCall.Quality quality) {
        boolean zrtp = shield.last() != Security.State.NONE && shield.last() != Security.State.SERVER;
        boolean verified = shield.last() == Security.State.VERIFIED;
        return new PastCall(
                0,
                direction,
                peer,
                name,
                Optional.of("sip:me@example.org"),
                started,
                Optional.of(started.plusSeconds(6)),
                started.plusSeconds(6).plus(length),
                0,
                "The other side hung up",
                Optional.of(shield),
                zrtp
                        ? Security.Protocol.ZRTP
                        : shield.last() == Security.State.SERVER ? Security.Protocol.SDES : Security.Protocol.NONE,
                zrtp ? "X255 S256 AES3 HS80" : shield.last() == Security.State.SERVER ? "AES_CM_128_HMAC_SHA1_80" : "",
                verified,
                verified ? name : "",
                Optional.of(quality));
    }

    public static final PastCall.Quality GOOD = new PastCall.Quality(22_104, 3, 2.4, 31.2, "opus");
    static final PastCall.Quality FAIR = new PastCall.Quality(8_230, 251, 34.1, 210, "opus");
    static final PastCall.Quality POOR = new PastCall.Quality(1_020, 310, 81.7, -1, "PCMA");

    public static PastCall.Shield shield(Security.State worst, Security.State last) {
        return new PastCall.Shield(worst, last);
    }

    private static PastCall.Shield shield(Security.State only) {
        return new PastCall.Shield(only, only);
    }

    /** Some days of use, up to now. */
    static void fill(ScriptedPhone phone) {
        phone.account(People.registered("sip:work@example.com"));
        ZoneId zone = ZoneId.systemDefault();
        Instant today =
                LocalDate.now(zone).atTime(LocalTime.of(9, 12)).atZone(zone).toInstant();
        Instant yesterday = today.minus(Duration.ofDays(1));
        Instant before = today.minus(Duration.ofDays(6));
        String alice = "sip:alice@example.org";
        String bob = "sip:bob@example.net";
        phone.past(talked(
                Direction.OUTGOING,
                "sip:+4930123456@example.com",
                "",
                before,
                Duration.ofSeconds(95),
                shield(Security.State.SERVER),
                FAIR));
        phone.past(unanswered(Direction.OUTGOING, bob, "Bob Builder", before.plusSeconds(4000), 480));
        phone.past(unanswered(Direction.OUTGOING, "sip:desk@192.0.2.7", "Office", yesterday, 603));
        phone.past(talked(
                Direction.INCOMING,
                "sip:mallory@example.net",
                "Mallory with quite a long name of many words",
                yesterday.plusSeconds(5000),
                Duration.ofSeconds(41),
                shield(Security.State.NONE),
                POOR));
        phone.past(talked(
                Direction.OUTGOING,
                bob,
                "Bob Builder",
                yesterday.plusSeconds(9000),
                Duration.ofSeconds(744),
                shield(Security.State.ENCRYPTED),
                GOOD));
        phone.past(missed("sip:carol@example.org", "Carol Christie", today.minusSeconds(3000)));
        phone.past(talked(
                Direction.INCOMING,
                alice,
                "Alice Adler",
                today,
                Duration.ofSeconds(4012),
                shield(Security.State.LOST, Security.State.VERIFIED),
                GOOD));
        phone.past(missed(bob, "Bob Builder", today.plusSeconds(7000)));
    }
}
