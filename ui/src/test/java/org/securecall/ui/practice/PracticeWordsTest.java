// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Hold;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.Security;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.resources.Resources;

class PracticeWordsTest {

    private static final Zid PEER = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");

    @Test
    void noTwoExercisesAreTheSameInAnyText() {
        for (java.util.function.Function<PracticeWords, String> part :
                List.<java.util.function.Function<PracticeWords, String>>of(
                        PracticeWords::title, PracticeWords::what, PracticeWords::see, PracticeWords::act)) {
            assertThat(Arrays.stream(PracticeScenario.values())
                            .map(PracticeWords::of)
                            .map(part))
                    .doesNotHaveDuplicates();
        }
    }

    /** Whatever the settings make of a call, there is a sentence; and the one that is meant for other states is not shown there. */
    @ParameterizedTest
    @EnumSource(PracticeScenario.class)
    void everyStateOfACallHasItsAdvice(PracticeScenario scenario) {
        String other = Resources.texts("practice", java.util.Locale.getDefault(java.util.Locale.Category.DISPLAY))
                .getString("banner.other");
        for (Security.State state : Security.State.values()) {
            CallSnapshot call = call(scenario, CallSnapshot.State.ACTIVE, 200, state, ZrtpDetails.Secrets.MATCH, true);
            assertThat(PracticeWords.advice(scenario, call)).isNotBlank();
            if (Practised.isReached(scenario, call)) {
                assertThat(PracticeWords.advice(scenario, call)).isNotEqualTo(other);
            }
        }
        for (CallSnapshot.State state : CallSnapshot.State.values()) {
            assertThat(PracticeWords.advice(
                            scenario, call(scenario, state, 0, Security.State.NONE, ZrtpDetails.Secrets.FIRST, false)))
                    .isNotBlank();
        }
    }

    @Test
    void exerciseIsDoneWhenItsStateWasSeen() {
        assertThat(reached(PracticeScenario.KEY_CHANGED, Security.State.CHANGED))
                .isTrue();
        assertThat(reached(PracticeScenario.KEY_CHANGED, Security.State.ENCRYPTED))
                .isFalse();
        assertThat(reached(PracticeScenario.MISMATCH, Security.State.ENCRYPTED)).isFalse();
        assertThat(reached(PracticeScenario.MISMATCH, Security.State.MISMATCH)).isTrue();
        assertThat(reached(PracticeScenario.DOWNGRADE, Security.State.LOST)).isTrue();
        assertThat(reached(PracticeScenario.WEAKER, Security.State.WEAKER)).isTrue();
        assertThat(reached(PracticeScenario.SERVER_ONLY, Security.State.SERVER)).isTrue();
        assertThat(reached(PracticeScenario.NOT_SECURE, Security.State.NONE)).isTrue();
        assertThat(reached(PracticeScenario.NOT_SECURE, Security.State.SECURING))
                .isFalse();
    }

    @Test
    void verifiedIsDoneInTheSecondCallOnly() {
        assertThat(Practised.isReached(
                        PracticeScenario.VERIFIED,
                        call(
                                PracticeScenario.VERIFIED,
                                CallSnapshot.State.ACTIVE,
                                200,
                                Security.State.VERIFIED,
                                ZrtpDetails.Secrets.FIRST,
                                false)))
                .isFalse();
        assertThat(reached(PracticeScenario.VERIFIED, Security.State.VERIFIED)).isTrue();
    }

    @Test
    void callThatTheSettingsRefuseIsDoneToo() {
        Stream.of(PracticeScenario.NOT_SECURE, PracticeScenario.SERVER_ONLY)
                .forEach(scenario -> assertThat(Practised.isReached(
                                scenario,
                                call(
                                        scenario,
                                        CallSnapshot.State.ENDED,
                                        488,
                                        Security.State.NONE,
                                        ZrtpDetails.Secrets.FIRST,
                                        false)))
                        .isTrue());
    }

    private static boolean reached(PracticeScenario scenario, Security.State state) {
        return Practised.isReached(
                scenario, call(scenario, CallSnapshot.State.ACTIVE, 200, state, ZrtpDetails.Secrets.MATCH, true));
    }

    private static CallSnapshot call(
            PracticeScenario scenario,
            CallSnapshot.State state,
            int code,
            Security.State security,
            ZrtpDetails.Secrets secrets,
            boolean blocked) {
        ZrtpDetails details = new ZrtpDetails(
                "X255",
                "S256",
                "AES1",
                "HS80",
                "B32",
                "k3xj",
                PEER,
                "",
                secrets,
                true,
                true,
                ZrtpDetails.HelloHash.MATCH,
                true);
        return new CallSnapshot(
                new CallId("c1"),
                CallSnapshot.Direction.OUTGOING,
                scenario.target(),
                "",
                Optional.empty(),
                state,
                code,
                "",
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                false,
                blocked,
                Hold.NONE,
                new Security(
                        security,
                        Security.Protocol.ZRTP,
                        Optional.of(details),
                        false,
                        "",
                        false,
                        "",
                        OptionalLong.empty()));
    }
}
