// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.securecall.interop.BzrtpPeer;
import org.securecall.lab.Folder;
import org.securecall.lab.Ports;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.HashAlgorithm;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.MemoryCache;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOverUdp;

/**
 * How long two endpoints need from their first Hello until both are secure, over a path of 40 ms of round trip that loses
 * packets: two of Secure Call's, and two of bzrtp, Linphone's library. Both agree by X25519 with SHA-256, begin at the same
 * moment, and send voice as soon as they may. Each run of the one has the path, and the seed, of the run of the other, at the same
 * time, so whatever else the machine does meets both.
 */
final class HandshakeUnderLoss {

    private static final Duration ONE_WAY = Duration.ofMillis(20);
    private static final int[] LOSS_PERCENT = {0, 5, 10, 20};

    /** Longer than any schedule of either. */
    private static final Duration CALL = Duration.ofSeconds(60);

    private static final KeyAgreement KEY_AGREEMENT = KeyAgreement.X255;
    private static final HashAlgorithm HASH = HashAlgorithm.S256;

    /** As many exchanges as let the JVM compile what it runs often: a telephone has gone through some before its first call. */
    private static final int WARM_UPS = 40;

    private static final int ATTEMPTS = 3;

    private static final AlgorithmPreferences ALGORITHMS =
            AlgorithmPreferences.RECOMMENDED.withKeyAgreements(KEY_AGREEMENT).withHashes(HASH);

    private final SecureRandom random = new SecureRandom();
    private final KeyPool keys = new KeyPool(random, ALGORITHMS);
    private final Path bzrtp;

    private HandshakeUnderLoss(Path bzrtp) {
        this.bzrtp = bzrtp;
    }

