// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.trust.TrustPolicyTest.Step.CONFIRM;
import static org.securecall.app.trust.TrustPolicyTest.Step.DENY;
import static org.securecall.app.trust.TrustPolicyTest.Step.TALK;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.Security;
import org.securecall.app.api.Security.Protocol;
import org.securecall.app.api.Security.State;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;

class TrustPolicyTest {

    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final Zid EVE = new Zid("e0e0e0e0e0e0e0e0e0e0e0e0");
    private static final KnownKey NEW = KnownKey.STRANGER;
    private static final KnownKey NAMED = new KnownKey("Bob", false, false, false);
    private static final KnownKey DENIED = new KnownKey("Bob", true, false, false);
    private static final KnownKey FRESH = new KnownKey("", false, true, false);
    private static final KnownKey OTHER = new KnownKey("Eve", false, true, false);
    private static final KnownKey ELSEWHERE = new KnownKey("", false, false, false, false, true);
    private static final KnownKey EXPIRED = new KnownKey("Bob", false, false, true);

    enum Step {
        CONFIRM,
        DENY,
        TALK
    }

    /** A secured call, what the user did, and what is shown. */
    record Row(
            Secrets secrets,
            boolean mine,
            boolean theirs,
            HelloHash hash,
            boolean tls,
            KnownKey known,
            List<Step> steps,
            State state,
            String keyName,
            boolean blocked,
            String detail) {}

