// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Retention;

/** Random changes and questions, before, while and after the calls of an earlier run are loaded, beside a model that has no index. */
class NaiveModelTest {

    private static final List<String> NAMES = List.of("", "Ann", "Anna", "Bob", "Bobby", "Carl");
    private static final List<String> PEERS = List.of(
            "sip:ann@one.example", "sip:bob@one.example", "sip:carl@two.example", "sip:dora@two.example", "practice");
    private static final List<String> TEXTS =
            List.of("", "a", "an", "ann", "ANNA", "bob", "bob one", "two", "x", "e o");

    private final MemoryRows rows = new MemoryRows();
    private final ByHand work = new ByHand();
    private final TreeMap<Long, PastCall> model = new TreeMap<>();

    private IndexedHistory history = IndexedHistory.inMemory(() -> PastCalls.START);
    private SplittableRandom random = new SplittableRandom(0);
    private Instant now = PastCalls.START;
    private Retention retention = Retention.FOREVER;
    private long newestOld;
    private long loadedDownTo;
    private boolean complete;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyQuestionIsAnsweredAsByTheModel(long seed) throws Exception {
        random = new SplittableRandom(seed);
        int earlier = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(6000);
        for (long id = 1; id <= earlier; id++) {
            now = now.plusSeconds(random.nextInt(100_000));
            if (random.nextInt(10) > 0) {
                PastCall call = randomCall().withId(id);
                model.put(id, call);
                rows.write(id, PastCallCodec.encode(call));
            }
        }
        newestOld = rows.lastId();
        loadedDownTo = newestOld + 1;
        int often = 1 + Math.max(1, earlier / 20);
        HistoryRows interrupted = new Interrupted(often);
        history.close();
        history = IndexedHistory.open(interrupted, retention, () -> now, notice -> {}, newestOld, work);
        for (int i = 0; i < 10; i++) {
            step();
        }
        work.runAll();
        if (!complete) {
            loadedDownTo = 0;
            complete = true;
        }
        retained();
        for (int i = 0; i < 300; i++) {
            step();
        }
        assertThat(history.count()).isEqualTo(model.size());
        TreeMap<Long, PastCall> kept = new TreeMap<>();
        rows.forEach((id, bytes) -> {
            kept.put(id, decoded(id, bytes));
            return true;
        });
        assertThat(kept).isEqualTo(model);
        history.close();
    }

    private PastCall randomCall() {
        return PastCalls.with(PEERS.get(random.nextInt(PEERS.size())), NAMES.get(random.nextInt(NAMES.size())), now);
    }

    private static PastCall decoded(long id, byte[] bytes) {
        try {
            return PastCallCodec.decode(id, bytes);
        } catch (DamagedPastCallException e) {
            throw new IllegalStateException(e);
        }
    }

    private void step() throws HistoryException {
        switch (random.nextInt(40)) {
            case 0 -> {
                String peer = PEERS.get(random.nextInt(PEERS.size()));
                history.clearPeer(peer.replace("sip:", "sips:").replace(".example", ".EXAMPLE;transport=tls"));
                model.values().removeIf(call -> call.peer().equals(peer));
            }
            case 1 -> {
                if (random.nextInt(10) == 0) {
                    history.clear();
                    model.clear();
                    loadedDownTo = 0;
                    complete = true;
                }
            }
            case 2 -> {
                retention = random.nextBoolean() ? Retention.FOREVER : Retention.ofDays(1 + random.nextInt(5000));
                history.retain(retention);
                if (complete) {
                    work.runAll();
                    retained();
                }
            }
            case 3 -> {
                work.pass(Duration.ofDays(1));
                retained();
            }
            case 4, 5, 6, 7, 8, 9 -> remove();
            case 10, 11, 12, 13, 14, 15 -> {
                now = now.plusSeconds(random.nextInt(-1000, 100_000));
                PastCall added = history.add(randomCall());
                assertThat(added.id()).isGreaterThan(model.isEmpty() ? newestOld : model.lastKey());
                model.put(added.id(), added);
            }
            default -> ask();
        }
    }

    private void remove() {
        long id = random.nextLong(1, (model.isEmpty() ? 1 : model.lastKey()) + 2);
        boolean was = history.remove(id);
        if (visible(id)) {
            assertThat(was).isEqualTo(model.containsKey(id));
        }
        model.remove(id);
    }

    private boolean visible(long id) {
        return complete || id > newestOld || id >= loadedDownTo;
    }

    private void retained() {
        Optional<Instant> oldest = retention.oldest(now);
        oldest.ifPresent(limit -> model.values()
                .removeIf(call -> visible(call.id()) && call.started().isBefore(limit)));
    }

    private void ask() throws HistoryException {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        OptionalLong before = random.nextBoolean()
                ? OptionalLong.empty()
                : OptionalLong.of(random.nextLong(0, (model.isEmpty() ? 1 : model.lastKey()) + 2));
        int limit = random.nextInt(1, 60);
        List<PastCall> expected = model.descendingMap().values().stream()
                .filter(call -> visible(call.id()) && call.id() < before.orElse(Long.MAX_VALUE) && matches(call, text))
                .limit(limit)
                .toList();
        assertThat(history.search(text, before, limit)).isEqualTo(new HistoryPage(expected, complete));
    }

    private static boolean matches(PastCall call, String text) {
        String name = call.displayName().toLowerCase(Locale.ROOT);
        String address = call.peer().replace("sip:", "");
        for (String word : text.toLowerCase(Locale.ROOT).split(" ", -1)) {
            if (!name.contains(word) && !address.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Between two rows that are loaded, something else happens now and then. */
    private final class Interrupted extends ForwardingRows {

        private final int often;

        Interrupted(int often) {
            super(rows);
            this.often = often;
        }

        @Override
        public void forEach(IdAndBytesConsumer consumer) throws HistoryException {
            rows.forEach((id, bytes) -> {
                boolean goOn = consumer.accept(id, bytes);
                if (id <= newestOld) {
                    loadedDownTo = Math.min(loadedDownTo, id);
                }
                if (random.nextInt(often) == 0) {
                    try {
                        step();
                    } catch (HistoryException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return goOn;
            });
        }
    }
}
