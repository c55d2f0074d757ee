// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.KeyStanding;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;

class KeyStandingTest {

    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final KnownKey STRANGER = KnownKey.STRANGER;
    private static final KnownKey DENIED = new KnownKey("Bob", true, false, false);
    private static final KnownKey OTHER_VERIFIED = new KnownKey("", false, true, false);
    private static final KnownKey EXPIRED = new KnownKey("Bob", false, false, true);
    private static final KnownKey OLDER = new KnownKey("Bob", false, false, false, true);
    private static final KnownKey OLDER_OTHER_VERIFIED = new KnownKey("", false, true, false, true);

    enum Said {
        NOTHING,
        SAME,
        ANOTHER
    }

    record InCall(KnownKey known, Secrets secrets, boolean mine, boolean theirs, Said said, KeyStanding standing) {}

    static Stream<InCall> calls() {
        return Stream.of(
                new InCall(STRANGER, Secrets.FIRST, false, false, Said.NOTHING, KeyStanding.NEW),
                new InCall(STRANGER, Secrets.FIRST, false, false, Said.SAME, KeyStanding.VERIFIED),
                new InCall(STRANGER, Secrets.FIRST, false, false, Said.ANOTHER, KeyStanding.CHANGED),
                new InCall(STRANGER, Secrets.MATCH, false, false, Said.NOTHING, KeyStanding.UNVERIFIED),
                new InCall(STRANGER, Secrets.MATCH, true, false, Said.NOTHING, KeyStanding.UNVERIFIED),
                new InCall(STRANGER, Secrets.MATCH, false, true, Said.NOTHING, KeyStanding.UNVERIFIED),
                new InCall(STRANGER, Secrets.MATCH, true, true, Said.NOTHING, KeyStanding.VERIFIED),
                new InCall(STRANGER, Secrets.MISMATCH, false, false, Said.NOTHING, KeyStanding.CHANGED),
                new InCall(STRANGER, Secrets.MISMATCH, true, true, Said.NOTHING, KeyStanding.CHANGED),
                new InCall(STRANGER, Secrets.MISMATCH, false, false, Said.SAME, KeyStanding.VERIFIED),
                new InCall(DENIED, Secrets.MATCH, true, true, Said.NOTHING, KeyStanding.CHANGED),
                new InCall(OTHER_VERIFIED, Secrets.FIRST, false, false, Said.NOTHING, KeyStanding.CHANGED),
                new InCall(OTHER_VERIFIED, Secrets.MATCH, false, false, Said.NOTHING, KeyStanding.CHANGED),
                new InCall(OTHER_VERIFIED, Secrets.FIRST, false, false, Said.SAME, KeyStanding.VERIFIED),
                new InCall(EXPIRED, Secrets.FIRST, false, false, Said.NOTHING, KeyStanding.EXPIRED),
                new InCall(EXPIRED, Secrets.FIRST, false, false, Said.SAME, KeyStanding.VERIFIED),
                new InCall(OLDER, Secrets.FIRST, false, false, Said.NOTHING, KeyStanding.RESTORED),
                new InCall(OLDER, Secrets.MISMATCH, true, true, Said.NOTHING, KeyStanding.RESTORED),
                new InCall(OLDER, Secrets.MATCH, true, true, Said.NOTHING, KeyStanding.VERIFIED),
                new InCall(OLDER, Secrets.MATCH, false, false, Said.NOTHING, KeyStanding.UNVERIFIED),
                new InCall(OLDER, Secrets.MISMATCH, true, true, Said.ANOTHER, KeyStanding.CHANGED),
                // A restored profile explains no stranger in the place of a verified key.
                new InCall(OLDER_OTHER_VERIFIED, Secrets.FIRST, false, false, Said.NOTHING, KeyStanding.CHANGED));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void keyInACallStandsAsTheTableSays(InCall row) {
        CallTrust call = CallTrust.start(Encryption.PREFER, true)
                .on(new MediaEvent.Secured(details(row.secrets, row.mine, row.theirs)), d -> row.known);
        call = switch (row.said) {
            case NOTHING -> call;
            case SAME -> call.confirmed(Optional.empty());
            case ANOTHER -> call.denied();
        };
        assertThat(TrustPolicy.judge(call).security().standing()).contains(row.standing);
    }

    @Test
    void withoutKeysThereIsNoStanding() {
        CallTrust call = CallTrust.start(Encryption.PREFER, true);
        for (MediaEvent event : List.of(new MediaEvent.Securing(), new MediaEvent.PeerHasNoZrtp())) {
            assertThat(TrustPolicy.judge(call).security().standing()).isEmpty();
            call = call.on(event, d -> STRANGER);
        }
        assertThat(TrustPolicy.judge(call).security().standing()).isEmpty();
    }

    record Between(KnownKey known, boolean verified, boolean alarmed, KeyStanding standing) {}

    static Stream<Between> keys() {
        return Stream.of(
                new Between(STRANGER, false, false, KeyStanding.UNVERIFIED),
                new Between(STRANGER, true, false, KeyStanding.VERIFIED),
                new Between(STRANGER, true, true, KeyStanding.CHANGED),
                new Between(DENIED, true, false, KeyStanding.CHANGED),
                new Between(new KnownKey("", true, false, false, true), true, true, KeyStanding.CHANGED),
                new Between(EXPIRED, true, false, KeyStanding.EXPIRED),
                new Between(OLDER, true, true, KeyStanding.RESTORED),
                // Nothing has come of the older copy so far.
                new Between(OLDER, true, false, KeyStanding.VERIFIED),
                new Between(OLDER, false, false, KeyStanding.UNVERIFIED));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyBetweenCallsStandsAsTheTableSays(Between row) {
        assertThat(TrustPolicy.standing(row.known, row.verified, row.alarmed)).isEqualTo(row.standing);
    }

    private static ZrtpDetails details(Secrets secrets, boolean mine, boolean theirs) {
        return new ZrtpDetails(
                "X255",
                "S256",
                "AES1",
                "HS32",
                "B32",
                "4jw5",
                BOB,
                "Test 1.0",
                secrets,
                mine,
                theirs,
                HelloHash.MATCH,
                true);
    }
}
