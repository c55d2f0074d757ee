// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two real machines, and every schedule of packets and timers with so many faults: dropped, repeated, late, overtaking,
 * changed and injected packets. After each step all of {@link Violation.Invariant} is checked, and both sides hang up and call
 * each other again.
 *
 * <p>{@code -Dsecurecall.exploration.faults=3} goes deeper: minutes to hours instead of seconds.
 */
class ExplorationScenarioTest {

    private static final Logger LOG = LoggerFactory.getLogger(ExplorationScenarioTest.class);

    private static final int FAULTS = Integer.getInteger("securecall.exploration.faults", 2);

    /** What all schedules of a call may leave in two caches, from nothing, and from all that, and so on. */
    private static Map<KeptSecrets, String> everythingThatCanBeKept(int faults, long seed) {
        Map<KeptSecrets, String> reached = new LinkedHashMap<>();
        Deque<KeptSecrets> open = new ArrayDeque<>();
        reached.put(KeptSecrets.NONE, "no call");
        open.add(KeptSecrets.NONE);
        Exploration.Setting setting = Exploration.Setting.of(faults, seed);
        long states = 0;
        while (!open.isEmpty()) {
            KeptSecrets before = open.removeFirst();
            Exploration exploration = new Exploration(setting, before).run();
            assertThat(exploration.finding())
                    .as("after %s, from %s", reached.get(before), before)
                    .isEmpty();
            states += exploration.counted().states();
            for (KeptSecrets left : exploration.counted().kept()) {
                if (reached.putIfAbsent(left, reached.get(before) + ", another call") == null) {
                    open.addLast(left);
                }
            }
        }
        LOG.info("{} faults: {} states from {} pairs of caches", faults, states, reached.size());
        return reached;
    }

    private static void explore(int faults, long seed, KeptSecrets before, long leastStates) {
        long begun = System.nanoTime();
        Exploration exploration = new Exploration(Exploration.Setting.of(faults, seed), before).run();
        Exploration.Counted counted = exploration.counted();
        LOG.info(
                "{} faults, from {}: {} states, {} steps, {} ends, {} of them secure on both sides; {} ms",
                faults,
                before,
                counted.states(),
                counted.steps(),
                counted.ends(),
                counted.secureEnds(),
                (System.nanoTime() - begun) / 1_000_000);
        assertThat(exploration.finding()).isEmpty();
        // An exploration that looked at nothing would find nothing.
        assertThat(counted.states()).isGreaterThan(leastStates);
        assertThat(counted.secureEnds()).isPositive();
    }

    @Test
    void withoutFaultsEveryScheduleEndsSecure() {
        Set<KeptSecrets> kept = Set.of(KeptSecrets.NONE, new KeptSecrets(1, 0, 1, 0), new KeptSecrets(1, 2, 1, 2));
        for (KeptSecrets before : kept) {
            for (long seed = 1; seed <= 6; seed++) {
                explore(0, seed, before, 50);
            }
        }
    }

    @Test
    void eitherSideCanWinTheContention() {
        List<Boolean> aliceInitiates = new ArrayList<>();
        for (long seed = 1; seed <= 6; seed++) {
            ExploredCall call = new ExploredCall(Exploration.Setting.of(0, seed), KeptSecrets.NONE);
            for (List<Step> next = call.possible(); !next.isEmpty(); next = call.possible()) {
                call.take(next.getFirst());
            }
            aliceInitiates.add(
                    call.party(Step.Side.ALICE).details().orElseThrow().initiator());
        }
        assertThat(aliceInitiates).contains(true, false);
    }

    @Test
    void everyScheduleOfAFirstCallKeepsWhatMustHold() {
        explore(FAULTS, 1, KeptSecrets.NONE, 100_000);
    }

    @Test
    void everyScheduleOfALaterCallKeepsWhatMustHold() {
        explore(FAULTS - 1, 2, new KeptSecrets(1, 2, 1, 2), 5_000);
    }

    /** Calls that went wrong, one after the other: no chain of them makes an honest call look like an attack. */
    @Test
    void noChainOfCallsSplitsTheRetainedSecrets() {
        assertThat(everythingThatCanBeKept(FAULTS - 1, 1)).hasSizeGreaterThan(5);
    }
}
