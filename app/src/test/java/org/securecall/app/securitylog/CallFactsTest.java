// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.KeyAlarm;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.Security;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.SecurityFact.Without;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.call.CallMachine;
import org.securecall.app.call.Step;
import org.securecall.app.trust.Demand;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.engine.VoiceEngine;

/** What is written down of the steps of a call, each with its reason. */
class CallFactsTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Optional<Instant> LAST = Optional.of(Instant.parse("2025-12-01T12:00:00Z"));
    private static final ZrtpOffer PEERS = new ZrtpOffer(Map.of(
            Kind.KEY_AGREEMENT, List.of("DH3k", "X255"),
            Kind.HASH, List.of("S256"),
            Kind.CIPHER, List.of("AES1", "AES3"),
            Kind.AUTH_TAG, List.of("HS80", "HS32"),
            Kind.SAS, List.of("B256", "B32")));
    private static final RemoteMedia REMOTE = new RemoteMedia(
            InetSocketAddress.createUnresolved("192.0.2.7", 4000),
            InetSocketAddress.createUnresolved("192.0.2.7", 4000),
            true,
            List.of(),
            Optional.empty(),
            true,
            true);

    private final List<SecurityFact> facts = new ArrayList<>();
    private Call call = talking(Encryption.PREFER, Demand.NONE);

    private static Call talking(Encryption encryption, Demand demand) {
        Call.Parties parties = new Call.Parties(
                new CallId("c1"), CallSnapshot.Direction.OUTGOING, "sip:bob@192.0.2.7", "Bob", Optional.empty());
        Step step = CallMachine.dial(parties, encryption, demand, START);
        return CallMachine.step(step.call(), new CallEvent.Answered("", Optional.of(REMOTE), false, START))
                .call();
    }

    private List<SecurityFact> when(CallEvent event) {
        Step step = CallMachine.step(call, event);
        List<SecurityFact> now = CallFacts.of(
                call,
                event,
                step.call(),
                new ExchangeFacts.Terms(VoiceEngine.algorithms(), ZrtpPreferences.RECOMMENDED, LAST));
        call = step.call();
        facts.addAll(now);
        return now;
    }

    private List<SecurityFact> when(MediaEvent event) {
        return when(event, KnownKey.STRANGER);
    }

    private List<SecurityFact> when(MediaEvent event, KnownKey known) {
        return when(new CallEvent.Media(event, known, START));
    }

    private static ZrtpDetails details(
            String sas, ZrtpDetails.Secrets secrets, ZrtpDetails.HelloHash hash, PeerDeclarations declared) {
        return new ZrtpDetails(
                "X255",
                "S256",
                "AES3",
                "HS80",
                "B256",
                sas,
                List.of(),
                new Zid("00112233445566778899aabb"),
                "Other",
                secrets,
                false,
                false,
                hash,
                true,
                declared,
                ZrtpDetails.Exchange.PLAIN);
    }

    private static PeerDeclarations lists() {
        return new PeerDeclarations(false, false, false, SasSignature.NONE, MiddleServer.NONE, PEERS);
    }

    private static ZrtpDetails first() {
        return details("one:two", ZrtpDetails.Secrets.FIRST, ZrtpDetails.HelloHash.MATCH, lists());
    }

    @Test
    void exchangeIsToldWithBothListsTheReasonsAndWhatWasCompared() {
        assertThat(when(new MediaEvent.Securing())).containsExactly(new SecurityFact.ZrtpHeard());
        List<SecurityFact> secured = when(new MediaEvent.Secured(first()));
        assertThat(secured.get(0)).isInstanceOfSatisfying(SecurityFact.OffersCompared.class, offers -> {
            assertThat(offers.peer()).isEqualTo(PEERS);
            assertThat(offers.own().names(Kind.KEY_AGREEMENT)).startsWith("X255", "E255");
        });
        assertThat(secured.get(1)).isInstanceOfSatisfying(SecurityFact.AlgorithmsChosen.class, chosen -> {
            assertThat(chosen.initiator()).isTrue();
            assertThat(chosen.reasons())
                    .containsEntry(Kind.KEY_AGREEMENT, ZrtpReason.FASTER_OF_OURS)
                    .containsEntry(Kind.CIPHER, ZrtpReason.FIRST_OF_OURS)
                    .containsEntry(Kind.HASH, ZrtpReason.FIRST_OF_OURS);
        });
        assertThat(secured.subList(2, secured.size()))
                .containsExactly(
                        new SecurityFact.HashCompared(ZrtpDetails.HelloHash.MATCH),
                        new SecurityFact.SecretsCompared(
                                ZrtpDetails.Secrets.FIRST, LAST, false, false, KeyStanding.NEW),
                        new SecurityFact.Judged(Security.State.ENCRYPTED, false));
    }

    @Test
    void whatTheUserSaysIsToldOnceAndSoIsTheEnd() {
        when(new MediaEvent.Secured(first()));
        assertThat(when(new CallEvent.ConfirmSas(Optional.of("Bob"))))
                .containsExactly(
                        new SecurityFact.UserConfirmed(false), new SecurityFact.Judged(Security.State.VERIFIED, false));
        assertThat(when(new CallEvent.ConfirmSas(Optional.empty()))).isEmpty();
        assertThat(when(new CallEvent.DenySas()))
                .containsExactly(new SecurityFact.UserDenied(), new SecurityFact.Judged(Security.State.MISMATCH, true));
        assertThat(when(new CallEvent.HangUp())).containsExactly(new SecurityFact.CallEnded(0, "Hung up"));
        assertThat(when(new CallEvent.DenySas())).isEmpty();
        // No code, no ZID, no name, no address is anywhere in it.
        assertThat(facts.toString()).doesNotContain("one:two", "00112233", "Bob", "192.0.2.7");
    }

    @Test
    void changedKeyIsToldWithTheReasonThatRaisedTheAlarm() {
        record Case(ZrtpDetails.Secrets secrets, ZrtpDetails.HelloHash hash, KnownKey known, KeyAlarm alarm) {}
        KnownKey stranger = KnownKey.STRANGER;
        List<Case> cases = List.of(
                new Case(ZrtpDetails.Secrets.MISMATCH, ZrtpDetails.HelloHash.MATCH, stranger, KeyAlarm.SECRETS_DIFFER),
                new Case(
                        ZrtpDetails.Secrets.MISMATCH,
                        ZrtpDetails.HelloHash.MATCH,
                        new KnownKey("", false, false, false, true),
                        KeyAlarm.SECRETS_DIFFER_AFTER_RESTORE),
                new Case(
                        ZrtpDetails.Secrets.FIRST,
                        ZrtpDetails.HelloHash.MATCH,
                        new KnownKey("", false, true, false),
                        KeyAlarm.ANOTHER_VERIFIED),
                new Case(
                        ZrtpDetails.Secrets.MATCH,
                        ZrtpDetails.HelloHash.MATCH,
                        new KnownKey("", true, false, false),
                        KeyAlarm.DENIED_BEFORE),
                new Case(
                        ZrtpDetails.Secrets.FIRST,
                        ZrtpDetails.HelloHash.MISMATCH,
                        stranger,
                        KeyAlarm.ANOTHER_ANNOUNCED));
        for (Case one : cases) {
            call = talking(Encryption.PREFER, Demand.NONE);
            List<SecurityFact> told =
                    when(new MediaEvent.Secured(details("one:two", one.secrets(), one.hash(), lists())), one.known());
            assertThat(told)
                    .as("%s", one)
                    .endsWith(
                            new SecurityFact.KeyChanged(one.alarm()),
                            new SecurityFact.Judged(Security.State.CHANGED, true));
        }
        assertThat(when(new CallEvent.TalkAnyway()))
                .containsExactly(
                        new SecurityFact.UserTalksAnyway(), new SecurityFact.Judged(Security.State.CHANGED, false));
    }

    @Test
    void callWithoutZrtpSaysWhatBecomesOfItAndWhy() {
        assertThat(when(new MediaEvent.PeerHasNoZrtp()))
                .containsExactly(
                        new SecurityFact.NoZrtp(Without.CLEAR), new SecurityFact.Judged(Security.State.NONE, false));
        call = talking(Encryption.PREFER, Demand.NONE);
        MediaEvent keyed = new MediaEvent.Keyed(KeyingMethod.DTLS_SRTP, "AES_CM_128_HMAC_SHA1_80");
        assertThat(when(keyed))
                .startsWith(new SecurityFact.ServerKeys(KeyingMethod.DTLS_SRTP, "AES_CM_128_HMAC_SHA1_80"));
        assertThat(when(keyed)).as("told again by the engine").isEmpty();
        assertThat(when(new MediaEvent.PeerHasNoZrtp())).containsExactly(new SecurityFact.NoZrtp(Without.SERVER_KEYS));
        call = talking(Encryption.REQUIRE, Demand.NONE);
        assertThat(when(new MediaEvent.PeerHasNoZrtp()))
                .containsExactly(
                        new SecurityFact.NoZrtp(Without.REFUSED),
                        new SecurityFact.CallEnded(
                                488, "The other telephone does not offer ZRTP, and this call requires it"));
    }

    @Test
    void lessThanBeforeIsAnAlarm() {
        call = talking(Encryption.PREFER, new Demand(true, false));
        assertThat(when(new MediaEvent.PeerHasNoZrtp()))
                .containsExactly(
                        new SecurityFact.NoZrtp(Without.CLEAR), new SecurityFact.Judged(Security.State.WEAKER, true));
    }

    @Test
    void whatThePeerDeclaresIsToldWhenItIsNewAndOnce() {
        ZrtpDetails details = details(
                "one:two",
                ZrtpDetails.Secrets.FIRST,
                ZrtpDetails.HelloHash.ABSENT,
                new PeerDeclarations(
                        true,
                        false,
                        false,
                        new SasSignature(SasSignature.Status.UNKNOWN_KEY, "ab".repeat(32), ""),
                        new MiddleServer(true, false, false),
                        PEERS));
        assertThat(when(new MediaEvent.Secured(details)))
                .contains(
                        new SecurityFact.SignatureChecked(SasSignature.Status.UNKNOWN_KEY, ""),
                        new SecurityFact.ServerInTheMiddle(false),
                        new SecurityFact.DisclosureDeclared());
        ZrtpDetails refused = details.withDeclarations(details.declarations().withClearRefused());
        assertThat(when(new MediaEvent.DetailsChanged(refused))).containsExactly(new SecurityFact.ClearRefused());
        assertThat(when(new MediaEvent.DetailsChanged(refused))).isEmpty();
        assertThat(when(new MediaEvent.Secured(refused.withRekeys(1))))
                .containsExactly(new SecurityFact.KeysReplaced(1));
        assertThat(facts.toString()).doesNotContain("abab");
    }

    @Test
    void failedKeysAndEndedEncryptionAreToldWithTheirCause() {
        assertThat(when(new MediaEvent.SecurityFailed("It was forged.", true)))
                .containsExactly(
                        new SecurityFact.KeysFailed("It was forged.", true),
                        new SecurityFact.Judged(Security.State.MISMATCH, true));
        call = talking(Encryption.PREFER, Demand.NONE);
        when(new MediaEvent.Secured(first()));
        assertThat(when(new MediaEvent.WentClear(true)))
                .containsExactly(new SecurityFact.WentClear(true), new SecurityFact.Judged(Security.State.LOST, true));
        assertThat(when(new CallEvent.TalkAnyway()))
                .containsExactly(
                        new SecurityFact.UserTalksAnyway(), new SecurityFact.Judged(Security.State.LOST, false));
    }

    @Test
    void muteAndHoldAndDigitsSayNothing() {
        assertThat(when(new CallEvent.Mute(true))).isEmpty();
        assertThat(when(new CallEvent.Hold(true))).isEmpty();
        assertThat(when(new CallEvent.Digits("1"))).isEmpty();
        assertThat(when(new MediaEvent.NoMedia(5))).isEmpty();
    }
}