    static Stream<Row> securedCalls() {
        HelloHash ok = HelloHash.MATCH;
        HelloHash none = HelloHash.ABSENT;
        HelloHash bad = HelloHash.MISMATCH;
        Secrets first = Secrets.FIRST;
        Secrets match = Secrets.MATCH;
        Secrets wrong = Secrets.MISMATCH;
        List<Step> nothing = List.of();
        List<Step> confirm = List.of(CONFIRM);
        return Stream.of(
                // A first-ever peer is not a changed key.
                new Row(first, false, false, ok, true, NEW, nothing, State.ENCRYPTED, "", false, ""),
                new Row(first, false, true, ok, true, NEW, nothing, State.ENCRYPTED, "", false, ""),
                new Row(first, false, false, ok, false, NEW, nothing, State.ENCRYPTED, "", false, "not protected"),
                new Row(first, false, false, none, true, NEW, nothing, State.ENCRYPTED, "", false, "not announce"),
                new Row(first, false, false, ok, true, EXPIRED, nothing, State.ENCRYPTED, "", false, "expired"),
                new Row(first, false, false, ok, true, NEW, confirm, State.VERIFIED, "", false, ""),
                // Retained secrets agree: verified only with both flags.
                new Row(match, false, false, ok, true, NEW, nothing, State.ENCRYPTED, "", false, ""),
                new Row(
                        match,
                        true,
                        false,
                        ok,
                        true,
                        NAMED,
                        nothing,
                        State.ENCRYPTED,
                        "Bob",
                        false,
                        "other side has not"),
                new Row(match, false, true, ok, true, NAMED, nothing, State.ENCRYPTED, "Bob", false, "you have not"),
                new Row(match, true, true, ok, true, NAMED, nothing, State.VERIFIED, "Bob", false, ""),
                new Row(match, true, true, none, false, NAMED, nothing, State.VERIFIED, "Bob", false, ""),
                new Row(match, true, false, ok, true, NAMED, confirm, State.VERIFIED, "Bob", false, ""),
                // Flags without agreeing secrets say nothing.
                new Row(first, true, true, ok, true, NAMED, nothing, State.ENCRYPTED, "", false, ""),
                // What was compared under another of the own ZIDs vouches for nothing here, and alarms nobody.
                new Row(first, true, true, ok, true, ELSEWHERE, nothing, State.ENCRYPTED, "", false, "another account"),
                new Row(
                        match,
                        false,
                        true,
                        ok,
                        true,
                        ELSEWHERE,
                        nothing,
                        State.ENCRYPTED,
                        "",
                        false,
                        "another account"),
                new Row(wrong, true, true, ok, true, ELSEWHERE, nothing, State.CHANGED, "", true, "not the known one"),
                new Row(first, false, false, ok, true, ELSEWHERE, confirm, State.VERIFIED, "", false, ""),
                // The key is not the one known.
                new Row(
                        wrong,
                        true,
                        true,
                        ok,
                        true,
                        NAMED,
                        nothing,
                        State.CHANGED,
                        "",
                        true,
                        "not the known one of Bob"),
                new Row(wrong, false, false, ok, true, NEW, nothing, State.CHANGED, "", true, "not the known one"),
                new Row(wrong, true, true, ok, true, NAMED, List.of(TALK), State.CHANGED, "", false, "not the known"),
                new Row(wrong, true, true, ok, true, NAMED, confirm, State.VERIFIED, "Bob", false, ""),
                new Row(wrong, true, true, ok, true, NAMED, List.of(TALK, CONFIRM), State.VERIFIED, "Bob", false, ""),
                // A verified address shows another key, the first time and later.
                new Row(first, false, false, ok, true, FRESH, nothing, State.CHANGED, "", true, "another key"),
                new Row(match, false, false, ok, true, FRESH, nothing, State.CHANGED, "", true, "another key"),
                new Row(match, true, true, ok, true, OTHER, nothing, State.CHANGED, "Eve", true, "known as Eve"),
                new Row(first, false, false, ok, true, FRESH, confirm, State.VERIFIED, "", false, ""),
                // The SAS once differed with this key.
                new Row(match, true, true, ok, true, DENIED, nothing, State.CHANGED, "Bob", true, "earlier call"),
                new Row(match, true, true, ok, true, DENIED, confirm, State.VERIFIED, "Bob", false, ""),
                // The signalling announced another Hello: like a mismatch of the cache.
                new Row(first, false, false, bad, true, NEW, nothing, State.CHANGED, "", true, "announced"),
                new Row(match, true, true, bad, true, NAMED, nothing, State.CHANGED, "Bob", true, "announced"),
                new Row(match, true, true, bad, true, NAMED, confirm, State.VERIFIED, "Bob", false, ""),
                // The user found another SAS: final, whatever else is known or said.
                new Row(first, false, false, ok, true, NEW, List.of(DENY), State.MISMATCH, "", true, "another code"),
                new Row(match, true, true, ok, true, NAMED, List.of(DENY), State.MISMATCH, "Bob", true, "another code"),
                new Row(wrong, true, true, ok, true, NAMED, List.of(TALK, DENY), State.MISMATCH, "", true, "another"),
                new Row(
                        first,
                        false,
                        false,
                        ok,
                        true,
                        NEW,
                        List.of(DENY, CONFIRM),
                        State.MISMATCH,
                        "",
                        true,
                        "another"),
                new Row(first, false, false, ok, true, NEW, List.of(DENY, TALK), State.MISMATCH, "", true, "another"),
                new Row(
                        first,
                        false,
                        false,
                        ok,
                        true,
                        NEW,
                        List.of(CONFIRM, DENY),
                        State.MISMATCH,
                        "",
                        true,
                        "another"));
    }

    @ParameterizedTest
    @MethodSource("securedCalls")
    void securedCallIsJudgedAsTheTableSays(Row row) {
        ZrtpDetails details = details(BOB, row.secrets, row.mine, row.theirs, row.hash);
        CallTrust call = CallTrust.start(Encryption.PREFER, row.tls)
                .on(new MediaEvent.Securing(), d -> NEW)
                .on(new MediaEvent.Secured(details), d -> row.known);
        for (Step step : row.steps) {
            call = switch (step) {
                case CONFIRM -> call.confirmed(Optional.empty());
                case DENY -> call.denied();
                case TALK -> call.talkingAnyway();
            };
        }
        Verdict verdict = TrustPolicy.judge(call);
        Security security = verdict.security();
        assertThat(security.state()).isEqualTo(row.state);
        assertThat(security.verified()).isEqualTo(row.state == State.VERIFIED);
        assertThat(security.keyName()).isEqualTo(row.keyName);
        assertThat(security.protocol()).isEqualTo(Protocol.ZRTP);
        assertThat(security.zrtp()).contains(details);
        assertThat(security.signallingSecure()).isEqualTo(row.tls);
        assertThat(verdict.microphoneBlocked()).isEqualTo(row.blocked);
        assertThat(verdict.deafened()).isEqualTo(row.state == State.MISMATCH);
        if (row.detail.isEmpty()) {
            assertThat(security.detail()).isEmpty();
        } else {
            assertThat(security.detail()).contains(row.detail);
        }
    }

