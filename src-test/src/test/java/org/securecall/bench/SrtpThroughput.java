// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpOutcome;
import org.securecall.media.srtp.SrtpProfile;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;

/**
 * Our SRTP beside libsrtp, in turns, each on one core: a packet of 160 bytes is protected and unprotected, again and again.
 * Each round starts both programs anew.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = SrtpThroughput.QUIET)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class SrtpThroughput {

    /** JMH uses what the runtime warns of. */
    static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

    private static final int PAYLOAD_BYTES = 160;
    private static final int PEER_SECONDS = 4;

    @Benchmark
    public PacketBuffer counterMode(CounterMode stream) {
        return stream.carry();
    }

    @Benchmark
    public PacketBuffer galoisCounterMode(GaloisCounterMode stream) {
        return stream.carry();
    }

    /** A sender and its receiver. */
    public abstract static class Stream {

        private final PacketBuffer packet = new PacketBuffer();
        private final SrtpSender sender;
        private final SrtpReceiver receiver;
        private int sequence;

        Stream(SrtpProfile profile) {
            RtpLayout.write(packet, false, 96, 0, 0, 1);
            packet.length(RtpLayout.FIXED_HEADER + PAYLOAD_BYTES);
            sender = new SrtpSender(profile, key(profile.keyBytes()), key(profile.saltBytes()));
            receiver = new SrtpReceiver(profile, key(profile.keyBytes()), key(profile.saltBytes()));
        }

        private static SecretBytes key(int length) {
            byte[] key = new byte[length];
            for (int i = 0; i < length; i++) {
                key[i] = (byte) (7 * i + 1);
            }
            return SecretBytes.owning(key);
        }

        PacketBuffer carry() {
            packet.bytes()[RtpLayout.SEQUENCE_AT] = (byte) (sequence >>> 8);
            packet.bytes()[RtpLayout.SEQUENCE_AT + 1] = (byte) sequence;
            sequence++;
            if (sender.protect(packet) != SrtpOutcome.OK || receiver.unprotect(packet) != SrtpOutcome.OK) {
                throw new IllegalStateException("Packet " + sequence + " was refused");
            }
            return packet;
        }
    }

    @State(Scope.Thread)
    public static class CounterMode extends Stream {

        public CounterMode() {
            super(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        }
    }

    @State(Scope.Thread)
    public static class GaloisCounterMode extends Stream {

        public GaloisCounterMode() {
            super(SrtpProfile.AEAD_AES_256_GCM);
        }
    }

    /**
     * What was measured of one profile, over all rounds.
     *
     * @param own thousand pairs a second of ours
     * @param other likewise of libsrtp
     * @param allocated bytes that a pair of ours took
     */
    private record Rates(List<Double> own, List<Double> other, List<Double> allocated) {

        static Rates none(SrtpProfile profile) {
            return new Rates(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Arguments: the program that measures libsrtp, the name of that library, and the number of rounds (3). */
    public static void main(String[] arguments) throws Exception {
        String program = arguments[0];
        String name = arguments[1];
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Map<SrtpProfile, Rates> rates = new EnumMap<>(SrtpProfile.class);
        for (int round = 1; round <= rounds; round++) {
            out.println("Round " + round + " of " + rounds);
            // Now the one begins, now the other.
            if (round % 2 == 1) {
                measureOwn(rates);
                measureOther(program, rates);
            } else {
                measureOther(program, rates);
                measureOwn(rates);
            }
        }
        out.println();
        out.println(
                "Thousand pairs of protect and unprotect of " + PAYLOAD_BYTES + " bytes a second: median (min-max, n)");
        rates.forEach((profile, found) -> out.printf(
                Locale.ROOT,
                "%-24s Secure Call %s; %s %s; ratio %.2f; %.0f bytes allocated per pair%n",
                profile,
                Figures.summary(found.own),
                name,
                Figures.summary(found.other),
                Figures.median(found.own) / Figures.median(found.other),
                Figures.median(found.allocated)));
    }

    private static void measureOwn(Map<SrtpProfile, Rates> rates) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^" + SrtpThroughput.class.getName() + "\\.")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        for (RunResult result : results) {
            SrtpProfile profile = result.getPrimaryResult().getLabel().equals("counterMode")
                    ? SrtpProfile.AES_CM_128_HMAC_SHA1_80
                    : SrtpProfile.AEAD_AES_256_GCM;
            Rates found = rates.computeIfAbsent(profile, Rates::none);
            found.own.add(result.getPrimaryResult().getScore() / 1000);
            found.allocated.add(allocated(result));
        }
    }

    /** JMH gives its results raw. */
    @SuppressWarnings("rawtypes")
    private static double allocated(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(secondary -> secondary.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(secondary -> secondary.getValue().getScore())
                .findFirst()
                .orElseThrow();
    }

    private static void measureOther(String program, Map<SrtpProfile, Rates> rates)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program, Integer.toString(PEER_SECONDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            lines = reader.lines().toList();
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(program + " ended with " + exit);
        }
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            rates.computeIfAbsent(SrtpProfile.valueOf(words[0]), Rates::none)
                    .other
                    .add(Double.parseDouble(words[1]) / 1000);
        }
    }
}
