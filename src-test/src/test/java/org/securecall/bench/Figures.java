// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was measured with one telephone, over all rounds.
 *
 * @param mouthToEarMs of each chirp that was heard, in both directions
 * @param answerToSecureMs from active to secure, at each party
 * @param cpuPercent of one core, while talking, of each party
 * @param rssMiB at the end of the call, of each party
 */
record Figures(List<Double> mouthToEarMs, List<Double> answerToSecureMs, List<Double> cpuPercent, List<Double> rssMiB) {

    static Figures none() {
        return new Figures(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** A table of both, with the ratio of their medians. */
    static String table(String ownName, Figures own, String otherName, Figures other) {
        return String.format(Locale.ROOT, "%-22s %-26s %-26s %s%n", "median (min-max, n)", ownName, otherName, "ratio")
                + row("mouth to ear, ms", own.mouthToEarMs, other.mouthToEarMs)
                + row("answer to secure, ms", own.answerToSecureMs, other.answerToSecureMs)
                + row("CPU, % of a core", own.cpuPercent, other.cpuPercent)
                + row("memory (RSS), MiB", own.rssMiB, other.rssMiB);
    }

    private static String row(String what, List<Double> own, List<Double> other) {
        return String.format(
                Locale.ROOT,
                "%-22s %-26s %-26s %s%n",
                what,
                summary(own),
                summary(other),
                own.isEmpty() || other.isEmpty()
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", median(own) / median(other)));
    }

    static String summary(List<Double> values) {
        if (values.isEmpty()) {
            return "nothing measured";
        }
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f-%.1f, %d)",
                median(values),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
