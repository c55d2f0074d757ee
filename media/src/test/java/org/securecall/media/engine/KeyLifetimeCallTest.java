// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.net.PacketKind;
import org.securecall.media.srtp.SrtpLifetime;

/** Whole sessions under keys that may protect only so many packets (RFC 3711 §9.2), instead of 2^48. */
class KeyLifetimeCallTest {

    private static final double HIGH = 1300;
    private static final double LOW = 500;

    private static int rekeys(Telephone telephone) {
        return telephone.secured().map(d -> d.exchange().rekeys()).orElse(0);
    }

    /** The last eighth lasts for longer than the second between two looks at the keys. */
    @Test
    void keysAreReplacedBeforeTheyAreUsedUpAndNoPacketIsLost() throws Exception {
        SrtpLifetime lifetime = new SrtpLifetime(800, 1 << 20);
        try (Telephone one = Telephone.withLifetime(1, LOW, lifetime);
                Telephone other = Telephone.withLifetime(2, HIGH, lifetime)) {
            Telephone.call(one, other);
            await("new keys", Duration.ofSeconds(60), () -> rekeys(one) > 0 && rekeys(other) > 0);
            await(
                    "more packets than the first keys could have protected",
                    Duration.ofSeconds(60),
                    () -> one.session.stats().packetsSent() > 900
                            && other.session.stats().packetsSent() > 900);
            one.ports.forget();
            other.ports.forget();
            await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
            for (Telephone side : new Telephone[] {one, other}) {
                assertThat(side.all(MediaEvent.SecurityFailed.class)).isEmpty();
                assertThat(side.session.stats().rejected()).isZero();
                assertThat(side.session.stats().lost()).isZero();
            }
        }
    }

    /** A peer that gives no new keys: voice stops with the last packet that the old ones may protect, and the user is told. */
    @Test
    void whereThePeerGivesNoNewKeysVoiceStopsAndTheUserIsTold() throws Exception {
        SrtpLifetime lifetime = new SrtpLifetime(100, 1 << 20);
        try (Telephone one = Telephone.withLifetime(1, LOW, lifetime);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE);
                TappedPath path = new TappedPath(one, other)) {
            one.connect(path.otherFor(other, new PeerKeying.Nothing(), true));
            other.connect(path.oneFor(one, new PeerKeying.Nothing(), true));
            await(
                    "both secured",
                    () -> one.secured().isPresent() && other.secured().isPresent());
            path.holdBack(p -> p.kind() == PacketKind.ZRTP);
            one.startVoice();
            other.startVoice();
            await("it is told", () -> !one.all(MediaEvent.SecurityFailed.class).isEmpty());
            assertThat(one.all(MediaEvent.SecurityFailed.class))
                    .containsExactly(new MediaEvent.SecurityFailed(
                            "The keys of this call have protected all that they may.", false));
            assertThat(one.session.stats().packetsSent()).isEqualTo(100);
            int frames = one.ports.framesPlayed();
            await("a second more", () -> one.ports.framesPlayed() > frames + 100);
            assertThat(one.session.stats().packetsSent()).isEqualTo(100);
            assertThat(path.passed(PacketKind.RTP).stream().filter(TappedPath.Passed::fromOne))
                    .hasSize(100);
            // And new keys were asked for.
            assertThat(path.passed(PacketKind.ZRTP).stream().filter(TappedPath.Passed::fromOne))
                    .anyMatch(p -> new String(p.bytes(), 16, 8, StandardCharsets.US_ASCII).startsWith("Commit"));
        }
    }
}