    /** The user's voice waits for the comparison, whatever else would let it go. */
    @Test
    void whereOnlyVerifiedCallsAreWantedTheMicrophoneWaitsForTheComparison() {
        CallTrust start = CallTrust.start(Encryption.REQUIRE, new Demand(false, true), true);
        assertThat(TrustPolicy.judge(start).microphoneBlocked()).isTrue();
        CallTrust secured = secured(start, BOB, Secrets.FIRST, NEW);
        assertThat(TrustPolicy.judge(secured).microphoneBlocked()).isTrue();
        assertThat(TrustPolicy.judge(secured).deafened()).isFalse();
        assertThat(TrustPolicy.judge(secured).security().detail()).contains("compared");
        assertThat(TrustPolicy.judge(secured.talkingAnyway()).microphoneBlocked())
                .isTrue();
        assertThat(TrustPolicy.judge(secured.confirmed(Optional.empty())).microphoneBlocked())
                .isFalse();
        CallTrust byFlags =
                start.on(new MediaEvent.Secured(details(BOB, Secrets.MATCH, true, true, HelloHash.MATCH)), d -> NAMED);
        assertThat(TrustPolicy.judge(byFlags).microphoneBlocked()).isFalse();
        CallTrust changed = secured(start, BOB, Secrets.MISMATCH, NEW).talkingAnyway();
        assertThat(TrustPolicy.judge(changed).microphoneBlocked()).isTrue();
    }

    @Test
    void confirmationGivesTheKeyItsNameAtOnce() {
        CallTrust call = secured(CallTrust.start(Encryption.REQUIRE, true), BOB, Secrets.FIRST, NEW)
                .confirmed(Optional.of("Bob"));
        assertThat(TrustPolicy.judge(call).security().keyName()).isEqualTo("Bob");
    }

    @Test
    void answersBeforeThereIsASasMeanNothing() {
        CallTrust start = CallTrust.start(Encryption.PREFER, true);
        assertThat(start.confirmed(Optional.of("Bob"))).isEqualTo(start);
        assertThat(start.denied()).isEqualTo(start);
    }

    @Test
    void secondExchangeKeepsTheConfirmationOnlyOfTheSamePeer() {
        CallTrust confirmed = secured(CallTrust.start(Encryption.PREFER, true), BOB, Secrets.FIRST, NEW)
                .confirmed(Optional.empty());
        assertThat(state(secured(confirmed, BOB, Secrets.MATCH, NEW))).isEqualTo(State.VERIFIED);
        assertThat(state(secured(confirmed, BOB, Secrets.FIRST, NEW))).isEqualTo(State.ENCRYPTED);
        assertThat(state(secured(confirmed, BOB, Secrets.MISMATCH, NEW))).isEqualTo(State.CHANGED);
        assertThat(state(secured(confirmed, EVE, Secrets.MATCH, NEW))).isEqualTo(State.ENCRYPTED);
    }

    @Test
    void talkingAnywayHoldsForThatKeyAlone() {
        CallTrust talking = secured(CallTrust.start(Encryption.PREFER, true), BOB, Secrets.MISMATCH, NEW)
                .talkingAnyway();
        assertThat(TrustPolicy.judge(talking).microphoneBlocked()).isFalse();
        CallTrust another = secured(talking, EVE, Secrets.MISMATCH, NEW);
        assertThat(TrustPolicy.judge(another).microphoneBlocked()).isTrue();
    }

    @Test
    void timeToSecureAndSignallingAreHandedThrough() {
        CallTrust call =
                CallTrust.start(Encryption.PREFER, false).signalling(true).secureAfter(-12);
        Security security = TrustPolicy.judge(call).security();
        assertThat(security.secureAfterMs()).hasValue(-12);
        assertThat(security.signallingSecure()).isTrue();
    }

