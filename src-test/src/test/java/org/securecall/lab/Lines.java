// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a program writes, line by line, while it runs; kept in a file as well, for whoever looks into a failure. */
public final class Lines {

    private final String source;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    Lines(String source, InputStream in, Path copy) throws IOException {
        this.source = source;
        BufferedWriter file = Files.newBufferedWriter(copy);
        reader = Thread.ofPlatform().daemon().name("lines of " + source).start(() -> read(in, file));
    }

    private void read(InputStream in, BufferedWriter file) {
        // A peer's log may hold octets that are no UTF-8; they become replacement characters.
        try (BufferedReader from = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                file) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                add(line);
            }
        } catch (IOException e) {
            add("(reading ended: " + e + ")");
        }
        synchronized (lines) {
            ended = true;
            lines.notifyAll();
        }
    }

    private void add(String line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    /** All so far. */
    public List<String> all() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** How many there are so far: a place to wait from. */
    public int size() {
        synchronized (lines) {
            return lines.size();
        }
    }

    /** All until the program closes its end. */
    public List<String> untilEnd(Duration limit) throws InterruptedException {
        if (!reader.join(limit)) {
            throw new AssertionError(source + " does not end");
        }
        return all();
    }

    /**
     * Waits for a line.
     *
     * @param from the number of lines to pass over
     * @return the first one that fits
     * @throws AssertionError when there is none within the limit, or the program ends before
     */
    public String await(String what, int from, Duration limit, Predicate<String> fits) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        int next = from;
        synchronized (lines) {
            while (true) {
                for (; next < lines.size(); next++) {
                    if (fits.test(lines.get(next))) {
                        return lines.get(next);
                    }
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (ended || left <= 0) {
                    throw new AssertionError(source + (ended ? " ended" : " went on for " + limit) + " without " + what
                            + ". Last lines:\n" + String.join("\n", tail()));
                }
                lines.wait(left);
            }
        }
    }

    private List<String> tail() {
        return lines.subList(Math.max(0, lines.size() - 25), lines.size());
    }
}
