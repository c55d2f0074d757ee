// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.codec.NativeVoiceCodecs;

/** A whole call with Opus over a path that loses a tenth of all packets, repeats some and swaps some. */
class BadPathTest {

    /** Spread evenly, as 7 and 10 have no common factor, and never two in a row. */
    private static boolean isLost(int number) {
        return number * 7 % 10 == 3;
    }

    @Test
    void aCallBecomesSecureAndStaysIntelligible() throws Exception {
        try (BadPath there = new BadPath(BadPathTest::isLost);
                BadPath back = new BadPath(BadPathTest::isLost);
                Telephone one = new Telephone(1, 500, Encryption.REQUIRE, new NativeVoiceCodecs());
                Telephone other = new Telephone(2, 700, Encryption.REQUIRE, new NativeVoiceCodecs())) {
            there.leadsTo(other.session.localAddress(), back);
            back.leadsTo(one.session.localAddress(), there);
            one.connect(through(there.entrance(), other));
            other.connect(through(back.entrance(), one));
            one.startVoice();
            other.startVoice();
            await("a few hundred packets", () -> other.session.stats().packetsReceived() > 400);
            MediaStats stats = other.session.stats();
            double lost = stats.lost() / (double) (stats.packetsReceived() + stats.lost());
            assertThat(lost).isBetween(0.06, 0.13);
            assertThat(stats.concealed()).isBetween(stats.lost() / 2, stats.lost() * 2);
            // What came twice is a replay (RFC 3711 §3.3.2).
            assertThat(stats.rejected()).isPositive();
            await("the tone", () -> other.ports.hears(500));
            await(
                    "the loss is known to the sender, and the round trip",
                    () -> one.session.stats().rttMs() >= 0);
            one.loop.run(() -> one.session.sendDigits("159#"));
            await("the digits", () -> other.all(MediaEvent.DigitReceived.class).size() >= 4);
            assertThat(other.all(MediaEvent.DigitReceived.class).stream().map(MediaEvent.DigitReceived::digit))
                    .containsExactly('1', '5', '9', '#');
        }
    }

    private static RemoteMedia through(InetSocketAddress entrance, Telephone peer) {
        RemoteMedia direct = peer.description(true);
        return new RemoteMedia(entrance, entrance, true, direct.formats(), direct.zrtpHash(), true, true);
    }
}
