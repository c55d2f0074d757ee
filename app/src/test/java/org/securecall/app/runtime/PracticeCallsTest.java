// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.Security;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.ZrtpDetails;

/** Every scenario over the whole telephone, twice each: what the call shows, and what of the user's voice leaves. */
class PracticeCallsTest {

    private static final int RATE = 48_000;
    /** The voice is said once: it lasts longer than any call here. */
    private static final int SECONDS = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Louder than what the codec makes of silence. */
    private static final float AUDIBLE = -50;

    @TempDir
    Path directory;

    private Path voice = Path.of("");

    @BeforeEach
    void aVoice() throws Exception {
        voice = directory.resolve("voice.wav");
        byte[] samples = new byte[RATE * 2 * SECONDS];
        for (int i = 0; i < samples.length / 2; i++) {
            double envelope = Math.max(0, Math.sin(2 * Math.PI * i * 3 / RATE));
            short value = (short) (9000 * envelope * Math.sin(2 * Math.PI * 440 * i / RATE));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new java.io.ByteArrayInputStream(samples), format, samples.length / 2)) {
            assertThat(AudioSystem.write(stream, AudioFileFormat.Type.WAVE, voice.toFile()))
                    .isPositive();
        }
    }

    @Test
    void firstCallIsEncryptedAndNotVerifiedHoweverOftenItIsMade() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            for (int time = 0; time < 2; time++) {
                CallId call = user.call(PracticeScenario.FIRST_CALL);
                CallSnapshot secured = user.await(call, Security.State.ENCRYPTED);
                assertThat(secured.microphoneBlocked()).isFalse();
                assertThat(secrets(secured)).isEqualTo(ZrtpDetails.Secrets.FIRST);
                assertThat(user.peerShows(call)).isEqualTo(code(secured));
                user.awaitHeard(call);
                get(user.phone.confirmSas(call, Optional.of("Somebody")));
                user.await(call, Security.State.VERIFIED);
                user.hangUp(call);
            }
            user.assertNothingIsKept();
        }
    }

    @Test
    void comparedOnceTheNextCallIsVerifiedFromItsBeginningAndTheOneAfterBeginsAnew() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.REQUIRE)) {
            for (int time = 0; time < 2; time++) {
                CallId first = user.call(PracticeScenario.VERIFIED);
                user.await(first, Security.State.ENCRYPTED);
                get(user.phone.confirmSas(first, Optional.of("Somebody")));
                user.await(first, Security.State.VERIFIED);
                user.hangUp(first);
                CallId second = user.call(PracticeScenario.VERIFIED);
                CallSnapshot secured =
                        user.await(second, call -> call.security().zrtp().isPresent());
                assertThat(secured.security().state()).isEqualTo(Security.State.VERIFIED);
                assertThat(secured.security().keyName()).isEqualTo("Somebody");
                assertThat(secrets(secured)).isEqualTo(ZrtpDetails.Secrets.MATCH);
                user.hangUp(second);
            }
            user.assertNothingIsKept();
        }
    }

    /** Two ways out of the alarm: comparing, and talking all the same. */
    @Test
    void changedKeyKeepsTheVoiceUntilTheUserHasDecided() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            CallId call = user.call(PracticeScenario.KEY_CHANGED);
            CallSnapshot alarm = user.await(call, Security.State.CHANGED);
            assertThat(alarm.microphoneBlocked()).isTrue();
            assertThat(secrets(alarm)).isEqualTo(ZrtpDetails.Secrets.MISMATCH);
            user.assertUnheard(call);
            get(user.phone.talkAnyway(call));
            CallSnapshot talking = user.await(call, now -> !now.microphoneBlocked());
            assertThat(talking.security().state()).isEqualTo(Security.State.CHANGED);
            user.awaitHeard(call);
            user.hangUp(call);

            call = user.call(PracticeScenario.KEY_CHANGED);
            alarm = user.await(call, Security.State.CHANGED);
            assertThat(alarm.microphoneBlocked()).isTrue();
            assertThat(user.peerShows(call)).isEqualTo(code(alarm));
            get(user.phone.confirmSas(call, Optional.of("Somebody")));
            assertThat(user.await(call, Security.State.VERIFIED).microphoneBlocked())
                    .isFalse();
            user.awaitHeard(call);
            user.hangUp(call);
            user.assertNothingIsKept();
        }
    }

    @Test
    void withSomebodyInTheMiddleTheOtherPersonReadsAnotherCode() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            for (int time = 0; time < 2; time++) {
                CallId call = user.call(PracticeScenario.MISMATCH);
                CallSnapshot secured = user.await(call, Security.State.ENCRYPTED);
                String theirs = user.peerShows(call);
                assertThat(theirs).isNotEqualTo(code(secured));
                assertThat(theirs.contains(":")).isEqualTo(code(secured).contains(":"));
                get(user.phone.denySas(call));
                assertThat(user.await(call, Security.State.MISMATCH).microphoneBlocked())
                        .isTrue();
                user.assertUnheard(call);
                user.hangUp(call);
            }
            // Who takes a false code for the true one is verified with whoever is in the middle; the other side never
            // agrees.
            CallId fooled = user.call(PracticeScenario.MISMATCH);
            user.await(fooled, Security.State.ENCRYPTED);
            get(user.phone.confirmSas(fooled, Optional.empty()));
            assertThat(user.await(fooled, Security.State.VERIFIED)
                            .security()
                            .zrtp()
                            .orElseThrow()
                            .verifiedByPeer())
                    .isFalse();
            user.hangUp(fooled);
            user.assertNothingIsKept();
        }
    }

    @Test
    void callThatIsHandedOverToATelephoneWithoutKeysLosesItsEncryptionAndSendsNothingMore() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            for (int time = 0; time < 2; time++) {
                CallId call = user.call(PracticeScenario.DOWNGRADE);
                user.await(call, Security.State.ENCRYPTED);
                user.awaitHeard(call);
                CallSnapshot looking = user.await(call, Security.State.SECURING);
                assertThat(looking.microphoneBlocked()).isTrue();
                long sent = user.stats(call).packetsSent();
                CallSnapshot lost = user.await(call, Security.State.LOST);
                assertThat(lost.microphoneBlocked()).isTrue();
                get(user.phone.talkAnyway(call));
                assertThat(user.stats(call).packetsSent()).isEqualTo(sent);
                user.hangUp(call);
                assertThat(user.states(call))
                        .containsSubsequence(Security.State.ENCRYPTED, Security.State.SECURING, Security.State.LOST);
            }
            user.assertNothingIsKept();
        }
    }

    @Test
    void lessThanBeforeIsAnAlarmThatKeepsTheVoice() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            for (int time = 0; time < 2; time++) {
                CallId call = user.call(PracticeScenario.WEAKER);
                CallSnapshot alarm = user.await(call, Security.State.WEAKER);
                assertThat(alarm.microphoneBlocked()).isTrue();
                assertThat(alarm.security().protocol()).isEqualTo(Security.Protocol.DTLS_SRTP);
                user.assertUnheard(call);
                get(user.phone.talkAnyway(call));
                user.await(call, now -> !now.microphoneBlocked());
                user.awaitHeard(call);
                user.hangUp(call);
            }
            user.assertNothingIsKept();
        }
    }

    @Test
    void keysThatAServerVouchesForOverCheckedTlsAreEncryptionToTheServerOnly() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            for (int time = 0; time < 2; time++) {
                CallId call = user.call(PracticeScenario.SERVER_ONLY);
                CallSnapshot server = user.await(call, Security.State.SERVER);
                assertThat(server.security().protocol()).isEqualTo(Security.Protocol.DTLS_SRTP);
                assertThat(server.security().signallingSecure()).isTrue();
                assertThat(server.account()).isEmpty();
                assertThat(server.microphoneBlocked()).isFalse();
                user.awaitHeard(call);
                // Within the call everything goes over the same connection.
                get(user.phone.setHeld(call, true));
                user.await(call, now -> now.hold().local());
                get(user.phone.setHeld(call, false));
                user.await(call, now -> !now.hold().local());
                user.hangUp(call);
                assertThat(user.last(call).reason()).isEqualTo("Hung up");
            }
            user.assertNothingIsKept();
        }
    }

    @Test
    void withoutAnyEncryptionTheCallIsNotSecure() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            for (int time = 0; time < 2; time++) {
                CallId call = user.call(PracticeScenario.NOT_SECURE);
                user.await(
                        call,
                        now -> now.state() == CallSnapshot.State.ACTIVE
                                && now.security().state() == Security.State.NONE);
                user.awaitHeard(call);
                user.hangUp(call);
            }
            user.assertNothingIsKept();
        }
    }

    @Test
    void whoRequiresEncryptionIsRefusedWhatHasNoneFromEndToEnd() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.REQUIRE)) {
            for (PracticeScenario without : List.of(PracticeScenario.NOT_SECURE, PracticeScenario.SERVER_ONLY)) {
                CallId call = user.call(without);
                CallSnapshot over = user.await(call, now -> now.state() == CallSnapshot.State.ENDED);
                assertThat(over.code()).as("%s", without).isEqualTo(488);
                assertThat(over.reason()).contains("requires");
            }
            // And what has it goes on as it does without that setting.
            CallId call = user.call(PracticeScenario.KEY_CHANGED);
            assertThat(user.await(call, Security.State.CHANGED).microphoneBlocked())
                    .isTrue();
            user.hangUp(call);
        }
    }

    /** The plain practice call keeps its key as before, whatever is practised in between. */
    @Test
    void plainPracticePeerIsTheSameOneAfterEveryExercise() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            CallId call = user.call(Phone.PRACTICE);
            user.await(call, Security.State.ENCRYPTED);
            get(user.phone.confirmSas(call, Optional.of("Practice")));
            user.hangUp(call);
            for (PracticeScenario between : List.of(PracticeScenario.KEY_CHANGED, PracticeScenario.FIRST_CALL)) {
                CallId exercise = user.call(between);
                user.await(exercise, now -> now.security().zrtp().isPresent());
                user.hangUp(exercise);
            }
            assertThat(user.phone.trust()).hasSize(1);
            CallId again = user.call(Phone.PRACTICE);
            CallSnapshot secured =
                    user.await(again, now -> now.security().zrtp().isPresent());
            assertThat(secured.security().state()).isEqualTo(Security.State.VERIFIED);
            user.hangUp(again);
        }
    }

    @Test
    void whatCannotBePractisedIsSaidWithWhatCan() throws Exception {
        try (Rehearsal user = new Rehearsal(Encryption.PREFER)) {
            assertThatThrownBy(() -> user.call("practice:dancing"))
                    .cause()
                    .isInstanceOf(PhoneException.class)
                    .hasMessageContaining("practice:key-changed");
            CallId call = user.call("  Practice:First-Call ");
            user.await(call, Security.State.ENCRYPTED);
            assertThatThrownBy(() -> user.call(PracticeScenario.KEY_CHANGED))
                    .cause()
                    .hasMessageContaining("in a call already");
            user.hangUp(call);
        }
    }

    private static String code(CallSnapshot call) {
        return call.security().zrtp().orElseThrow().sas();
    }

    private static ZrtpDetails.Secrets secrets(CallSnapshot call) {
        return call.security().zrtp().orElseThrow().secrets();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** A telephone of somebody who practises, and all that it said. */
    private final class Rehearsal implements AutoCloseable {

        private final Telephone phone;
        private final LinkedBlockingQueue<PhoneEvent> events = new LinkedBlockingQueue<>();
        private final List<CallSnapshot> seen = new java.util.ArrayList<>();
        private final List<PhoneEvent.PracticePeerShows> shown = new java.util.ArrayList<>();

        Rehearsal(Encryption encryption) throws Exception {
            phone = Telephone.open(new PhoneOptions(
                    directory.resolve("profile"),
                    Optional.of("file:" + voice),
                    Optional.of("file:" + directory.resolve("heard.wav")),
                    Optional.of(encryption),
                    Optional.of(InetAddress.getLoopbackAddress()),
                    OptionalInt.of(0),
                    true));
            phone.listen(events::add);
            get(phone.start());
        }

        CallId call(PracticeScenario scenario) throws Exception {
            return call(scenario.target());
        }

        CallId call(String target) throws Exception {
            return get(phone.call(target, Optional.empty()));
        }

        CallSnapshot await(CallId call, Security.State state) throws Exception {
            return await(call, now -> now.security().state() == state);
        }

        /** The next that fits. */
        CallSnapshot await(CallId call, Predicate<CallSnapshot> fits) throws Exception {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                PhoneEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(event)
                        .as("An event; the last state was %s", seen.isEmpty() ? "" : seen.getLast())
                        .isNotNull();
                CallSnapshot now = heard(event);
                if (now != null && now.id().equals(call) && fits.test(now)) {
                    return now;
                }
            }
        }

        private @Nullable CallSnapshot heard(PhoneEvent event) {
            CallSnapshot now = switch (event) {
                case PhoneEvent.CallChanged changed -> changed.call();
                case PhoneEvent.SecurityChanged changed -> changed.call();
                case PhoneEvent.PracticePeerShows shows -> {
                    shown.add(shows);
                    yield null;
                }
                default -> null;
            };
            if (now != null) {
                seen.add(now);
            }
            return now;
        }

        String peerShows(CallId call) throws Exception {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Optional<String> sas = shown.stream()
                        .filter(shows -> shows.call().equals(call))
                        .map(PhoneEvent.PracticePeerShows::sas)
                        .findFirst();
                if (sas.isPresent()) {
                    return sas.get();
                }
                PhoneEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(event).as("The practice peer's screen").isNotNull();
                heard(event);
            }
        }

        List<Security.State> states(CallId call) {
            return seen.stream()
                    .filter(now -> now.id().equals(call))
                    .map(now -> now.security().state())
                    .toList();
        }

        CallSnapshot last(CallId call) {
            return seen.reversed().stream()
                    .filter(now -> now.id().equals(call))
                    .findFirst()
                    .orElseThrow();
        }

        MediaStats stats(CallId call) throws Exception {
            return get(phone.stats(call));
        }

        /** The other side says again what it hears. */
        void awaitHeard(CallId call) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (phone.levels(call).speaker() < AUDIBLE) {
                assertThat(deadline - System.nanoTime())
                        .as("Time left to hear the own voice")
                        .isPositive();
                LockSupport.parkNanos(20_000_000);
            }
        }

        /** For as long as it takes an echo of three seconds of voice to come, or until so much was not sent. */
        void assertUnheard(CallId call) throws Exception {
            long start = stats(call).packetsReceived();
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            float loudest = -96;
            while (System.nanoTime() < end && stats(call).packetsReceived() < start + 150) {
                loudest = Math.max(loudest, phone.levels(call).speaker());
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(loudest).as("What came back").isLessThan(AUDIBLE);
            assertThat(phone.levels(call).microphone()).as("What goes").isLessThan(AUDIBLE);
        }

        void hangUp(CallId call) throws Exception {
            get(phone.hangUp(call));
            await(call, now -> now.state() == CallSnapshot.State.ENDED);
        }

        /** Neither among the keys of people nor in the log about them. */
        void assertNothingIsKept() {
            assertThat(phone.trust()).isEmpty();
            assertThat(phone.offers()).isEmpty();
        }

        @Override
        public void close() {
            phone.close();
        }
    }
}
