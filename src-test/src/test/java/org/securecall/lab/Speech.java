// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Spoken sentences, and whether they were heard. */
public final class Speech {

    /** Two that have little in common. */
    public static final String ALICE = "The quick brown fox jumps over the lazy dog, and nobody but you can hear it.";

    public static final String BOB = "Seven ships sailed slowly south on Sunday, carrying coffee, copper and cotton.";

    private static final int FACTOR = 6;
    private static final int RATE = SoundCards.RATE / FACTOR;
    private static final int PIECE = RATE / 2;
    /** The most that is ascribed to the way from mouth to ear. */
    private static final double MAX_DELAY_SECONDS = 1.2;

    /**
     * How well it was heard.
     *
     * @param pieces how many half seconds of speech there were
     * @param heard how many of them were found at the other end, correlated by more than a half
     * @param median the median of all correlations, 0–1
     */
    public record Heard(int pieces, int heard, double median) {

        /** It came through, and early enough. Over Opus the median is some 0.9; of another sentence it is 0.3 at most. */
        public boolean clearly() {
            return pieces >= 4 && heard >= pieces * 0.7 && median > 0.7;
        }

        /** No more than chance. */
        public boolean notAtAll() {
            return pieces >= 4 && heard == 0;
        }
    }

    private Speech() {}

    /** Has a sentence spoken into a WAV file. */
    public static Path say(Path folder, String name, String sentence) throws IOException, InterruptedException {
        Path wav = folder.toAbsolutePath().resolve(name + ".wav");
        Program.run(folder, Map.of(), List.of("espeak-ng", "-v", "en", "-s", "150", "-w", wav.toString(), sentence));
        return wav;
    }

    /**
     * Looks for what went into a microphone in what came from a speaker, half second by half second, as clocks and jitter
     * buffers stretch the way between. Both must have been recorded at the same time.
     */
    public static Heard heard(Recording mouth, Recording ear) {
        double[] spoken = Correlation.decimate(mouth.values(), FACTOR);
        double[] arrived = Correlation.decimate(ear.values(), FACTOR);
        int offset = (int) ((mouth.startNanos() - ear.startNanos()) * 1e-9 * RATE);
        return compare(spoken, arrived, offset, (int) (MAX_DELAY_SECONDS * RATE));
    }

    /** Likewise, where the recording has no moment, such as the file of a telephone: anywhere in it. */
    public static Heard heardAnywhere(Recording spoken, Recording file) {
        double[] arrived = Correlation.decimate(file.values(), FACTOR);
        return compare(Correlation.decimate(spoken.values(), FACTOR), arrived, 0, arrived.length);
    }

    private static Heard compare(double[] spoken, double[] arrived, int offset, int reach) {
        double loud = loudestPiece(spoken) * 0.1;
        List<Double> values = new ArrayList<>();
        for (int at = 0; at + PIECE <= spoken.length; at += PIECE) {
            if (loud > 0 && Correlation.energy(spoken, at, PIECE) >= loud) {
                double[] piece = Arrays.copyOfRange(spoken, at, at + PIECE);
                int from = reach >= arrived.length ? 0 : at + offset;
                values.add(Correlation.best(piece, arrived, from, from + PIECE + reach)
                        .value());
            }
        }
        values.sort(null);
        int heard = (int) values.stream().filter(v -> v > 0.5).count();
        return new Heard(values.size(), heard, values.isEmpty() ? 0 : values.get(values.size() / 2));
    }

    private static double loudestPiece(double[] spoken) {
        double most = 0;
        for (int at = 0; at + PIECE <= spoken.length; at += PIECE) {
            most = Math.max(most, Correlation.energy(spoken, at, PIECE));
        }
        return most;
    }
}
