// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaStats;
import org.securecall.media.codec.NativeVoiceCodecs;
import org.securecall.media.codec.VoiceCodecs;

/** Two sessions over loopback in one process. */
class VoiceSessionTest {

    private static final double HIGH = 1200;
    private static final double LOW = 500;

    @Test
    void opusCarriesTheToneToo() throws Exception {
        VoiceCodecs opus = new NativeVoiceCodecs();
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE, opus);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE, opus)) {
            Telephone.call(one, other);
            await("the tones arrive", () -> one.ports.played(HIGH) > 0.9 && other.ports.played(LOW) > 0.9);
            assertThat(one.session.stats().codec()).isEqualTo("opus");
            assertThat(one.session.stats().lost()).isZero();
        }
    }

    @Test
    void twoSessionsBecomeSecureWithTheSameSasAndHearEachOther() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            Telephone.call(one, other);
            await(
                    "both secured",
                    () -> one.secured().isPresent() && other.secured().isPresent());
            await("the tones arrive", () -> one.ports.played(HIGH) > 0.9 && other.ports.played(LOW) > 0.9);

            assertThat(one.secured().orElseThrow().sas())
                    .isEqualTo(other.secured().orElseThrow().sas());
            assertThat(one.all(MediaEvent.Securing.class)).hasSize(1);
            await("the round trip is known", () -> one.session.stats().rttMs() >= 0);
            MediaStats stats = one.session.stats();
            assertThat(stats.codec()).isEqualTo("L16");
            assertThat(stats.packetsSent()).isPositive();
            assertThat(stats.packetsReceived()).isPositive();
            assertThat(stats.lost()).isZero();
            assertThat(stats.rejected()).isZero();
            assertThat(stats.jitterMs()).isBetween(0.0, 20.0);
            assertThat(stats.rttMs()).isBetween(0.0, 50.0);
            assertThat(stats.playoutDelayMs()).isBetween(1.0, 80.0);
            assertThat(one.session.levels().microphone()).isBetween(-30f, -5f);
            assertThat(one.session.levels().speaker()).isBetween(-30f, -5f);
        }
    }
}
