// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.SdesSuite;

/** Two sessions whose keys come from SDP or from DTLS, with ZRTP and without. */
class SignalledKeysTest {

    private static final double HIGH = 1300;
    private static final double LOW = 500;

    @ParameterizedTest
    @EnumSource(SdesSuite.class)
    void eachSuiteOfSdesCarriesVoiceAndReports(SdesSuite suite) throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, KeyingMethod.SDES);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, KeyingMethod.SDES)) {
            PeerKeying.Sdes[] agreed = Telephone.sdes(one, other, suite);
            call(one, other, agreed[0], agreed[1], false);
            hear(one, other);
            assertThat(one.all(MediaEvent.Keyed.class))
                    .containsExactly(new MediaEvent.Keyed(KeyingMethod.SDES, suite.token()));
            await(
                    "the round trip is known",
                    () -> one.session.stats().rttMs() >= 0
                            && other.session.stats().rttMs() >= 0);
            assertThat(one.session.stats().rejected()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dtlsCarriesVoiceAndReportsWhicheverSideIsActive(boolean active) throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, KeyingMethod.DTLS_SRTP);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, KeyingMethod.DTLS_SRTP)) {
            call(one, other, one.dtlsWith(other, active), other.dtlsWith(one, !active), false);
            hear(one, other);
            assertThat(one.all(MediaEvent.Keyed.class))
                    .containsExactly(new MediaEvent.Keyed(KeyingMethod.DTLS_SRTP, "AEAD_AES_256_GCM"));
            await(
                    "the round trip is known",
                    () -> one.session.stats().rttMs() >= 0
                            && other.session.stats().rttMs() >= 0);
            assertThat(one.session.stats().rejected()).isZero();
        }
    }

    private static void call(Telephone one, Telephone other, PeerKeying ofOne, PeerKeying ofOther, boolean zrtpHash)
            throws InterruptedException {
        one.connect(other.description(ofOne, zrtpHash));
        other.connect(one.description(ofOther, zrtpHash));
        one.startVoice();
        other.startVoice();
    }

    private static void hear(Telephone one, Telephone other) throws InterruptedException {
        await("the tones arrive", () -> one.ports.played(HIGH) > 0.9 && other.ports.played(LOW) > 0.9);
    }
}
