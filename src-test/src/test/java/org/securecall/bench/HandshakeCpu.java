// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpMachine;
import org.securecall.media.zrtp.ZrtpOutput;

/**
 * What a whole ZRTP exchange takes of the processor, both sides together, from the first Hello until both are secure: two
 * machines in memory, on one thread. Measured warm, by JMH, with the key pairs made on the way; and as the first exchange of
 * a program that has just started, with its warm-up and without.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = SrtpThroughput.QUIET)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandshakeCpu {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<String> NAMES = List.of("X255", "X1M1", "X1M2", "X3M3");
    private static final int STARTS = 5;

    /** Two endpoints that remember nothing and begin anew each time. */
    @State(Scope.Thread)
    public static class Endpoints {

        @Param({"X255", "X1M1", "X1M2", "X3M3"})
        public String keyAgreement = "";

        private final SecureRandom random = new SecureRandom();
        private AlgorithmPreferences algorithms = AlgorithmPreferences.RECOMMENDED;
        private KeyPool keys = new KeyPool(random);

        @Setup(Level.Trial)
        public void choose() {
            KeyAgreement wanted = List.of(KeyAgreement.values()).stream()
                    .filter(known -> known.label().equals(keyAgreement))
                    .findFirst()
                    .orElseThrow();
            algorithms = algorithms.withKeyAgreements(wanted);
            keys = new KeyPool(random, algorithms);
        }

        void exchange() {
            try (ZrtpMachine one = machine(1);
                    ZrtpMachine other = machine(2)) {
                Deque<Packet> underWay = new ArrayDeque<>();
                send(underWay, other, one.start());
                send(underWay, one, other.start());
                while (!underWay.isEmpty()) {
                    Packet packet = underWay.removeFirst();
                    ZrtpMachine from = packet.to == one ? other : one;
                    send(underWay, from, packet.to.receive(packet.octets));
                }
                if (one.details().isEmpty() || other.details().isEmpty()) {
                    throw new IllegalStateException("The exchange with " + keyAgreement + " came to nothing");
                }
            }
        }

        private ZrtpMachine machine(int number) {
            ZrtpCache cache = new NoCache(new Zid("%024x".formatted(number)));
            return ZrtpMachine.create(
                    ZrtpConfig.recommended(number, cache, keys, InstantSource.system())
                            .withAlgorithms(algorithms),
                    random);
        }

        private static void send(Deque<Packet> underWay, ZrtpMachine to, List<ZrtpOutput> outputs) {
            for (ZrtpOutput output : outputs) {
                if (output instanceof ZrtpOutput.Send(byte[] packet)) {
                    underWay.addLast(new Packet(to, ByteBuffer.wrap(packet)));
                } else if (output instanceof ZrtpOutput.KeysReady ready) {
                    ready.keys().close();
                }
            }
        }
    }

    private record Packet(ZrtpMachine to, ByteBuffer octets) {}

    private record NoCache(Zid localZid) implements ZrtpCache {

        @Override
        public Optional<RetainedSecrets> find(Zid peer) {
            return Optional.empty();
        }

        @Override
        public void store(Zid peer, RetainedSecrets secrets) {
            secrets.close();
        }

        @Override
        public void setVerified(Zid peer, boolean verified) {}
    }

    /** Summed up over the exchanges of an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu {

        public long nanoseconds;
        public long exchanges;
    }

    @Benchmark
    public void exchange(Endpoints endpoints, Cpu cpu) {
        long before = THREADS.getCurrentThreadCpuTime();
        endpoints.exchange();
        cpu.nanoseconds += THREADS.getCurrentThreadCpuTime() - before;
        cpu.exchanges++;
    }

    /** Without arguments: measures everything. With a key agreement and "warmed" or "cold": one first exchange, for that. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (arguments.length == 2) {
            first(out, arguments[0], arguments[1].equals("warmed"));
            return;
        }
        out.println("Processor time of a whole exchange, both sides together, in milliseconds: median (min-max, n)");
        measureWarm(out);
        for (String name : NAMES) {
            for (String how : List.of("warmed", "cold")) {
                measureFirst(out, name, how);
            }
        }
    }

    private static void measureWarm(PrintStream out) throws RunnerException {
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include("^" + HandshakeCpu.class.getName() + "\\.")
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run()) {
            double nanoseconds = counter(result, "nanoseconds");
            double exchanges = counter(result, "exchanges");
            out.printf(
                    Locale.ROOT,
                    "%s warm: %.2f of processor, %.2f of time, over %.0f exchanges with fresh key pairs%n",
                    result.getParams().getParam("keyAgreement"),
                    nanoseconds / exchanges / 1e6,
                    result.getPrimaryResult().getScore() / 1e3,
                    exchanges);
        }
    }

    /** JMH gives its results raw. */
    @SuppressWarnings("rawtypes")
    private static double counter(RunResult result, String name) {
        Result found = result.getSecondaryResults().get(name);
        if (found == null) {
            throw new IllegalStateException("JMH has no " + name);
        }
        return found.getScore();
    }

    private static void first(PrintStream out, String name, boolean warmed) throws InterruptedException {
        Endpoints endpoints = new Endpoints();
        endpoints.keyAgreement = name;
        endpoints.choose();
        if (warmed) {
            // As the program does it: in the background, while nobody calls yet.
            Thread background = Thread.ofPlatform().start(endpoints.keys::warmUp);
            background.join();
        }
        long cpu = THREADS.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        endpoints.exchange();
        out.printf(
                Locale.ROOT,
                "%.3f %.3f%n",
                (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6,
                (System.nanoTime() - begun) / 1e6);
    }

    private static void measureFirst(PrintStream out, String name, String how)
            throws IOException, InterruptedException {
        List<Double> cpu = new ArrayList<>();
        List<Double> time = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            HandshakeCpu.class.getName(),
                            name,
                            how)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                String[] words = reader.readLine().split(" ", -1);
                cpu.add(Double.parseDouble(words[0]));
                time.add(Double.parseDouble(words[1]));
            }
            if (process.waitFor() != 0) {
                throw new IOException("The first exchange with " + name + " failed");
            }
        }
        out.printf(
                Locale.ROOT,
                "%s first after start, %s: %s of processor, %s of time%n",
                name,
                how,
                Figures.summary(cpu),
                Figures.summary(time));
    }
}
