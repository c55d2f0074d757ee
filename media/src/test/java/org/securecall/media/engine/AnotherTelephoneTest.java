// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.net.PacketKind;

/** A session whose call goes on with another telephone than the one that it had keys with. */
class AnotherTelephoneTest {

    private static final double ALICES = 500;
    private static final double BOBS = 1300;
    private static final double CAROLS = 900;

    private static RemoteMedia announcing(Telephone telephone, boolean zrtpHash) {
        return telephone.description(new PeerKeying.Nothing(), zrtpHash);
    }

    private static void talk(Telephone alice, Telephone bob, boolean zrtpHash) throws InterruptedException {
        alice.connect(announcing(bob, zrtpHash));
        bob.connect(announcing(alice, true));
        alice.startVoice();
        bob.startVoice();
        await("alice and bob hear each other", () -> alice.ports.hears(BOBS) && bob.ports.hears(ALICES));
    }

    private static void meet(Telephone alice, Telephone another, boolean promisesStay, boolean zrtpHash)
            throws InterruptedException {
        alice.loop.run(() -> alice.session.meetAnother(promisesStay));
        alice.connect(announcing(another, zrtpHash));
        another.connect(announcing(alice, true));
        another.startVoice();
    }

    private static List<ZrtpDetails> agreed(Telephone telephone) {
        return telephone.all(MediaEvent.Secured.class).stream()
                .map(MediaEvent.Secured::details)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keysAreAgreedWithItAndTheFormerOneIsNotHeardAnyMore(boolean zrtpHash) throws Exception {
        try (Telephone alice = new Telephone(1, ALICES, Encryption.REQUIRE);
                Telephone bob = new Telephone(2, BOBS, Encryption.REQUIRE);
                Telephone carol = new Telephone(3, CAROLS, Encryption.REQUIRE)) {
            talk(alice, bob, zrtpHash);
            meet(alice, carol, false, zrtpHash);
            await("alice and carol hear each other", () -> alice.ports.hears(CAROLS) && carol.ports.hears(ALICES));
            assertThat(agreed(alice)).hasSize(2);
            assertThat(agreed(alice).getLast().sas())
                    .isEqualTo(agreed(carol).getFirst().sas());
            assertThat(agreed(alice).getLast().zrtpHash())
                    .isEqualTo(zrtpHash ? ZrtpDetails.HelloHash.MATCH : ZrtpDetails.HelloHash.ABSENT);
            // What was announced to both counts for both.
            assertThat(agreed(carol).getFirst().zrtpHash()).isEqualTo(ZrtpDetails.HelloHash.MATCH);
            assertThat(alice.all(MediaEvent.SecurityFailed.class)).isEmpty();

            // Bob still talks, and is neither heard nor spoken to.
            bob.ports.forget();
            alice.ports.forget();
            await("alice hears carol alone", () -> alice.ports.framesPlayed() > 50 && alice.ports.hears(CAROLS));
            assertThat(bob.ports.played(ALICES)).isLessThan(0.1);
        }
    }

    @Test
    void itIsNotHeldToWhatTheFormerOnePromisedBeforeTheAnswer() throws Exception {
        try (Telephone alice = new Telephone(1, ALICES, Encryption.PREFER);
                Telephone bob = new Telephone(2, BOBS, Encryption.PREFER);
                Telephone carol = new Telephone(3, CAROLS, Encryption.OFF)) {
            talk(alice, bob, true);
            bob.loop.run(bob.session::close);
            meet(alice, carol, false, false);
            await(
                    "it is found out",
                    () -> !alice.all(MediaEvent.PeerHasNoZrtp.class).isEmpty());
            await("alice and carol hear each other", () -> alice.ports.hears(CAROLS) && carol.ports.hears(ALICES));
        }
    }

    @Test
    void inACallThatWasAnsweredItIsHeldToThePromise() throws Exception {
        try (Telephone alice = new Telephone(1, ALICES, Encryption.PREFER);
                Telephone bob = new Telephone(2, BOBS, Encryption.PREFER);
                Telephone carol = new Telephone(3, CAROLS, Encryption.OFF, new KeyingMethod[0]);
                TappedPath path = new TappedPath(alice, carol)) {
            talk(alice, bob, true);
            alice.loop.run(() -> alice.session.meetAnother(true));
            alice.connect(path.otherFor(carol, new PeerKeying.Nothing(), false));
            carol.connect(path.oneFor(alice, new PeerKeying.Nothing(), true));
            carol.startVoice();
            await(
                    "it is found out",
                    () -> !alice.all(MediaEvent.PeerHasNoZrtp.class).isEmpty()
                            || !alice.all(MediaEvent.SecurityFailed.class).isEmpty());
            alice.ports.forget();
            await("half a second", () -> alice.ports.framesPlayed() > 50);
            assertThat(path.passed(PacketKind.RTP)).noneMatch(TappedPath.Passed::fromOne);
            assertThat(alice.ports.loudest()).isZero();
        }
    }
}