    @Test
    void whatThePeerDeclaresIsJudgedAsTheTableSays() {
        MiddleServer declared = new MiddleServer(true, false, false);
        MiddleServer enrolled = new MiddleServer(true, false, true);
        MiddleServer relaying = new MiddleServer(true, false, true, "k7xx", "B32", List.of());
        SasSignature none = SasSignature.NONE;
        SasSignature confirmed = new SasSignature(SasSignature.Status.CONFIRMED, "ab", "Bob");
        SasSignature unknown = new SasSignature(SasSignature.Status.UNKNOWN_KEY, "ab", "");
        SasSignature invalid = new SasSignature(SasSignature.Status.INVALID, "ab", "");
        record Declared(
                SasSignature signature,
                MiddleServer server,
                boolean disclosure,
                Secrets secrets,
                boolean flags,
                boolean confirms,
                State state,
                String detail) {}
        List<Declared> rows = List.of(
                new Declared(unknown, MiddleServer.NONE, false, Secrets.FIRST, false, false, State.ENCRYPTED, ""),
                new Declared(
                        confirmed,
                        MiddleServer.NONE,
                        false,
                        Secrets.FIRST,
                        false,
                        false,
                        State.VERIFIED,
                        "signed with the key of Bob"),
                // A new telephone of Bob's, or one that lost its secrets: the signature says that it is Bob's.
                new Declared(
                        confirmed, MiddleServer.NONE, false, Secrets.MISMATCH, false, false, State.VERIFIED, "Bob"),
                new Declared(
                        unknown, MiddleServer.NONE, false, Secrets.MISMATCH, false, false, State.CHANGED, "known one"),
                new Declared(
                        invalid, MiddleServer.NONE, false, Secrets.MATCH, true, false, State.MISMATCH, "another code"),
                new Declared(
                        invalid, MiddleServer.NONE, false, Secrets.MATCH, true, true, State.MISMATCH, "another code"),
                new Declared(
                        none, MiddleServer.NONE, true, Secrets.FIRST, false, false, State.ENCRYPTED, "may disclose"),
                new Declared(none, MiddleServer.NONE, true, Secrets.MATCH, true, false, State.VERIFIED, "may disclose"),
                new Declared(
                        none, declared, false, Secrets.FIRST, false, false, State.ENCRYPTED, "server in the middle"),
                // A trusted man in the middle is never plainly verified.
                new Declared(
                        none, enrolled, false, Secrets.MATCH, true, false, State.SERVER, "trusted server (Test 1.0)"),
                new Declared(none, relaying, false, Secrets.MATCH, true, false, State.SERVER, "the other person sees"),
                new Declared(none, relaying, false, Secrets.MATCH, true, true, State.SERVER, "same code"),
                new Declared(confirmed, relaying, false, Secrets.MATCH, true, true, State.SERVER, "could listen in"),
                new Declared(none, relaying, true, Secrets.MATCH, true, true, State.SERVER, "may disclose"),
                new Declared(none, relaying, false, Secrets.MISMATCH, true, false, State.CHANGED, "known one"));
        for (Declared row : rows) {
            ZrtpDetails details = details(BOB, row.secrets, row.flags, row.flags, HelloHash.MATCH)
                    .withDeclarations(new PeerDeclarations(row.disclosure, false, false, row.signature, row.server));
            CallTrust call = CallTrust.start(Encryption.PREFER, true).on(new MediaEvent.Secured(details), d -> NEW);
            if (row.confirms) {
                call = call.confirmed(Optional.empty());
            }
            Security security = TrustPolicy.judge(call).security();
            assertThat(security.state()).as(row.toString()).isEqualTo(row.state);
            assertThat(security.detail()).contains(row.detail);
            assertThat(security.verified()).isEqualTo(row.state == State.VERIFIED);
        }
    }

    @Test
    void detailsThatChangeKeepTheUsersWordUnlessTheCodeIsAnother() {
        CallTrust confirmed = secured(CallTrust.start(Encryption.PREFER, true), BOB, Secrets.FIRST, NEW)
                .confirmed(Optional.empty());
        ZrtpDetails before = details(BOB, Secrets.FIRST, false, false, HelloHash.MATCH);
        ZrtpDetails asked = before.withDeclarations(before.declarations().withClearRefused());
        CallTrust later = confirmed.on(new MediaEvent.DetailsChanged(asked), d -> NAMED);
        assertThat(state(later)).isEqualTo(State.VERIFIED);
        assertThat(TrustPolicy.judge(later).security().detail()).contains("asked to stop encrypting");
        ZrtpDetails relayed = before.withDeclarations(
                PeerDeclarations.NONE.withServer(new MiddleServer(true, false, true, "k7xx", "B32", List.of())));
        assertThat(confirmed
                        .on(new MediaEvent.DetailsChanged(relayed), d -> NAMED)
                        .answer())
                .isEqualTo(CallTrust.Answer.NONE);
        CallTrust none = CallTrust.start(Encryption.PREFER, true);
        assertThat(none.on(new MediaEvent.DetailsChanged(before), d -> NAMED)).isEqualTo(none);
    }

