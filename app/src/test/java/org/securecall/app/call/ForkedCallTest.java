// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Security;
import org.securecall.app.trust.Demand;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;

/** A call that reached several telephones, or that a server handed to another one. */
class ForkedCallTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final String BOBS = "b".repeat(64);
    private static final String CAROLS = "c".repeat(64);
    private static final RemoteMedia BOB = at(4000, Optional.of(BOBS));
    private static final RemoteMedia CAROL = at(5000, Optional.of(CAROLS));

    private Step step = CallMachine.dial(
            new Call.Parties(
                    new CallId("c1"), CallSnapshot.Direction.OUTGOING, "sip:bob@192.0.2.7", "Bob", Optional.empty()),
            Encryption.PREFER,
            Demand.NONE,
            START);

    private static RemoteMedia at(int port, Optional<String> zrtpHash) {
        InetSocketAddress address = InetSocketAddress.createUnresolved("192.0.2.7", port);
        return new RemoteMedia(address, address, true, List.of(), zrtpHash, true, true);
    }

    private List<Effect> on(CallEvent event) {
        step = CallMachine.step(step.call(), event);
        return step.effects();
    }

    private List<Effect> early(String from, RemoteMedia media) {
        return on(new CallEvent.Progress(from, 183, Optional.of(media), true));
    }

    private List<Effect> answered(String from, RemoteMedia media) {
        return on(new CallEvent.Answered(from, Optional.of(media), true, START.plusSeconds(5)));
    }

    private List<Effect> media(MediaEvent event) {
        return on(new CallEvent.Media(event, KnownKey.STRANGER, START.plusSeconds(2)));
    }

    private List<Effect> secured() {
        return media(new MediaEvent.Secured(new ZrtpDetails(
                "X255",
                "S256",
                "AES1",
                "HS80",
                "B32",
                "4jw5",
                new Zid("00112233445566778899aabb"),
                "Other",
                ZrtpDetails.Secrets.FIRST,
                false,
                false,
                ZrtpDetails.HelloHash.MATCH,
                true)));
    }

    private Security security() {
        return step.call().snapshot().security();
    }

    @Test
    void whatOneTelephoneAgreedOnIsNotSaidOfTheOneThatAnswers() {
        early("bob", BOB);
        secured();
        assertThat(security().state()).isEqualTo(Security.State.ENCRYPTED);
        on(new CallEvent.ConfirmSas(Optional.empty()));

        assertThat(answered("carol", CAROL))
                .containsSubsequence(new Effect.MeetAnother(false), new Effect.Connect(CAROL))
                .contains(new Effect.PublishSecurity());
        assertThat(security().zrtp()).isEmpty();
        assertThat(security().state()).isNotIn(Security.State.ENCRYPTED, Security.State.VERIFIED);
        assertThat(security().secureAfterMs()).isEmpty();

        secured();
        assertThat(security().state()).isEqualTo(Security.State.ENCRYPTED);
    }

    @Test
    void keysOfTheLineToOneTelephoneAreNotSaidOfAnother() {
        early("bob", at(4000, Optional.empty()));
        media(new MediaEvent.PeerHasNoZrtp());
        media(new MediaEvent.Keyed(KeyingMethod.SDES, "AES_CM_128_HMAC_SHA1_80"));
        assertThat(security().state()).isEqualTo(Security.State.SERVER);
        assertThat(answered("carol", at(5000, Optional.empty()))).contains(new Effect.MeetAnother(false));
        media(new MediaEvent.PeerHasNoZrtp());
        assertThat(security().state()).isEqualTo(Security.State.NONE);
    }

    @Test
    void whileSeveralRingTheFirstThatKeysAreAgreedWithIsHeard() {
        early("bob", BOB);
        media(new MediaEvent.Securing());
        assertThat(early("carol", CAROL)).noneMatch(Effect.Connect.class::isInstance);
        secured();
        assertThat(early("carol", CAROL)).noneMatch(Effect.Connect.class::isInstance);
        assertThat(answered("bob", BOB))
                .contains(new Effect.Connect(BOB))
                .noneMatch(Effect.MeetAnother.class::isInstance);
        assertThat(security().state()).isEqualTo(Security.State.ENCRYPTED);
    }

    @Test
    void whileNoneHasKeysTheLastOneIsHeard() {
        early("bob", BOB);
        assertThat(early("carol", CAROL))
                .containsSubsequence(new Effect.MeetAnother(false), new Effect.Connect(CAROL))
                .noneMatch(Effect.StartVoice.class::isInstance);
    }

    @Test
    void theSameHelloIsTheSameTelephonesWhateverTagsAServerMakes() {
        early("bob", BOB);
        secured();
        assertThat(answered("another", BOB)).noneMatch(Effect.MeetAnother.class::isInstance);
        assertThat(security().state()).isEqualTo(Security.State.ENCRYPTED);
    }

    @Test
    void withoutAnAnnouncementTagsTellThemApart() {
        RemoteMedia silent = at(4000, Optional.empty());
        early("bob", silent);
        secured();
        assertThat(answered("carol", at(5000, Optional.empty()))).contains(new Effect.MeetAnother(false));
    }

    /** A description within the call that leaves the hash out, as some servers make it, is none of another telephone. */
    @Test
    void withinTheCallOnlyAnotherHelloIsAnotherTelephone() {
        answered("bob", BOB);
        secured();
        assertThat(on(new CallEvent.Described(at(4000, Optional.empty()))))
                .noneMatch(Effect.MeetAnother.class::isInstance);
        assertThat(on(new CallEvent.Described(BOB))).noneMatch(Effect.MeetAnother.class::isInstance);
        assertThat(on(new CallEvent.Described(CAROL)))
                .containsSubsequence(new Effect.MeetAnother(true), new Effect.Connect(CAROL));
        media(new MediaEvent.PeerHasNoZrtp());
        assertThat(security().state()).isEqualTo(Security.State.LOST);
    }

    @Test
    void aDenialIsFinalForTheCallWhoeverHasIt() {
        early("bob", BOB);
        secured();
        on(new CallEvent.DenySas());
        answered("carol", CAROL);
        secured();
        assertThat(security().state()).isEqualTo(Security.State.MISMATCH);
        assertThat(step.call().snapshot().microphoneBlocked()).isTrue();
    }
}
