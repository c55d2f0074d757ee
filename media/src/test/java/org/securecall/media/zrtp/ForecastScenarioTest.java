// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpSuite;

/** What is said of a call beforehand is what it comes to, for any order of either side. */
class ForecastScenarioTest {

    /** Thousands are tried by {@code -Dsecurecall.forecast.pairs=4000}, others by another seed. */
    private static final int PAIRS = Integer.getInteger("securecall.forecast.pairs", 80);

    private static final long SEED = Long.getLong("securecall.forecast.seed", 0xf04eca57L);
    private static final AlgorithmPreferences RECOMMENDED = AlgorithmPreferences.RECOMMENDED;

    @Test
    void callComesToWhatWasSaidOfItWhicheverSideBegins() {
        int begun = 0;
        int decidedByRole = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            SecureRandom random = Party.random(SEED + seed);
            AlgorithmPreferences alice = any(random);
            AlgorithmPreferences bob = any(random);
            Call.Pair pair = new Call.Pair();
            // Both learn what the other lists in a call with other lists of their own.
            Call before = call(pair, 2L * seed, any(random), bob);
            before.hangUp();
            ZrtpOffer ofBob = before.alice.details().declarations().offer();
            ZrtpForecast forecast = AlgorithmRules.forecast(alice, ofBob);
            Call call = call(pair, 2L * seed + 1, alice, bob);
            call.hangUp();
            assertThat(ZrtpSuite.of(call.alice.details()))
                    .as("seed %d + %d: %s with %s", SEED, seed, alice, bob)
                    .isEqualTo(forecast.as(call.alice.details().initiator()));
            ZrtpForecast ofAlice = AlgorithmRules.forecast(
                    bob, call.bob.details().declarations().offer());
            assertThat(ofAlice.asInitiator()).isEqualTo(forecast.asResponder());
            assertThat(ofAlice.asResponder()).isEqualTo(forecast.asInitiator());
            assertThat(forecast.preshared())
                    .isEqualTo(alice.keyAgreements().contains(KeyAgreement.PRESHARED)
                            && bob.keyAgreements().contains(KeyAgreement.PRESHARED));
            begun += call.alice.details().initiator() ? 1 : 0;
            decidedByRole += forecast.roleDecides() ? 1 : 0;
        }
        assertThat(begun).as("either role").isBetween(PAIRS / 5, PAIRS * 4 / 5);
        assertThat(decidedByRole).isBetween(PAIRS / 5, PAIRS - 1);
    }

    private static Call call(Call.Pair pair, long seed, AlgorithmPreferences alice, AlgorithmPreferences bob) {
        return pair.call(VirtualNetwork.Weather.FINE, seed, c -> c.withAlgorithms(alice), c -> c.withAlgorithms(bob))
                .run()
                .assertSecure();
    }

    /** Any lists that there can be: as many as there is room for, and what every endpoint has at any place of its list. */
    private static AlgorithmPreferences any(SecureRandom random) {
        return new AlgorithmPreferences(
                some(HashAlgorithm.values(), List.of(HashAlgorithm.S256), random),
                some(CipherAlgorithm.values(), List.of(CipherAlgorithm.AES1), random),
                some(AuthTag.values(), List.of(AuthTag.HS80, AuthTag.HS32), random),
                some(KeyAgreement.values(), List.of(KeyAgreement.DH3K, KeyAgreement.MULT), random),
                some(SasRendering.values(), List.of(SasRendering.B32), random));
    }

    private static <A extends ZrtpAlgorithm> List<A> some(A[] all, List<A> mandatory, SecureRandom random) {
        List<A> shuffled = new ArrayList<>(Arrays.asList(all));
        Collections.shuffle(shuffled, random);
        int more = random.nextInt(1, AlgorithmPreferences.MOST - mandatory.size() + 1);
        List<A> chosen = new ArrayList<>();
        for (A algorithm : shuffled) {
            if (mandatory.contains(algorithm)) {
                // Where it is left out, it comes last.
                if (random.nextBoolean()) {
                    chosen.add(algorithm);
                }
            } else if (more-- > 0) {
                chosen.add(algorithm);
            }
        }
        return chosen;
    }

    @Test
    void callAfterAComparisonMayUseTheSecretOfEarlierOnesWhereThatIsSaid() {
        AlgorithmPreferences both = RECOMMENDED.withKeyAgreements(KeyAgreement.PRESHARED, KeyAgreement.X255);
        assertThat(AlgorithmRules.forecast(both, both.names().offer()).preshared())
                .isTrue();
        assertThat(AlgorithmRules.forecast(both, RECOMMENDED.names().offer()).preshared())
                .isFalse();
        assertThat(AlgorithmRules.forecast(both, both.names().offer())
                        .asInitiator()
                        .keyAgreement())
                .isEqualTo("X255");
    }

    @Test
    void peerThatListsNothingHasWhatEveryEndpointHas() {
        AlgorithmNames nothing = new AlgorithmNames(List.of(), List.of(), List.of(), List.of(), List.of());
        assertThat(nothing.offer().isKnown()).isTrue();
        ZrtpForecast forecast = AlgorithmRules.forecast(RECOMMENDED, nothing.offer());
        assertThat(forecast.asInitiator()).isEqualTo(new ZrtpSuite("DH3k", "S256", "AES1", "HS80", "B32"));
        assertThat(forecast.asResponder()).isEqualTo(new ZrtpSuite("DH3k", "S256", "AES1", "HS32", "B32"));
    }

    @Test
    void namesThatAreNotKnownHereChangeNothing() {
        AlgorithmNames newer = new AlgorithmNames(
                List.of("S999", "S384"),
                List.of("AES9", "AES3"),
                List.of("\0\0\1\2", "HS80"),
                List.of("X999", "X255"),
                List.of("B999", "B256"));
        ZrtpOffer offer = newer.offer();
        assertThat(offer.names(Kind.AUTH_TAG)).containsExactly("HS80");
        assertThat(offer.names(Kind.KEY_AGREEMENT)).containsExactly("X999", "X255");
        assertThat(AlgorithmRules.forecast(RECOMMENDED, offer).asResponder())
                .isEqualTo(new ZrtpSuite("X255", "S384", "AES3", "HS80", "B256"));
        assertThat(AlgorithmNames.of(offer).sasRenderings()).containsExactly("B999", "B256");
        assertThat(AlgorithmNames.of(new ZrtpOffer(Map.of(Kind.SAS, List.of("B32"))))
                        .sasRenderings())
                .containsExactly("B32 ");
    }
}
