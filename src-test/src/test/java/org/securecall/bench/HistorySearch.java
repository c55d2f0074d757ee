// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Retention;
import org.securecall.app.api.Security;
import org.securecall.app.history.HistoryException;
import org.securecall.app.history.HistoryRows;
import org.securecall.app.history.IndexedHistory;
import org.securecall.app.history.PastCallCodec;

/**
 * The call history with a million calls: how long it takes to be loaded, and what each key pressed in its search box takes until there
 * is a page. The rows are in memory and not encrypted; with encrypted ones on a disk, loading takes longer by their reading, and a
 * page by that of its 50 rows.
 */
public final class HistorySearch {

    private static final int QUERIES = 200;
    private static final int PAGE = 50;
    private static final Instant BEGIN = Instant.parse("2006-01-01T00:00:00Z");
    private static final String[] SYLLABLES = {
        "an", "bel", "ca", "dor", "el", "fri", "gü", "ha", "il", "jo", "ka", "lé", "mar", "nø", "ol", "pe", "que", "ro",
        "sa", "to", "ul", "va", "wil", "xa", "yo", "ze", "ber", "chen", "ham", "ström", "ski", "ova"
    };

    private HistorySearch() {}

    record Peer(String address, String name) {}

    public static void main(String[] arguments) throws HistoryException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int calls = arguments.length == 2 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int peers = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 100_000;
        SplittableRandom random = new SplittableRandom(1);
        List<Peer> known = new ArrayList<>();
        for (int i = 0; i < peers; i++) {
            known.add(peer(random, i));
        }
        ManyRows rows = new ManyRows(calls);
        for (int i = 0; i < calls; i++) {
            Peer peer = known.get(i < peers ? i : random.nextInt(peers));
            rows.write(i + 1, PastCallCodec.encode(call(random, peer, BEGIN.plusSeconds(600L * i))));
        }
        long before = used();
        long begun = System.nanoTime();
        try (IndexedHistory history =
                IndexedHistory.open(rows, Retention.FOREVER, InstantSource.system(), out::println)) {
            HistoryPage first = history.page(OptionalLong.empty(), PAGE);
            while (first.calls().size() < Math.min(PAGE, calls)) {
                LockSupport.parkNanos(100_000);
                first = history.page(OptionalLong.empty(), PAGE);
            }
            double page = milliseconds(begun);
            while (!history.page(OptionalLong.empty(), 1).complete()) {
                LockSupport.parkNanos(1_000_000);
            }
            out.printf(
                    Locale.ROOT,
                    "%d calls with %d peers loaded in %.0f ms, the first page after %.1f ms; the index takes %d MiB%n",
                    history.count(),
                    peers,
                    milliseconds(begun),
                    page,
                    (used() - before) >> 20);
            for (String round : List.of("right after loading", "later")) {
                type(out, round, history, known, random);
            }
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    static double milliseconds(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    /** Types names and addresses, a letter at a time. */
    private static void type(
            PrintStream out, String round, IndexedHistory history, List<Peer> known, SplittableRandom random)
            throws HistoryException {
        List<Double> times = new ArrayList<>();
        int found = 0;
        while (times.size() < QUERIES) {
            Peer peer = known.get(random.nextInt(known.size()));
            String wanted = random.nextBoolean() ? peer.name() : peer.address();
            for (int length = 1; length <= wanted.length() && times.size() < QUERIES; length++) {
                long begun = System.nanoTime();
                HistoryPage page = history.search(wanted.substring(0, length), OptionalLong.empty(), PAGE);
                times.add(milliseconds(begun));
                found += page.calls().size();
            }
        }
        if (found == 0) {
            throw new IllegalStateException("Nothing was found");
        }
        List<Double> sorted = times.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%d keys pressed %s: median %.1f ms, worst %.1f ms%n",
                sorted.size(),
                round,
                Figures.median(sorted),
                sorted.getLast());
    }

    static Peer peer(SplittableRandom random, int number) {
        String first = word(random, 2);
        String last = word(random, 3);
        String user = String.format(Locale.ROOT, "u%d", number);
        return new Peer(
                "sip:" + user + "@" + SYLLABLES[number % 5] + ".example.org",
                random.nextInt(10) == 0 ? "" : first + " " + last);
    }

    private static String word(SplittableRandom random, int syllables) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    static PastCall call(SplittableRandom random, Peer peer, Instant started) {
        return new PastCall(
                0,
                random.nextBoolean() ? CallSnapshot.Direction.INCOMING : CallSnapshot.Direction.OUTGOING,
                peer.address(),
                peer.name(),
                Optional.of("sip:alice@example.org"),
                started,
                Optional.of(started.plusMillis(random.nextInt(20_000))),
                started.plusSeconds(30 + random.nextInt(3600)),
                0,
                "The other side hung up.",
                Optional.of(new PastCall.Shield(Security.State.ENCRYPTED, Security.State.VERIFIED)),
                Security.Protocol.ZRTP,
                "X255 S256 AES3 HS80",
                true,
                peer.name(),
                Optional.of(new PastCall.Quality(random.nextInt(180_000), random.nextInt(100), 1.5, 20.25, "opus")));
    }

    /** All in one array: an id is the place, counted from 1. */
    private static final class ManyRows implements HistoryRows {

        private final byte[][] octets;

        ManyRows(int calls) {
            octets = new byte[calls][];
        }

        @Override
        public long lastId() {
            return octets.length;
        }

        @Override
        public void forEach(IdAndBytesConsumer consumer) {
            for (int i = octets.length; i > 0 && consumer.accept(i, octets[i - 1]); i--) {
                // Until the consumer has enough.
            }
        }

        @Override
        public Optional<byte[]> read(long id) {
            return Optional.ofNullable(octets[(int) id - 1]);
        }

        @Override
        public void write(long id, byte[] bytes) {
            octets[(int) id - 1] = bytes;
        }

        @Override
        public void delete(long[] ids) {
            for (long id : ids) {
                octets[(int) id - 1] = null;
            }
        }

        @Override
        public void deleteAll() {
            for (int i = 0; i < octets.length; i++) {
                octets[i] = null;
            }
        }
    }
}
