// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Hold;
import org.securecall.app.api.Security;
import org.securecall.app.trust.Demand;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;

class CallMachineTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final RemoteMedia REMOTE = new RemoteMedia(
            InetSocketAddress.createUnresolved("192.0.2.7", 4000),
            InetSocketAddress.createUnresolved("192.0.2.7", 4000),
            true,
            List.of(),
            Optional.empty(),
            true,
            true);
    private static final CallEvent ANSWERED =
            new CallEvent.Answered("", Optional.of(REMOTE), false, START.plusSeconds(5));
    private static final CallEvent EARLY = new CallEvent.Progress("", 183, Optional.of(REMOTE), false);

    private static Call.Parties parties(CallSnapshot.Direction direction) {
        return new Call.Parties(new CallId("c1"), direction, "sip:bob@192.0.2.7", "Bob", Optional.empty());
    }

    private static Step dial(Encryption encryption) {
        return CallMachine.dial(parties(CallSnapshot.Direction.OUTGOING), encryption, Demand.NONE, START);
    }

    private static Step incoming(Encryption encryption) {
        return CallMachine.incoming(
                parties(CallSnapshot.Direction.INCOMING), encryption, Demand.NONE, false, Optional.of(REMOTE), START);
    }

    private static ZrtpDetails details(ZrtpDetails.Secrets secrets) {
        return new ZrtpDetails(
                "X255",
                "S256",
                "AES1",
                "HS80",
                "B32",
                "4jw5",
                new Zid("00112233445566778899aabb"),
                "Other",
                secrets,
                false,
                false,
                ZrtpDetails.HelloHash.MATCH,
                true);
    }

    private static CallEvent secured(ZrtpDetails.Secrets secrets, long afterStartMs) {
        return media(new MediaEvent.Secured(details(secrets)), afterStartMs);
    }

    private static CallEvent media(MediaEvent event, long afterStartMs) {
        return new CallEvent.Media(event, KnownKey.STRANGER, START.plusMillis(afterStartMs));
    }

    private static Step after(Step first, CallEvent... events) {
        Step step = first;
        for (CallEvent event : events) {
            step = CallMachine.step(step.call(), event);
        }
        return step;
    }

    @Test
    void outgoingCallRingsIsAnsweredAndHungUp() {
        Step ringing = after(dial(Encryption.PREFER), new CallEvent.Progress("", 180, Optional.empty(), false));
        assertThat(ringing.call().snapshot().state()).isEqualTo(CallSnapshot.State.RINGING);
        Step active = CallMachine.step(ringing.call(), ANSWERED);
        assertThat(active.call().snapshot().state()).isEqualTo(CallSnapshot.State.ACTIVE);
        assertThat(active.effects())
                .containsSubsequence(new Effect.Connect(REMOTE), new Effect.StartVoice(), new Effect.PublishCall());
        Step over = CallMachine.step(active.call(), new CallEvent.HangUp());
        assertThat(over.effects())
                .containsSubsequence(new Effect.SendHangUp(), new Effect.CloseMedia(), new Effect.PublishCall());
        assertThat(over.call().snapshot().active()).contains(START.plusSeconds(5));
    }

    @Test
    void earlyMediaStartsZrtpAndVoiceOnceAndKeepsThemAtTheAnswer() {
        Step early = after(dial(Encryption.PREFER), EARLY);
        assertThat(early.call().snapshot().state()).isEqualTo(CallSnapshot.State.EARLY);
        assertThat(early.effects()).containsSubsequence(new Effect.Connect(REMOTE), new Effect.StartVoice());
        Step answered = after(early, EARLY, ANSWERED);
        assertThat(answered.effects()).doesNotContain(new Effect.StartVoice());
    }

    @Test
    void proxysTryingDoesNotTakeRingingBack() {
        Step step = after(
                dial(Encryption.PREFER),
                new CallEvent.Progress("", 180, Optional.empty(), false),
                new CallEvent.Progress("", 100, Optional.empty(), false));
        assertThat(step.call().snapshot().state()).isEqualTo(CallSnapshot.State.RINGING);
    }

    @Test
    void timeToSecureCountsFromTheAnswerAndIsNegativeWhenKeysWereThereBefore() {
        Step late = after(dial(Encryption.PREFER), ANSWERED, secured(ZrtpDetails.Secrets.FIRST, 5080));
        assertThat(late.call().snapshot().security().secureAfterMs()).isEqualTo(OptionalLong.of(80));
        Step soon = after(dial(Encryption.PREFER), EARLY, secured(ZrtpDetails.Secrets.FIRST, 3000), ANSWERED);
        assertThat(soon.call().snapshot().security().secureAfterMs()).isEqualTo(OptionalLong.of(-2000));
    }

    @Test
    void answerWithoutMediaEndsTheCall() {
        Step step = after(dial(Encryption.PREFER), new CallEvent.Answered("", Optional.empty(), false, START));
        assertThat(step.call().isOver()).isTrue();
        assertThat(step.effects()).contains(new Effect.SendHangUp(), new Effect.CloseMedia());
    }

    @Test
    void requiredEncryptionEndsACallWithoutZrtp() {
        Step step = after(dial(Encryption.REQUIRE), ANSWERED, media(new MediaEvent.PeerHasNoZrtp(), 9000));
        assertThat(step.call().snapshot().state()).isEqualTo(CallSnapshot.State.ENDED);
        assertThat(step.call().snapshot().reason()).contains("ZRTP");
        assertThat(step.effects()).contains(new Effect.SendHangUp());
    }

    @Test
    void requiredEncryptionEndsACallWhoseKeysFailedWhileItRang() {
        Step step = after(
                dial(Encryption.REQUIRE),
                EARLY,
                media(new MediaEvent.SecurityFailed("No common algorithm.", false), 100),
                ANSWERED);
        assertThat(step.call().snapshot().state()).isEqualTo(CallSnapshot.State.ENDED);
    }

    @Test
    void preferredEncryptionGoesOnWithoutZrtpAndSaysSo() {
        Step step = after(dial(Encryption.PREFER), ANSWERED, media(new MediaEvent.PeerHasNoZrtp(), 9000));
        assertThat(step.call().snapshot().state()).isEqualTo(CallSnapshot.State.ACTIVE);
        assertThat(step.call().snapshot().security().state()).isEqualTo(Security.State.NONE);
        assertThat(step.effects()).contains(new Effect.PublishSecurity());
    }

    @Test
    void keysOfTheServersDoForACallThatDoesNotRequireZrtp() {
        CallEvent keyed = media(new MediaEvent.Keyed(KeyingMethod.SDES, "AES_CM_128_HMAC_SHA1_80"), 5010);
        CallEvent overTls = new CallEvent.Answered("", Optional.of(REMOTE), true, START.plusSeconds(5));
        Step step = after(dial(Encryption.PREFER), overTls, keyed, media(new MediaEvent.PeerHasNoZrtp(), 9000));
        assertThat(step.call().snapshot().security().state()).isEqualTo(Security.State.SERVER);
        assertThat(step.call().snapshot().security().protocol()).isEqualTo(Security.Protocol.SDES);
        assertThat(step.call().snapshot().microphoneBlocked()).isFalse();
        Step required = after(dial(Encryption.REQUIRE), overTls, keyed, media(new MediaEvent.PeerHasNoZrtp(), 9000));
        assertThat(required.call().isOver()).isTrue();
    }

    @Test
    void withoutZrtpHereACallIsPlainAsSoonAsSdpAgreedOnNothing() {
        Step first = CallMachine.dial(
                parties(CallSnapshot.Direction.OUTGOING), Encryption.PREFER, new Demand(false, false, false), START);
        assertThat(first.call().snapshot().security().state()).isEqualTo(Security.State.SECURING);
        Step plain = CallMachine.step(first.call(), ANSWERED);
        assertThat(plain.call().snapshot().security().state()).isEqualTo(Security.State.NONE);
        assertThat(plain.call().snapshot().security().detail()).contains("in common");
    }

    @Test
    void whoHadZrtpBeforeAndComesWithLessIsNotSpokenToUntilTheUserDecides() {
        Step first = CallMachine.dial(
                parties(CallSnapshot.Direction.OUTGOING), Encryption.PREFER, new Demand(true, false), START);
        Step weaker = after(first, ANSWERED, media(new MediaEvent.PeerHasNoZrtp(), 9000));
        assertThat(weaker.effects()).contains(new Effect.SetMuted(true), new Effect.PublishSecurity());
        assertThat(weaker.call().snapshot().security().state()).isEqualTo(Security.State.WEAKER);
        assertThat(CallMachine.step(weaker.call(), new CallEvent.TalkAnyway()).effects())
                .contains(new Effect.SetMuted(false));
    }

    @Test
    void changedKeyMutesUntilTheUserDecides() {
        Step changed = after(dial(Encryption.PREFER), ANSWERED, secured(ZrtpDetails.Secrets.MISMATCH, 5100));
        assertThat(changed.effects()).contains(new Effect.SetMuted(true));
        Step compared = CallMachine.step(changed.call(), new CallEvent.ConfirmSas(Optional.of("Bob")));
        assertThat(compared.effects())
                .contains(new Effect.SetMuted(false), new Effect.ConfirmSas())
                .anyMatch(Effect.RememberConfirmed.class::isInstance);
        assertThat(compared.call().snapshot().security().state()).isEqualTo(Security.State.VERIFIED);
        Step anyway = CallMachine.step(changed.call(), new CallEvent.TalkAnyway());
        assertThat(anyway.effects()).contains(new Effect.SetMuted(false));
        assertThat(anyway.call().snapshot().security().state()).isEqualTo(Security.State.CHANGED);
    }

    @Test
    void clearVoiceIsPermittedByTheUserAloneAndOnlyOnceTheEncryptionHasEnded() {
        Step secure = after(dial(Encryption.PREFER), ANSWERED, secured(ZrtpDetails.Secrets.FIRST, 5100));
        assertThat(CallMachine.step(secure.call(), new CallEvent.TalkAnyway()).effects())
                .doesNotContain(new Effect.PermitClear());
        Step cleared = after(secure, media(new MediaEvent.WentClear(true), 9000));
        assertThat(cleared.effects())
                .contains(new Effect.SetMuted(true), new Effect.PublishSecurity())
                .doesNotContain(new Effect.PermitClear());
        assertThat(cleared.call().snapshot().security().state()).isEqualTo(Security.State.LOST);
        assertThat(CallMachine.step(cleared.call(), new CallEvent.TalkAnyway()).effects())
                .contains(new Effect.SetMuted(false), new Effect.PermitClear());
        Step required = after(
                dial(Encryption.REQUIRE),
                ANSWERED,
                secured(ZrtpDetails.Secrets.FIRST, 5100),
                media(new MediaEvent.WentClear(true), 9000),
                new CallEvent.TalkAnyway());
        assertThat(required.effects()).doesNotContain(new Effect.PermitClear(), new Effect.SetMuted(false));
    }

    @Test
    void userWhoMutedStaysMutedWhenTheAlarmIsOver() {
        Step step = after(
                dial(Encryption.PREFER),
                ANSWERED,
                secured(ZrtpDetails.Secrets.MISMATCH, 5100),
                new CallEvent.Mute(true),
                new CallEvent.TalkAnyway());
        assertThat(step.effects()).doesNotContain(new Effect.SetMuted(false));
        assertThat(after(step, new CallEvent.Mute(false)).effects()).contains(new Effect.SetMuted(false));
    }

    @Test
    void deniedCodeStopsVoiceInBothDirectionsForGood() {
        Step denied = after(
                dial(Encryption.PREFER), ANSWERED, secured(ZrtpDetails.Secrets.FIRST, 5100), new CallEvent.DenySas());
        assertThat(denied.effects())
                .contains(new Effect.SetMuted(true), new Effect.SetDeafened(true), new Effect.DenySas())
                .anyMatch(Effect.RememberDenied.class::isInstance);
        Step confirmed = CallMachine.step(denied.call(), new CallEvent.ConfirmSas(Optional.empty()));
        assertThat(confirmed.effects()).isEmpty();
        assertThat(confirmed.call().snapshot().security().state()).isEqualTo(Security.State.MISMATCH);
    }

    @Test
    void lateZrtpHashDoesNotCountAsAnotherMeeting() {
        Step first = after(dial(Encryption.PREFER), ANSWERED, secured(ZrtpDetails.Secrets.FIRST, 5100));
        assertThat(first.effects()).anyMatch(Effect.RememberMet.class::isInstance);
        Step again = CallMachine.step(first.call(), secured(ZrtpDetails.Secrets.FIRST, 5200));
        assertThat(again.effects()).noneMatch(Effect.RememberMet.class::isInstance);
        assertThat(again.call().snapshot().security().secureAfterMs()).isEqualTo(OptionalLong.of(100));
    }

    @Test
    void incomingCallIsDeclinedMissedOrTaken() {
        assertThat(after(incoming(Encryption.PREFER), new CallEvent.Decline(603))
                        .effects())
                .contains(new Effect.SendRefusal(603));
        assertThat(after(incoming(Encryption.PREFER), new CallEvent.Unanswered())
                        .effects())
                .contains(new Effect.SendRefusal(480));
        assertThat(after(incoming(Encryption.PREFER), new CallEvent.Accept(START))
                        .effects())
                .containsSubsequence(new Effect.SendAnswer(), new Effect.StartVoice());
        assertThat(after(incoming(Encryption.PREFER), new CallEvent.HangUp()).effects())
                .contains(new Effect.SendRefusal(603))
                .doesNotContain(new Effect.SendHangUp());
    }

    @Test
    void callerWhoOffersNothingIsHeardOnceItsAnswerCame() {
        Step offered = CallMachine.incoming(
                parties(CallSnapshot.Direction.INCOMING),
                Encryption.PREFER,
                Demand.NONE,
                false,
                Optional.empty(),
                START);
        Step accepted = CallMachine.step(offered.call(), new CallEvent.Accept(START));
        assertThat(accepted.effects()).contains(new Effect.SendAnswer()).doesNotContain(new Effect.StartVoice());
        Step confirmed = CallMachine.step(accepted.call(), new CallEvent.Described(REMOTE));
        assertThat(confirmed.effects()).containsSubsequence(new Effect.Connect(REMOTE), new Effect.StartVoice());
    }

    /** The caller cannot answer a Hello before it knows where this side is: a search would end before the call begins. */
    @Test
    void zrtpOfAnIncomingCallBeginsWhenItIsAnsweredAndNotWhileItRings() {
        assertThat(incoming(Encryption.PREFER).effects()).noneMatch(Effect.Connect.class::isInstance);
        assertThat(after(incoming(Encryption.PREFER), new CallEvent.Accept(START))
                        .effects())
                .containsSubsequence(new Effect.SendAnswer(), new Effect.Connect(REMOTE), new Effect.StartVoice());
    }

    /** Every order of events, to a depth that covers a whole call. */
    @Test
    void inEveryOrderOfEventsACallEndsOnceAndVoiceNeverStartsWithoutMedia() {
        List<CallEvent> events = List.of(
                new CallEvent.Progress("", 180, Optional.empty(), false),
                EARLY,
                ANSWERED,
                new CallEvent.PeerEnded(486, "Busy"),
                new CallEvent.Accept(START.plusSeconds(3)),
                new CallEvent.Decline(603),
                new CallEvent.HangUp(),
                new CallEvent.Unanswered(),
                new CallEvent.Incompatible("No common codec"),
                new CallEvent.Described(REMOTE),
                new CallEvent.ConfirmSas(Optional.empty()),
                new CallEvent.DenySas(),
                new CallEvent.TalkAnyway(),
                secured(ZrtpDetails.Secrets.FIRST, 6000),
                secured(ZrtpDetails.Secrets.MISMATCH, 6000),
                media(new MediaEvent.SecurityFailed("A message was forged.", true), 6000),
                media(new MediaEvent.Keyed(KeyingMethod.DTLS_SRTP, "AEAD_AES_128_GCM"), 6000),
                media(new MediaEvent.PeerHasNoZrtp(), 6000));
        int[] ended = new int[1];
        for (Encryption encryption : Encryption.values()) {
            explore(dial(encryption), events, 4, List.of(), ended);
            explore(incoming(encryption), events, 4, List.of(), ended);
            Step demanding = CallMachine.dial(
                    parties(CallSnapshot.Direction.OUTGOING), encryption, new Demand(true, true), START);
            explore(demanding, events, 3, List.of(), ended);
            Step offerless = CallMachine.incoming(
                    parties(CallSnapshot.Direction.INCOMING), encryption, Demand.NONE, false, Optional.empty(), START);
            explore(offerless, events, 3, List.of(), ended);
        }
        assertThat(ended[0]).isGreaterThan(100_000);
    }

    private static void explore(Step step, List<CallEvent> events, int depth, List<Effect> earlier, int[] ended) {
        List<Effect> all = new ArrayList<>(earlier);
        all.addAll(step.effects());
        check(step.call(), all);
        if (step.call().isOver()) {
            ended[0]++;
        }
        if (depth > 0) {
            for (CallEvent event : events) {
                explore(CallMachine.step(step.call(), event), events, depth - 1, all, ended);
            }
        }
    }

    private static void check(Call call, List<Effect> effects) {
        long closings = count(effects, Effect.CloseMedia.class);
        long finals = count(effects, Effect.SendHangUp.class) + count(effects, Effect.SendRefusal.class);
        int connected = indexOf(effects, Effect.Connect.class);
        int voice = indexOf(effects, Effect.StartVoice.class);
        boolean sound = closings == (call.isOver() ? 1 : 0)
                && finals <= closings
                && count(effects, Effect.StartVoice.class) <= 1
                && count(effects, Effect.SendAnswer.class) <= 1
                && (voice < 0 || (connected >= 0 && connected < voice));
        boolean muted = call.muted() || call.verdict().microphoneBlocked();
        boolean told = effects.stream()
                .filter(Effect.SetMuted.class::isInstance)
                .map(Effect.SetMuted.class::cast)
                .reduce((first, second) -> second)
                .map(Effect.SetMuted::muted)
                .orElse(false);
        assertThat(sound && (call.isOver() || muted == told))
                .as("%s after %s", call.state(), effects)
                .isTrue();
    }

    private static long count(List<Effect> effects, Class<? extends Effect> kind) {
        return effects.stream().filter(kind::isInstance).count();
    }

    private static int indexOf(List<Effect> effects, Class<? extends Effect> kind) {
        for (int i = 0; i < effects.size(); i++) {
            if (kind.isInstance(effects.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static RemoteMedia remote(String host, boolean send, boolean receive) {
        InetSocketAddress at = InetSocketAddress.createUnresolved(host, 4000);
        return new RemoteMedia(at, at, true, List.of(), Optional.empty(), send, receive);
    }

    @Test
    void heldCallIsOfferedAndSilentAndDeafUntilItGoesOn() {
        Step talking = after(dial(Encryption.PREFER), ANSWERED);
        Step held = after(talking, new CallEvent.Hold(true));
        assertThat(held.effects())
                .containsExactly(
                        new Effect.SetMuted(true),
                        new Effect.SetDeafened(true),
                        new Effect.SendOffer(true),
                        new Effect.PublishCall());
        assertThat(held.call().snapshot().hold()).isEqualTo(Hold.LOCAL);
        // The user's own muting is another thing, and outlasts it.
        assertThat(held.call().snapshot().muted()).isFalse();
        assertThat(after(held, new CallEvent.Hold(true)).effects()).isEmpty();
        Step resumed = after(held, new CallEvent.Mute(true), new CallEvent.Hold(false));
        assertThat(resumed.effects())
                .containsExactly(new Effect.SetDeafened(false), new Effect.SendOffer(false), new Effect.PublishCall());
        assertThat(resumed.call().snapshot().hold()).isEqualTo(Hold.NONE);
    }

    @Test
    void callThatIsNotAnsweredCannotWait() {
        assertThat(after(dial(Encryption.PREFER), new CallEvent.Hold(true)).effects())
                .isEmpty();
    }

    @Test
    void holdOfThePeerIsSeenInItsDescription() {
        Step talking = after(dial(Encryption.PREFER), ANSWERED);
        for (RemoteMedia holding : List.of(
                remote("192.0.2.7", false, true), remote("192.0.2.7", false, false), remote("0.0.0.0", true, true))) {
            Step held = after(talking, new CallEvent.Described(holding));
            assertThat(held.call().snapshot().hold()).isEqualTo(Hold.REMOTE);
            assertThat(held.effects()).contains(new Effect.PublishCall());
            assertThat(after(held, new CallEvent.Described(REMOTE))
                            .call()
                            .snapshot()
                            .hold())
                    .isEqualTo(Hold.NONE);
        }
        // An answer to this side's hold that only receives is none of its own.
        assertThat(after(talking, new CallEvent.Hold(true), new CallEvent.Described(remote("192.0.2.7", true, false)))
                        .call()
                        .snapshot()
                        .hold())
                .isEqualTo(Hold.LOCAL);
    }

    @Test
    void refusedHoldIsSilentAllTheSameAndRefusedResumeWaitsOn() {
        Step held = after(dial(Encryption.PREFER), ANSWERED, new CallEvent.Hold(true));
        Step refused = after(held, new CallEvent.OfferRefused(488));
        assertThat(refused.call().hold()).isEqualTo(Hold.LOCAL);
        assertThat(refused.effects()).hasAtLeastOneElementOfType(Effect.Tell.class);
        Step notResumed = after(held, new CallEvent.Hold(false), new CallEvent.OfferRefused(500));
        assertThat(notResumed.call().hold()).isEqualTo(Hold.LOCAL);
        assertThat(notResumed.effects()).contains(new Effect.SetMuted(true), new Effect.SetDeafened(true));
    }
}