    /** Two arguments, both optional: how many runs for each loss, 100; and how many at a time, 4. */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int atATime = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HandshakeUnderLoss bench =
                new HandshakeUnderLoss(BzrtpPeer.compile(Folder.of(HandshakeUnderLoss.class, "bzrtp")));
        bench.keys.warmUp();
        for (int i = 0; i < WARM_UPS; i++) {
            try (Pair pair = bench.new OwnPair(0, i, Duration.ZERO)) {
                pair.secureMs();
            }
        }
        out.println("From the first Hello until both are secure, ms; 40 ms of round trip, " + runs + " runs each");
        out.printf(
                Locale.ROOT, "%-6s %-32s %-32s %s%n", "loss", "Secure Call: median p95 worst", "bzrtp: ditto", "ratio");
        try (ExecutorService workers = Executors.newCachedThreadPool()) {
            for (int percent : LOSS_PERCENT) {
                Times own = Times.none();
                Times other = Times.none();
                for (int run = 0; run < runs; run += atATime) {
                    bench.round(workers, percent, run, Math.min(atATime, runs - run), own, other);
                }
                out.printf(
                        Locale.ROOT,
                        "%3d %%  %-32s %-32s %.2f%n",
                        percent,
                        own.summary(),
                        other.summary(),
                        own.percentile(50) / other.percentile(50));
            }
        }
    }

    private void round(ExecutorService workers, int percent, int first, int count, Times own, Times other)
            throws Exception {
        keys.fill();
        List<Pair> ours = new ArrayList<>();
        List<Pair> theirs = new ArrayList<>();
        try {
            for (int run = first; run < first + count; run++) {
                long seed = run;
                ours.add(prepared(() -> new OwnPair(percent, seed, ONE_WAY)));
                theirs.add(prepared(() -> new BzrtpPair(percent, seed)));
            }
            List<Future<Double>> ownMs =
                    ours.stream().map(pair -> workers.submit(pair::secureMs)).toList();
            List<Future<Double>> otherMs =
                    theirs.stream().map(pair -> workers.submit(pair::secureMs)).toList();
            for (Future<Double> ms : ownMs) {
                own.ms().add(ms.get());
            }
            for (Future<Double> ms : otherMs) {
                other.ms().add(ms.get());
            }
        } finally {
            ours.forEach(Pair::close);
            theirs.forEach(Pair::close);
        }
    }

    /** Two endpoints with a path between them, ready to begin. */
    private interface Pair extends AutoCloseable {

        /** Runs the exchange and says when the later of the two was secure. */
        double secureMs() throws Exception;

        @Override
        void close();
    }

    /** A free port may be taken by others before it is used. */
    private static Pair prepared(Callable<Pair> make) throws Exception {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return make.call();
            } catch (IOException e) {
                System.err.println("Once more, as this failed: " + e);
            }
        }
        return make.call();
    }

    private final class OwnPair implements Pair {

        private final LossyPath path;
        private final ZrtpOverUdp one;
        private final ZrtpOverUdp two;

        OwnPair(int percent, long seed, Duration oneWay) throws IOException {
            int first = Ports.free();
            int second = Ports.free();
            path = new LossyPath(first, second, oneWay, percent / 100.0, seed);
            one = new ZrtpOverUdp(first, loopback(path.firstsEntrance()), config());
            two = new ZrtpOverUdp(second, loopback(path.secondsEntrance()), config());
        }

        @Override
        public double secureMs() throws Exception {
            CountDownLatch secure = new CountDownLatch(2);
            CountDownLatch begin = new CountDownLatch(1);
            try (ExecutorService parties = Executors.newFixedThreadPool(2)) {
                Future<Double> first = parties.submit(() -> party(one, begin, secure));
                Future<Double> second = parties.submit(() -> party(two, begin, secure));
                begin.countDown();
                return Math.max(first.get(), second.get());
            }
        }

        private static double party(ZrtpOverUdp party, CountDownLatch begin, CountDownLatch secure) throws Exception {
            begin.await();
            ZrtpOverUdp.Outcome outcome = party.run(CALL, secure);
            return outcome.details().isPresent() ? outcome.secureAfterMs() : CALL.toMillis();
        }

        @Override
        public void close() {
            one.close();
            two.close();
            path.close();
        }
    }

    private ZrtpConfig config() {
        MemoryCache cache = new MemoryCache(random.nextInt(1, Integer.MAX_VALUE), InstantSource.system());
        return ZrtpConfig.recommended(random.nextInt(), cache, keys, InstantSource.system())
                .withAlgorithms(ALGORITHMS);
    }

    private final class BzrtpPair implements Pair {

        private final LossyPath path;
        private final BzrtpPeer one;
        private final BzrtpPeer two;

        BzrtpPair(int percent, long seed) throws IOException {
            int first = Ports.free();
            int second = Ports.free();
            path = new LossyPath(first, second, ONE_WAY, percent / 100.0, seed);
            one = bzrtpPeer(first, path.firstsEntrance());
            two = bzrtpPeer(second, path.secondsEntrance());
        }

        @Override
        public double secureMs() throws IOException {
            one.begin();
            two.begin();
            double first = one.secureAfterMs();
            double second = two.secureAfterMs();
            return Double.isNaN(first) || Double.isNaN(second) ? CALL.toMillis() : Math.max(first, second);
        }

        @Override
        public void close() {
            one.close();
            two.close();
            path.close();
        }
    }

    private BzrtpPeer bzrtpPeer(int port, int entrance) throws IOException {
        return new BzrtpPeer(bzrtp, port, entrance, CALL, KEY_AGREEMENT.label(), HASH.label());
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** @param ms of each run; one that failed counts as a whole call */
    private record Times(List<Double> ms) {

        static Times none() {
            return new Times(new ArrayList<>());
        }

        /** The nearest rank. */
        double percentile(int percent) {
            List<Double> sorted = ms.stream().sorted().toList();
            return sorted.get(Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.size()) - 1));
        }

        String summary() {
            return String.format(Locale.ROOT, "%7.1f %7.1f %7.1f", percentile(50), percentile(95), percentile(100));
        }
    }
}
