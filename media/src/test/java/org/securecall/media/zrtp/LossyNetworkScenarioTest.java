// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.ZrtpDetails.Secrets;

/**
 * Loss, duplication and reordering. Both sides always end, and with keys only if they are the same; and whatever broke off in
 * between, no later honest call looks like an attack.
 */
class LossyNetworkScenarioTest {

    private static final int SEEDS = 150;

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.1, 0.2, 0.3})
    void bothEndSecureWithEqualKeysOrWithAReason(double loss) {
        int secure = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Call call = new Call.Pair()
                    .call(new VirtualNetwork.Weather(loss, 0.2, 1, 250), seed)
                    .run();
            assertEnded(call.alice);
            assertEnded(call.bob);
            if (call.alice.secure() && call.bob.secure()) {
                call.assertSameView();
                secure++;
            }
        }
        // 11 tries a message: even at 30 % a handful of failures in thousands of calls.
        assertThat(secure).isGreaterThanOrEqualTo(loss == 0 ? SEEDS : SEEDS - 2);
    }

    @Test
    void aPathThatIsHardlyThereEndsWithAReason() {
        for (int seed = 0; seed < 60; seed++) {
            Call call = new Call.Pair()
                    .call(new VirtualNetwork.Weather(0.85, 0, 1, 50), seed)
                    .run();
            assertEnded(call.alice);
            assertEnded(call.bob);
            if (call.alice.secure() && call.bob.secure()) {
                call.assertSameView();
            }
        }
    }

    @Test
    void aPathInOneDirectionOnlyEndsWithAReason() {
        Call call = new Call.Pair().call();
        call.network.attacker((sender, packet) -> sender == call.bob ? VirtualNetwork.nothing() : List.of(packet));
        call.run();
        assertEnded(call.alice);
        assertEnded(call.bob);
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
    }

    @Test
    void callsThatBrokeOffNeverMakeALaterHonestCallLookLikeAnAttack() {
        int brokenOff = 0;
        int matches = 0;
        for (int seed = 0; seed < 80; seed++) {
            Call.Pair pair = new Call.Pair();
            for (int i = 0; i < 4; i++) {
                Call broken = pair.call(new VirtualNetwork.Weather(0.75, 0.1, 1, 200), 1000L * seed + i)
                        .run();
                brokenOff += broken.alice.secure() != broken.bob.secure() ? 1 : 0;
                broken.hangUp();
                pair.passTime(Duration.ofMinutes(5));
            }
            Call honest = pair.call(VirtualNetwork.Weather.FINE, 1000L * seed + 99)
                    .run()
                    .assertSecure();
            assertThat(honest.alice.details().secrets()).isNotEqualTo(Secrets.MISMATCH);
            assertThat(honest.bob.details().secrets()).isNotEqualTo(Secrets.MISMATCH);
            assertThat(honest.alice.details().secrets())
                    .isEqualTo(honest.bob.details().secrets());
            matches += honest.alice.details().secrets() == Secrets.MATCH ? 1 : 0;
        }
        // The test is worth something only if calls did break off between the two updates.
        assertThat(brokenOff).isGreaterThan(5);
        assertThat(matches).isGreaterThan(5);
    }

    private static void assertEnded(Party party) {
        boolean searched = party.first(ZrtpOutput.NoZrtp.class).isPresent();
        assertThat(party.secure() || party.failure().isPresent() || searched).isTrue();
        assertThat(party.secure() && party.failure().isPresent()).isFalse();
        assertThat(party.runningTimers()).isFalse();
        if (!party.secure()) {
            assertThat(party.key(ZrtpOutput.Direction.SEND)).isEqualTo("none");
        }
    }
}
