// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Retention;
import org.securecall.app.history.IndexedHistory;
import org.securecall.app.history.PastCallCodec;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;

/**
 * A sealed profile with a hundred thousand contacts and a million past calls: how much later it is open than an empty one, and how
 * long what one types takes until the contacts, or the calls, are there.
 */
public final class ProfileStart {

    private static final int BATCH = 5000;
    private static final int OPENINGS = 7;
    private static final int QUERIES = 200;
    private static final int PAGE = 50;

    private ProfileStart() {}

    /** {@code FOLDER [CONTACTS CALLS]}; the folder is made, or used again where it has a profile. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[0]);
        int contacts = arguments.length == 3 ? Integer.parseInt(arguments[1]) : 100_000;
        int calls = arguments.length == 3 ? Integer.parseInt(arguments[2]) : 1_000_000;
        Path full = folder.resolve("full");
        Path empty = folder.resolve("empty");
        open(empty).close();
        if (!Files.exists(full)) {
            out.printf(Locale.ROOT, "Making a profile of %d contacts and %d past calls%n", contacts, calls);
            fill(full, contacts, calls);
        }
        List<Double> emptyTimes = new ArrayList<>();
        List<Double> fullTimes = new ArrayList<>();
        for (int i = 0; i < OPENINGS; i++) {
            emptyTimes.add(opening(empty));
            fullTimes.add(opening(full));
        }
        out.printf(
                Locale.ROOT,
                "opened in ms, median of %d: empty %.0f, full %.0f, which is %.0f later%n",
                OPENINGS,
                Figures.median(emptyTimes),
                Figures.median(fullTimes),
                Figures.median(fullTimes) - Figures.median(emptyTimes));
        long opened = System.nanoTime();
        try (Storage storage = open(full)) {
            storage.contacts().loaded().join();
            out.printf(
                    Locale.ROOT,
                    "contacts: all %d known %.0f ms after the beginning, in the background%n",
                    storage.contacts().contacts().size(),
                    HistorySearch.milliseconds(opened));
            List<Double> typed = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(2);
            List<Contact> all = storage.contacts().contacts();
            while (typed.size() < QUERIES) {
                String name = all.get(random.nextInt(all.size())).name();
                for (int length = 1; length <= name.length() && typed.size() < QUERIES; length++) {
                    long begun = System.nanoTime();
                    storage.contacts().search(name.substring(0, length));
                    typed.add(HistorySearch.milliseconds(begun));
                }
            }
            report(out, "contacts", typed);
            calls(out, storage, all);
        }
    }

    private static void calls(PrintStream out, Storage storage, List<Contact> all) throws Exception {
        long begun = System.nanoTime();
        try (IndexedHistory history =
                IndexedHistory.open(storage.pastCalls(), Retention.FOREVER, InstantSource.system(), out::println)) {
            while (history.page(OptionalLong.empty(), PAGE).calls().isEmpty()) {
                LockSupport.parkNanos(100_000);
            }
            double first = HistorySearch.milliseconds(begun);
            while (!history.page(OptionalLong.empty(), 1).complete()) {
                LockSupport.parkNanos(1_000_000);
            }
            out.printf(
                    Locale.ROOT,
                    "history: the first page after %.0f ms, all %d calls known after %.0f ms in the background%n",
                    first,
                    history.count(),
                    HistorySearch.milliseconds(begun));
            List<Double> typed = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(3);
            while (typed.size() < QUERIES) {
                String name = all.get(random.nextInt(all.size())).name();
                for (int length = 1; length <= name.length() && typed.size() < QUERIES; length++) {
                    long pressed = System.nanoTime();
                    history.search(name.substring(0, length), OptionalLong.empty(), PAGE);
                    typed.add(HistorySearch.milliseconds(pressed));
                }
            }
            report(out, "calls", typed);
        }
    }

    private static void report(PrintStream out, String what, List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%d keys pressed in a search of %s: median %.1f ms, worst %.1f ms%n",
                sorted.size(),
                what,
                Figures.median(sorted),
                sorted.getLast());
    }

    private static Storage open(Path folder) throws Exception {
        return Storage.open(folder, Keys.FILE, notice -> {});
    }

    private static double opening(Path folder) throws Exception {
        long begun = System.nanoTime();
        try (Storage _ = open(folder)) {
            return HistorySearch.milliseconds(begun);
        }
    }

    private static void fill(Path folder, int contacts, int calls) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<HistorySearch.Peer> peers = new ArrayList<>();
        try (Storage storage = open(folder)) {
            List<Contact> batch = new ArrayList<>();
            for (int i = 0; i < contacts; i++) {
                HistorySearch.Peer peer = HistorySearch.peer(random, i);
                peers.add(peer);
                batch.add(new Contact(0, peer.name().isEmpty() ? "Nobody " + i : peer.name(), peer.address(), false));
                if (batch.size() == BATCH || i == contacts - 1) {
                    storage.contacts().putAll(batch);
                    storage.sync().get(1, TimeUnit.MINUTES);
                    batch.clear();
                }
            }
            Instant begin = Instant.parse("2006-01-01T00:00:00Z");
            for (int i = 0; i < calls; i++) {
                HistorySearch.Peer peer = peers.get(random.nextInt(peers.size()));
                storage.pastCalls()
                        .write(
                                i + 1L,
                                PastCallCodec.encode(HistorySearch.call(random, peer, begin.plusSeconds(600L * i))));
                if (i % BATCH == BATCH - 1) {
                    storage.sync().get(1, TimeUnit.MINUTES);
                }
            }
            storage.sync().get(1, TimeUnit.MINUTES);
        }
    }
}
