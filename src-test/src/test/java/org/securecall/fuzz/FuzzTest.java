// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every target for twenty seconds, six at a time. {@code src-test/fuzz/run} takes longer, one target or all. */
class FuzzTest {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzTest.class);
    private static final int SECONDS = Integer.getInteger("securecall.fuzz.seconds", 20);

    /** The slowest, DTLS, does some fifty a second; one that did nothing would show. */
    private static final int LEAST_RUNS = 3 * SECONDS;

    private static final Map<Target, Future<Jazzer.Outcome>> RUNNING = new EnumMap<>(Target.class);
    /** More than there may be processors: so all of it takes about a minute. */
    private static final ExecutorService SIX = Executors.newFixedThreadPool(6);

    @BeforeAll
    static void begin() {
        for (Target target : Target.values()) {
            RUNNING.put(target, SIX.submit(() -> Jazzer.fuzz(target, SECONDS)));
        }
    }

    @AfterAll
    static void end() {
        SIX.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void nothingEscapesAndMemoryStaysBounded(Target target) throws Exception {
        Jazzer.Outcome outcome = Objects.requireNonNull(RUNNING.get(target)).get();
        LOG.info("{}: {} runs", target, outcome.runs());
        assertThat(outcome.status()).as(outcome.log()).isZero();
        assertThat(outcome.runs()).as(outcome.log()).isGreaterThan(LEAST_RUNS);
    }
}
