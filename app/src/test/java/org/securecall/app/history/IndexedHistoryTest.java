// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Retention;

class IndexedHistoryTest {

    private static final OptionalLong NEWEST = OptionalLong.empty();

    private final MemoryRows rows = new MemoryRows();
    private final ByHand work = new ByHand();
    private final List<String> notices = new ArrayList<>();
    private Instant now = PastCalls.START;

    private IndexedHistory open(Retention retention) {
        return IndexedHistory.open(rows, retention, () -> now, notices::add, rows.lastId(), work);
    }

    /** Calls of an earlier run, a day apart, the newest of them now. */
    private void earlier(int calls) {
        for (int i = 1; i <= calls; i++) {
            Instant started = now.minus(Duration.ofDays(calls - i));
            rows.write(i, PastCallCodec.encode(PastCalls.with("sip:bob@example.org", "Bob", started)));
        }
    }

    private static List<Long> ids(HistoryStore history) throws HistoryException {
        return history.page(NEWEST, 1000).calls().stream().map(PastCall::id).toList();
    }

    @Test
    void callsComeBackInTheNextRunAndTheIdsGrowOn() throws Exception {
        PastCall added;
        try (IndexedHistory first = open(Retention.FOREVER)) {
            work.runAll();
            added = first.add(PastCalls.full());
            assertThat(added).isEqualTo(PastCalls.full().withId(1));
        }
        try (IndexedHistory second = open(Retention.FOREVER)) {
            work.runAll();
            assertThat(second.page(NEWEST, 10)).isEqualTo(new HistoryPage(List.of(added), true));
            assertThat(second.add(PastCalls.bare()).id()).isEqualTo(2);
            assertThat(ids(second)).containsExactly(2L, 1L);
        }
    }

    @Test
    void workInTheBackgroundThatChangesSomethingIsTold() throws Exception {
        earlier(3);
        List<Integer> counts = new ArrayList<>();
        try (IndexedHistory history = open(Retention.FOREVER)) {
            history.onRenewed(() -> counts.add(history.count()));
            work.runAll();
            assertThat(counts).containsExactly(3);
            history.retain(Retention.FOREVER);
            work.runAll();
            assertThat(counts).containsExactly(3);
            history.retain(Retention.ofDays(1));
            work.runAll();
            assertThat(counts).containsExactly(3, 2);
        }
    }

    @Test
    void questionsBeforeEverythingIsLoadedAreAnsweredFromWhatIsThere() throws Exception {
        earlier(3);
        try (IndexedHistory history = open(Retention.FOREVER)) {
            history.add(PastCalls.bare());
            HistoryPage early = history.page(NEWEST, 10);
            assertThat(early.complete()).isFalse();
            assertThat(early.calls()).extracting(PastCall::id).containsExactly(4L);
            work.runAll();
            assertThat(history.page(NEWEST, 10).complete()).isTrue();
            assertThat(ids(history)).containsExactly(4L, 3L, 2L, 1L);
        }
    }

    @Test
    void whatIsRemovedBeforeItIsLoadedStaysRemoved() throws Exception {
        earlier(3);
        rows.write(4, PastCallCodec.encode(PastCalls.with("sip:alice@example.org", "", now)));
        try (IndexedHistory history = open(Retention.FOREVER)) {
            assertThat(history.remove(2)).isTrue();
            assertThat(history.remove(77)).isFalse();
            history.clearPeer("sip:alice@EXAMPLE.org");
            work.runAll();
            assertThat(ids(history)).containsExactly(3L, 1L);
            assertThat(rows.read(2)).isEmpty();
            assertThat(rows.read(4)).isEmpty();
            assertThat(history.remove(2)).isFalse();
        }
    }

    @Test
    void clearedHistoryIsCompleteAndEmptyThoughItWasNotLoaded() throws Exception {
        earlier(3);
        try (IndexedHistory history = open(Retention.FOREVER)) {
            history.add(PastCalls.bare());
            history.clear();
            assertThat(history.page(NEWEST, 10)).isEqualTo(new HistoryPage(List.of(), true));
            assertThat(history.add(PastCalls.bare()).id()).isEqualTo(5);
            work.runAll();
            assertThat(ids(history)).containsExactly(5L);
            assertThat(rows.read(3)).isEmpty();
        }
    }

    @Test
    void whatCannotBeReadIsToldOfAndKept() throws Exception {
        earlier(3);
        rows.write(2, new byte[] {1, 2, 3});
        rows.write(4, new byte[0]);
        try (IndexedHistory history = open(Retention.FOREVER)) {
            work.runAll();
            assertThat(ids(history)).containsExactly(3L, 1L);
            assertThat(history.page(NEWEST, 10).complete()).isTrue();
        }
        assertThat(notices).containsExactly("2 calls of the history cannot be read; they are kept as they are");
        assertThat(rows.read(2)).isPresent();
        assertThat(rows.read(4)).isPresent();
    }

    @Test
    void callThatIsDamagedLaterIsPassedOver() throws Exception {
        earlier(3);
        try (IndexedHistory history = open(Retention.FOREVER)) {
            work.runAll();
            rows.write(3, new byte[] {9});
            assertThat(history.page(NEWEST, 1).calls()).extracting(PastCall::id).containsExactly(2L);
        }
    }

