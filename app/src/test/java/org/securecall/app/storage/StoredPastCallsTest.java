// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.history.HistoryRows;

class StoredPastCallsTest {

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    private Storage open() throws StorageException {
        return Stores.open(directory, notices, clock);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> read(HistoryRows rows, long id) throws Exception {
        return rows.read(id).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    private static Map<Long, String> all(HistoryRows rows) throws Exception {
        Map<Long, String> all = new LinkedHashMap<>();
        rows.forEach((id, content) -> {
            all.put(id, new String(content, StandardCharsets.UTF_8));
            return true;
        });
        return all;
    }

    @Test
    void rowsAreThereAtOnceHoweverFarTheDiskIs() throws Exception {
        try (Storage storage = open()) {
            HistoryRows rows = storage.pastCalls();
            storage.writer().submit(new DiskFailureTest.Pragma("query_only = ON"));
            Stores.sync(storage);
            rows.write(1, bytes("one"));
            rows.write(2, bytes("two"));
            // The disk takes nothing, and they can be read.
            assertThat(notices.next()).contains("may not be written");
            assertThat(read(rows, 1)).contains("one");
            rows.delete(new long[] {1});
            assertThat(read(rows, 1)).isEmpty();
            assertThat(read(rows, 3)).isEmpty();
        }
    }

    @Test
    void rowsAreThereAfterReopening() throws Exception {
        try (Storage storage = open()) {
            HistoryRows rows = storage.pastCalls();
            assertThat(rows.lastId()).isZero();
            rows.write(1, bytes("one"));
            rows.write(2, bytes("two"));
            rows.delete(new long[] {1});
        }
        try (Storage storage = open()) {
            assertThat(storage.pastCalls().lastId()).isEqualTo(2);
            assertThat(all(storage.pastCalls())).containsExactly(Map.entry(2L, "two"));
        }
    }

    @Test
    void whatWasClearedIsGoneFromTheFilesAndLaterRowsStay() throws Exception {
        try (Storage storage = open()) {
            HistoryRows rows = storage.pastCalls();
            for (int id = 1; id <= 200; id++) {
                rows.write(id, bytes("call number " + id));
            }
            Stores.sync(storage);
            long pages = Long.parseLong(Stores.query(directory, "SELECT count(*) FROM past_call"));
            assertThat(pages).isEqualTo(200);
            byte[] sealed = java.util.HexFormat.of()
                    .parseHex(Stores.query(directory, "SELECT hex(value) FROM past_call WHERE id = 77"));
            assertThat(RawFiles.hold(directory, sealed)).isTrue();
            assertThat(RawFiles.hold(directory, "call number")).isFalse();
            rows.deleteAll();
            rows.write(201, bytes("after"));
            rows.deleteAll();
            rows.write(202, bytes("last"));
            assertThat(read(rows, 201)).isEmpty();
            assertThat(all(rows).keySet()).isSubsetOf(202L);
            Stores.sync(storage);
            assertThat(all(rows)).containsExactly(Map.entry(202L, "last"));
            assertThat(RawFiles.hold(directory, sealed)).isFalse();
        }
    }

    @Test
    void manyRowsComeNewestFirstAndAConsumerMayStop() throws Exception {
        try (Storage storage = open()) {
            HistoryRows rows = storage.pastCalls();
            for (int id = 1; id <= 12_000; id++) {
                rows.write(id, bytes(Integer.toString(id)));
                if (id % 500 == 0) {
                    Stores.sync(storage);
                }
            }
            Map<Long, String> all = all(rows);
            assertThat(all).hasSize(12_000);
            assertThat(all.keySet()).first().isEqualTo(12_000L);
            assertThat(all.keySet()).last().isEqualTo(1L);
            int[] taken = new int[1];
            rows.forEach((id, content) -> ++taken[0] < 7000);
            assertThat(taken[0]).isEqualTo(7000);
        }
    }

    @Test
    void aRowInThePlaceOfAnotherIsGivenAsNone() throws Exception {
        try (Storage storage = open()) {
            storage.pastCalls().write(1, bytes("one"));
            storage.pastCalls().write(2, bytes("two"));
        }
        Stores.query(
                directory,
                "UPDATE past_call SET value = (SELECT value FROM past_call WHERE id = 1) WHERE id = 2 RETURNING 1");
        try (Storage storage = open()) {
            assertThat(read(storage.pastCalls(), 1)).contains("one");
            assertThat(read(storage.pastCalls(), 2)).contains("");
        }
    }

    @Test
    void anyOrderOfChangesLeavesWhatAMapWouldHave() throws Exception {
        Random random = new Random(7);
        TreeMap<Long, String> model = new TreeMap<>();
        long last = 0;
        for (int run = 0; run < 5; run++) {
            try (Storage storage = open()) {
                HistoryRows rows = storage.pastCalls();
                for (int step = 0; step < 200; step++) {
                    switch (random.nextInt(8)) {
                        case 0 -> {
                            rows.deleteAll();
                            model.clear();
                        }
                        case 1, 2 -> {
                            long id = 1L + random.nextInt((int) last + 1);
                            rows.delete(new long[] {id});
                            model.remove(id);
                        }
                        case 3 -> Stores.sync(storage);
                        default -> {
                            last++;
                            String text = "call " + last;
                            rows.write(last, bytes(text));
                            model.put(last, text);
                        }
                    }
                    long some = 1L + random.nextInt((int) last + 1);
                    assertThat(read(rows, some)).isEqualTo(Optional.ofNullable(model.get(some)));
                }
                Stores.sync(storage);
                assertThat(all(rows)).isEqualTo(model);
            }
        }
        assertThat(notices.rest()).isEmpty();
    }
}
