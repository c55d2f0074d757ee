// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, started for a test and ended with it. */
public final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final Lines output;
    private final Lines errors;

    private Program(String name, Process process, Path folder) throws IOException {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = new Lines(name + "'s output", process.getInputStream(), folder.resolve(name + ".out"));
        this.errors = new Lines(name + "'s errors", process.getErrorStream(), folder.resolve(name + ".err"));
    }

    /**
     * Starts it.
     *
     * @param name of the files {@code NAME.out} and {@code NAME.err} in the folder
     * @param folder where it works; made when missing
     * @param environment on top of that of the test
     */
    public static Program start(String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return new Program(name, builder.start(), folder);
    }

    /**
     * Runs it to its end.
     *
     * @return what it wrote
     * @throws IOException with what it wrote when its exit status is not 0
     */
    public static String run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    public Lines output() {
        return output;
    }

    public Lines errors() {
        return errors;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Writes a line to its standard input. */
    public void send(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " takes no more input", e);
        }
    }

    /** Closes its standard input. */
    public void endInput() throws IOException {
        input.close();
    }

    /** Waits for its end and gives its exit status. */
    public int exitStatus(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " has not ended after " + limit);
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, and ends it if it does not. */
    @Override
    public void close() {
        // By its handle, as that leaves the pipes to their readers.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