    @Test
    void rowsThatCannotBeReadToTheirEndAreShownInPart() throws Exception {
        earlier(3);
        HistoryRows breaking = new ForwardingRows(rows) {
            @Override
            public void forEach(IdAndBytesConsumer consumer) throws HistoryException {
                consumer.accept(3, rows.read(3).orElseThrow());
                throw new HistoryException("The disk is gone.");
            }
        };
        try (IndexedHistory history =
                IndexedHistory.open(breaking, Retention.FOREVER, () -> now, notices::add, 3, work)) {
            work.runAll();
            assertThat(ids(history)).containsExactly(3L);
            assertThat(history.page(NEWEST, 10).complete()).isFalse();
            assertThat(history.remove(1)).isTrue();
        }
        assertThat(notices).containsExactly("The call history is shown in part: The disk is gone.");
        assertThat(rows.read(1)).isEmpty();
    }

    @Test
    void pageThatCannotBeReadFailsWithTheReason() {
        HistoryRows breaking = new ForwardingRows(rows) {
            @Override
            public Optional<byte[]> read(long id) throws HistoryException {
                throw new HistoryException("The disk is gone.");
            }
        };
        try (IndexedHistory history =
                IndexedHistory.open(breaking, Retention.FOREVER, () -> now, notices::add, 0, work)) {
            history.add(PastCalls.bare());
            assertThatThrownBy(() -> history.page(NEWEST, 10))
                    .isInstanceOf(HistoryException.class)
                    .hasMessage("The disk is gone.");
        }
    }

    // Retention.

    @Test
    void oldCallsGoAtTheStartAndOnceADay() throws Exception {
        earlier(5);
        try (IndexedHistory history = open(Retention.ofDays(2))) {
            work.runAll();
            assertThat(ids(history)).as("started up to two days ago").containsExactly(5L, 4L, 3L);
            now = now.plus(Duration.ofHours(23));
            assertThat(ids(history)).containsExactly(5L, 4L, 3L);
            now = now.plus(Duration.ofHours(1));
            work.pass(Duration.ofDays(1));
            assertThat(ids(history)).containsExactly(5L, 4L);
            assertThat(rows.read(3)).isEmpty();
            assertThat(history.count()).isEqualTo(2);
        }
    }

    @Test
    void retentionCanBeChangedAndForEverKeepsAll() throws Exception {
        earlier(5);
        try (IndexedHistory history = open(Retention.FOREVER)) {
            work.runAll();
            work.pass(Duration.ofDays(1));
            assertThat(history.count()).isEqualTo(5);
            history.retain(Retention.ofDays(1));
            work.runAll();
            assertThat(ids(history)).containsExactly(5L, 4L);
            history.retain(Retention.FOREVER);
            now = now.plus(Duration.ofDays(1000));
            work.pass(Duration.ofDays(1));
            assertThat(history.count()).isEqualTo(2);
        }
    }

    @Test
    void daysOutOfRangeAreRefused() {
        for (int days : new int[] {0, -1, 36_501}) {
            assertThatThrownBy(() -> Retention.ofDays(days)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Retention.ofDays(36_500).oldest(now)).contains(now.minus(Duration.ofDays(36_500)));
        assertThat(Retention.FOREVER.oldest(now)).isEmpty();
    }

    // Its own thread.

    @Test
    void realThreadLoadsAndEndsWithTheHistory() throws Exception {
        earlier(3);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HistoryRows slow = new ForwardingRows(rows) {
            @Override
            public void forEach(IdAndBytesConsumer consumer) throws HistoryException {
                begun.countDown();
                try {
                    goOn.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new HistoryException("Interrupted", e);
                }
                super.forEach(consumer);
            }
        };
        IndexedHistory history = IndexedHistory.open(slow, Retention.FOREVER, () -> now, notices::add);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(history.page(NEWEST, 10)).isEqualTo(new HistoryPage(List.of(), false));
        goOn.countDown();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!history.page(NEWEST, 10).complete()) {
            assertThat(System.nanoTime()).as("the history is loaded").isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(ids(history)).containsExactly(3L, 2L, 1L);
        history.close();
        assertThat(notices).isEmpty();
    }

    @Test
    void callsOfManyThreadsAreAllKeptWhileOthersAsk() throws Exception {
        int each = 3000;
        earlier(each);
        try (IndexedHistory history = IndexedHistory.open(rows, Retention.FOREVER, () -> now, notices::add);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                done.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        history.add(PastCalls.with("sip:" + i + "@example.org", "", now));
                    }
                }));
            }
            for (int thread = 0; thread < 2; thread++) {
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        List<Long> ids = history.search("example", NEWEST, 50).calls().stream()
                                .map(PastCall::id)
                                .toList();
                        assertThat(ids).isSortedAccordingTo(Comparator.reverseOrder());
                        history.clearPeer("sip:" + i + "@example.org");
                    }
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get(60, TimeUnit.SECONDS);
            }
            for (int i = 0; i < 300; i++) {
                history.clearPeer("sip:" + i + "@example.org");
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!history.page(NEWEST, 1).complete()) {
                assertThat(System.nanoTime()).as("the history is loaded").isLessThan(end);
                Thread.onSpinWait();
            }
            assertThat(history.count()).isEqualTo(each + 2 * (each - 300));
            assertThat(history.page(NEWEST, 1000).calls()).hasSize(1000);
        }
    }

    @Test
    void closedHistoryStopsLoading() throws Exception {
        earlier(3);
        List<Long> given = new ArrayList<>();
        HistoryRows counting = new ForwardingRows(rows) {
            @Override
            public void forEach(IdAndBytesConsumer consumer) throws HistoryException {
                super.forEach((id, bytes) -> {
                    given.add(id);
                    return consumer.accept(id, bytes);
                });
            }
        };
        IndexedHistory history = IndexedHistory.open(counting, Retention.FOREVER, () -> now, notices::add, 3, work);
        Runnable underWay = work.takeFirst();
        history.close();
        underWay.run();
        assertThat(given).containsExactly(3L);
        assertThat(history.page(NEWEST, 10).complete()).isFalse();
    }
}
