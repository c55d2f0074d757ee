// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long it takes until both are secure, and when a message is sent again (RFC 6189 §6; docs/decisions/0030). */
class LossTimingScenarioTest {

    private static final int RUNS = 400;

    private static final int ONE_WAY_MS = 20;

    private static final VirtualNetwork.Weather FORTY_MS = new VirtualNetwork.Weather(0, 0, ONE_WAY_MS, ONE_WAY_MS);

    private final List<Moment> moments = new ArrayList<>();

    /** One message that somebody sent. */
    private record Moment(Party sender, String type, Instant at) {}

    /** Four round trips are 160 ms. A message that is lost costs one and a half more. */
    @ParameterizedTest
    @CsvSource({"0, 160, 160, 160", "5, 160, 300, 600", "10, 185, 450, 900", "20, 240, 750, 1500"})
    void lossCostsLittle(int percent, long median, long ofTwentyNineteen, long worst) {
        List<Long> times = new ArrayList<>();
        for (int seed = 0; seed < RUNS; seed++) {
            times.add(bothSecureAfterMs(percent / 100.0, seed));
        }
        times.sort(null);
        assertThat(times.get(RUNS / 2)).isLessThanOrEqualTo(median);
        assertThat(times.get(RUNS * 19 / 20)).isLessThanOrEqualTo(ofTwentyNineteen);
        assertThat(times.getLast()).isLessThanOrEqualTo(worst);
    }

    private static long bothSecureAfterMs(double loss, long seed) {
        Call call = new Call.Pair().call(new VirtualNetwork.Weather(loss, 0, ONE_WAY_MS, ONE_WAY_MS), seed);
        Instant start = call.network.instant();
        SplittableRandom dice = new SplittableRandom(seed);
        speakOnceSecure(call, call.alice, call.bob, loss, dice.split(), 0);
        speakOnceSecure(call, call.bob, call.alice, loss, dice.split(), 0);
        call.run(Duration.ofSeconds(30)).assertSecure();
        Instant a = call.alice.securedAt();
        Instant b = call.bob.securedAt();
        return Duration.between(start, a.isAfter(b) ? a : b).toMillis();
    }

    /** Fifty packets a second, each of which stands for Conf2ACK. */
    private static void speakOnceSecure(
            Call call, Party from, Party to, double loss, SplittableRandom dice, int packet) {
        if (from.secure() && dice.nextDouble() >= loss) {
            call.network.after(Duration.ofMillis(ONE_WAY_MS), to::srtpArrives);
        }
        if (packet < 500) {
            call.network.after(Duration.ofMillis(20), () -> speakOnceSecure(call, from, to, loss, dice, packet + 1));
        }
    }

    @Test
    void theLossOfAnyOneMessageBeforeCommitCostsNothing() {
        for (String type : List.of("Hello   ", "HelloACK")) {
            Call call = callThatLosesFirst(type, FORTY_MS);
            Instant start = call.network.instant();
            call.run().assertSecure();
            assertThat(call.alice.securedAt()).isBeforeOrEqualTo(start.plusMillis(160));
            assertThat(call.bob.securedAt()).isBeforeOrEqualTo(start.plusMillis(160));
        }
    }

    @Test
    void onAShortPathALostMessageIsSentAgainAfterTheRoundTripAndAMargin() {
        Call call = callThatLosesFirst("DHPart2 ", FORTY_MS);
        call.run().assertSecure();
        assertThat(gaps("DHPart2 ")).containsExactly(Duration.ofMillis(60));
    }

    @Test
    void whereTheRoundTripIsNotKnownToBeShortALostMessageIsSentAgainAsTheRfcRecommends() {
        Call call = callThatLosesFirst("DHPart2 ", new VirtualNetwork.Weather(0, 0, 130, 130));
        call.run().assertSecure();
        assertThat(gaps("DHPart2 ").getFirst()).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void whatIsBigIsSentAgainNoFasterThanVoiceWouldGo() {
        Call.Pair pair = new Call.Pair();
        AlgorithmPreferences big = AlgorithmPreferences.RECOMMENDED.withKeyAgreements(KeyAgreement.DH3K);
        Call call = pair.call(FORTY_MS, 1, c -> c.withAlgorithms(big), c -> c.withAlgorithms(big));
        loseFirst(call, "DHPart2 ");
        call.run().assertSecure();
        // 117 words (§5.6), and 44 octets of headers, at 32 kbit/s.
        assertThat(gaps("DHPart2 ")).containsExactly(Duration.ofMillis((117 * 4 + 44) / 4));
    }

    @Test
    void theMessageOfAPeerThatAnswersNothingIsRepeatedPromptlyAndThenEverMoreSlowly() {
        Call call = new Call.Pair().call(FORTY_MS, 1);
        call.network.attacker((sender, packet) -> {
            note(call, sender, packet);
            return Tamper.isType(packet, "Confirm1") ? List.of() : List.of(packet);
        });
        call.run();
        List<Duration> gaps = gaps("DHPart2 ");
        assertThat(gaps.subList(0, 4))
                .containsExactly(
                        Duration.ofMillis(60), Duration.ofMillis(120), Duration.ofMillis(150), Duration.ofMillis(150));
        assertThat(gaps.getLast()).isEqualTo(Retransmission.LONGEST);
        // No peer is given up sooner than by the RFC's schedule, and none is waited for much longer.
        Duration all = gaps.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Retransmission.SPAN.minus(Retransmission.LONGEST), Retransmission.SPAN);
        assertThat(call.alice.failure().or(call.bob::failure)).isPresent();
    }

    @Test
    void aPeerThatBeginsLaterGetsAHelloAsSoonAsItSaysHello() {
        Call call = new Call.Pair().call(FORTY_MS, 1);
        // Just after one Hello, and long before the next.
        Duration late = Duration.ofMillis(980);
        Instant start = call.network.instant();
        call.bob.unplug();
        call.alice.start();
        call.network.after(late, () -> {
            call.bob.plugIn();
            call.bob.start();
        });
        call.network.run(Duration.ofMinutes(1));
        call.assertSecure();
        assertThat(Duration.between(start.plus(late), call.alice.securedAt()))
                .isLessThanOrEqualTo(Duration.ofMillis(180));
    }

    private Call callThatLosesFirst(String type, VirtualNetwork.Weather weather) {
        Call call = new Call.Pair().call(weather, 1);
        loseFirst(call, type);
        return call;
    }

    private void loseFirst(Call call, String type) {
        AtomicInteger seen = new AtomicInteger();
        call.network.attacker((sender, packet) -> {
            note(call, sender, packet);
            return Tamper.isType(packet, type) && seen.getAndIncrement() == 0 ? List.of() : List.of(packet);
        });
    }

    private void note(Call call, Party sender, byte[] packet) {
        for (String type : List.of("Commit  ", "DHPart2 ", "Confirm2")) {
            if (Tamper.isType(packet, type)) {
                moments.add(new Moment(sender, type, call.network.instant()));
            }
        }
    }

    private List<Duration> gaps(String type) {
        List<Instant> at = moments.stream()
                .filter(m -> m.type().equals(type))
                .map(Moment::at)
                .toList();
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            gaps.add(Duration.between(at.get(i - 1), at.get(i)));
        }
        return gaps;
    }
}
