// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The delay from a microphone to a speaker far away, by chirps: rising tones that stand out of everything else when they
 * are searched for. Microphone and speaker are recorded at the same time, so that only the difference between two places
 * counts, not the time that any program needed to start.
 */
public final class MouthToEar {

    private static final int CHIRP = (int) (0.12 * SoundCards.RATE);
    /** Not quite regular, so that no chirp is taken for another one. */
    private static final double[] GAPS = {1.0, 1.013, 0.987, 1.021, 0.979, 1.0};

    private static final double LEAD_SECONDS = 0.5;
    private static final double LOW_HERTZ = 300;
    private static final double HIGH_HERTZ = 3200;
    private static final double LOUDNESS = 0.6;
    private static final int REACH = (int) (0.9 * SoundCards.RATE);
    /** A chirp was heard when it correlates by this much. */
    private static final double HEARD = 0.25;

    private MouthToEar() {}

    /** What is to be played into the microphone: six chirps in seven seconds. */
    public static Recording chirps() {
        double seconds = LEAD_SECONDS + Arrays.stream(GAPS).sum();
        short[] samples = new short[(int) (seconds * SoundCards.RATE)];
        double[] chirp = chirp();
        for (int at : places()) {
            for (int i = 0; i < CHIRP; i++) {
                samples[at + i] = (short) Math.round(chirp[i] * 32767);
            }
        }
        return Recording.of(samples);
    }

    /** Where the chirps begin, in samples. */
    private static int[] places() {
        int[] places = new int[GAPS.length];
        double seconds = LEAD_SECONDS;
        for (int i = 0; i < GAPS.length; i++) {
            places[i] = (int) (seconds * SoundCards.RATE);
            seconds += GAPS[i];
        }
        return places;
    }

    private static double[] chirp() {
        double[] chirp = new double[CHIRP];
        double duration = (double) CHIRP / SoundCards.RATE;
        for (int i = 0; i < CHIRP; i++) {
            double t = (double) i / SoundCards.RATE;
            double phase = 2 * Math.PI * (LOW_HERTZ * t + (HIGH_HERTZ - LOW_HERTZ) * t * t / (2 * duration));
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (CHIRP - 1));
            chirp[i] = LOUDNESS * window * Math.cos(phase);
        }
        return chirp;
    }

    /** The delay of each chirp that was heard, in milliseconds; at most six. */
    public static List<Double> delays(Recording mouth, Recording ear) {
        double[] chirp = chirp();
        double[] spoken = mouth.values();
        double[] heard = ear.values();
        int first = first(chirp, spoken);
        int[] places = places();
        double offset = (mouth.startNanos() - ear.startNanos()) * 1e-9 * SoundCards.RATE;
        List<Double> delays = new ArrayList<>();
        for (int place : places) {
            int about = first + place - places[0];
            Correlation.Peak atMouth = Correlation.best(chirp, spoken, about - 2400, about + 2400 + CHIRP);
            int from = (int) (atMouth.at() + offset) - 480;
            Correlation.Peak atEar = Correlation.best(chirp, heard, from, from + REACH + CHIRP);
            if (atMouth.value() > HEARD && atEar.value() > HEARD) {
                delays.add((atEar.at() - atMouth.at() - offset) * 1000 / SoundCards.RATE);
            }
        }
        return delays;
    }

    /** All chirps are alike: the first place where the sound is as loud as one. */
    private static int first(double[] chirp, double[] spoken) {
        double loud = Correlation.energy(chirp, 0, CHIRP) * 0.5;
        for (int at = 0; at + CHIRP <= spoken.length; at += 48) {
            if (Correlation.energy(spoken, at, CHIRP) > loud) {
                return Correlation.best(chirp, spoken, at - CHIRP, at + 2 * CHIRP)
                        .at();
            }
        }
        return 0;
    }

    /** Measures it in a call from one party to another one. */
    public static List<Double> measure(SoundCards cards, Path folder, String from, String to)
            throws IOException, InterruptedException {
        Path wav = chirps().write(folder.resolve("chirps.wav"));
        try (Recorder mouth = cards.atMouth(from);
                Recorder ear = cards.atEar(to)) {
            mouth.seconds(1);
            try (Program player = cards.speak(folder, from, wav)) {
                player.exitStatus(Duration.ofSeconds(30));
                mouth.seconds(1.5);
            }
            return delays(mouth.stop(), ear.stop());
        }
    }

    /** The middle one. */
    public static OptionalDouble median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sorted.get(sorted.size() / 2));
    }
}