    @Test
    void aCallThatWentClearHasLostItsEncryptionAndStaysSilent() {
        for (boolean byPeer : new boolean[] {true, false}) {
            CallTrust call = secured(CallTrust.start(Encryption.PREFER, true), BOB, Secrets.MATCH, NEW)
                    .on(new MediaEvent.WentClear(byPeer), d -> NEW);
            assertThat(state(call)).isEqualTo(State.LOST);
            assertThat(TrustPolicy.judge(call).microphoneBlocked()).isTrue();
        }
    }

    @Test
    void inAClearCallTheUsersWordOpensTheMicrophoneUntilThereAreKeysAgain() {
        CallTrust call = secured(CallTrust.start(Encryption.PREFER, true), BOB, Secrets.MISMATCH, NEW)
                .talkingAnyway()
                .on(new MediaEvent.WentClear(true), d -> NEW);
        // What was said of the key does not count for a call without one.
        assertThat(TrustPolicy.judge(call).microphoneBlocked()).isTrue();
        CallTrust talking = call.talkingAnyway();
        assertThat(state(talking)).isEqualTo(State.LOST);
        assertThat(TrustPolicy.judge(talking).microphoneBlocked()).isFalse();
        CallTrust agreeing = talking.on(new MediaEvent.Securing(), d -> NEW);
        assertThat(TrustPolicy.judge(agreeing).microphoneBlocked()).isTrue();
        assertThat(TrustPolicy.judge(agreeing.on(new MediaEvent.SecurityFailed("Lost", false), d -> NEW))
                        .microphoneBlocked())
                .isTrue();
        CallTrust again = secured(agreeing, BOB, Secrets.MATCH, NEW);
        assertThat(state(again)).isEqualTo(State.ENCRYPTED);
        assertThat(again.talkAnyway()).isFalse();
        assertThat(TrustPolicy.judge(again).microphoneBlocked()).isFalse();
    }

    @Test
    void noWordOpensTheMicrophoneOfAClearCallThatHadToBeEncryptedOrWhoseCodeDiffered() {
        CallTrust required = secured(CallTrust.start(Encryption.REQUIRE, true), BOB, Secrets.MATCH, NEW)
                .on(new MediaEvent.WentClear(true), d -> NEW)
                .talkingAnyway();
        CallTrust denied = secured(CallTrust.start(Encryption.PREFER, true), BOB, Secrets.MATCH, NEW)
                .denied()
                .on(new MediaEvent.WentClear(true), d -> NEW)
                .talkingAnyway();
        CallTrust verifiedOnly = secured(
                        CallTrust.start(Encryption.PREFER, new Demand(false, true), true), BOB, Secrets.MATCH, NEW)
                .on(new MediaEvent.WentClear(true), d -> NEW)
                .talkingAnyway();
        for (CallTrust call : List.of(required, denied, verifiedOnly)) {
            assertThat(TrustPolicy.judge(call).microphoneBlocked()).isTrue();
        }
    }

    private static State state(CallTrust call) {
        return TrustPolicy.judge(call).security().state();
    }

    private static CallTrust secured(CallTrust call, Zid zid, Secrets secrets, KnownKey known) {
        return call.on(new MediaEvent.Secured(details(zid, secrets, false, false, HelloHash.MATCH)), d -> known);
    }

    private static ZrtpDetails details(Zid zid, Secrets secrets, boolean mine, boolean theirs, HelloHash hash) {
        return new ZrtpDetails(
                "X255", "S256", "AES1", "HS32", "B32", "4jw5", zid, "Test 1.0", secrets, mine, theirs, hash, true);
    }
}
