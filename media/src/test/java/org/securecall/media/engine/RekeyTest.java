// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.RemoteMedia;

/** ROC and replay across hold and re-key, in whole sessions: voice goes on, and nothing of it is refused. */
class RekeyTest {

    private static final double HIGH = 1300;
    private static final double LOW = 500;

    private static int rekeys(Telephone telephone) {
        return telephone.secured().orElseThrow().exchange().rekeys();
    }

    private static void hear(Telephone one, Telephone other) throws InterruptedException {
        one.ports.forget();
        other.ports.forget();
        await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
    }

    @Test
    void keysAreReplacedInTheMiddleOfVoiceAndNoPacketIsLost() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            Telephone.call(one, other);
            hear(one, other);
            for (int times = 1; times <= 3; times++) {
                Telephone asking = times % 2 == 1 ? one : other;
                asking.loop.run(((VoiceSession) asking.session)::rekey);
                int expected = times;
                await("new keys", () -> rekeys(one) == expected && rekeys(other) == expected);
                hear(one, other);
            }
            assertThat(one.session.stats().rejected()).isZero();
            assertThat(other.session.stats().rejected()).isZero();
            assertThat(one.session.stats().lost()).isZero();
            assertThat(other.session.stats().lost()).isZero();
        }
    }

    @Test
    void keysAreReplacedOnHoldAndVoiceGoesOnUnderThem() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            Telephone.call(one, other);
            hear(one, other);
            RemoteMedia oneSays = one.description(true);
            RemoteMedia otherSays = other.description(true);
            one.connect(withoutVoice(otherSays));
            other.connect(withoutVoice(oneSays));
            long sent = one.session.stats().packetsSent();
            one.loop.run(((VoiceSession) one.session)::rekey);
            await("new keys", () -> rekeys(one) == 1 && rekeys(other) == 1);
            assertThat(one.session.stats().packetsSent()).isLessThanOrEqualTo(sent + 1);
            one.connect(otherSays);
            other.connect(oneSays);
            hear(one, other);
            assertThat(one.session.stats().rejected()).isZero();
            assertThat(other.session.stats().rejected()).isZero();
        }
    }

    private static RemoteMedia withoutVoice(RemoteMedia of) {
        return new RemoteMedia(
                of.rtp(), of.rtcp(), of.rtcpMux(), of.formats(), of.zrtpHash(), false, false, of.keying());
    }
}
