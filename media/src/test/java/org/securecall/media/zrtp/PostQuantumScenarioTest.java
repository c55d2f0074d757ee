// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key agreements that withstand a quantum computer, between two machines. */
class PostQuantumScenarioTest {

    private static Call call(KeyAgreement keyAgreement) {
        return new Call.Pair()
                .call(
                        VirtualNetwork.Weather.FINE,
                        1,
                        c -> c.withAlgorithms(c.algorithms().withKeyAgreements(keyAgreement)),
                        c -> c.withAlgorithms(c.algorithms().withKeyAgreements(keyAgreement)));
    }

    @ParameterizedTest
    @EnumSource(names = {"X1M1", "X1M2", "X3M3"})
    void bothSidesComeToTheSameKeysAndTheSameSas(KeyAgreement keyAgreement) {
        Call call = call(keyAgreement).run().assertSecure();
        assertThat(call.alice.details().keyAgreement()).isEqualTo(keyAgreement.label());
    }
}
