// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.ZrtpDetails;

/** What {@code --zrtp authTag=GCM} makes of a call over loopback, voice and RTCP included. */
class GaloisCounterCallTest {

    @ParameterizedTest
    @ValueSource(strings = {"AES1", "AES3"})
    void voiceAndReportsGoInGaloisCounterMode(String cipher) throws Exception {
        String algorithms = "authTag=GCM;cipher=" + cipher;
        try (Telephone one = Telephone.withZrtp(1, 500, algorithms);
                Telephone other = Telephone.withZrtp(2, 1200, algorithms)) {
            Telephone.call(one, other);
            await("the tones arrive", () -> one.ports.hears(1200) && other.ports.hears(500));
            ZrtpDetails details = one.secured().orElseThrow();
            assertThat(details.authTag()).isEqualTo("GCM");
            assertThat(details.cipher()).isEqualTo(cipher);
            await("the round trip is known from RTCP", () -> one.session.stats().rttMs() >= 0);
            assertThat(one.session.stats().rejected()).isZero();
            assertThat(other.session.stats().rejected()).isZero();
        }
    }
}
