// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program of {@code peers/bzrtp-peer.c}: Debian's libbzrtp and libsrtp2 on a UDP port. */
public final class BzrtpPeer implements AutoCloseable {

    private final Process process;
    private final OutputStream input;
    private final BufferedReader output;
    private final String helloHash;

    /**
     * Compiles the peer.
     *
     * @return the program
     * @throws IOException with the compiler's words when it fails
     */
    public static Path compile(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("bzrtp-peer.c");
        Path program = folder.resolve("bzrtp-peer");
        try (InputStream in = BzrtpPeer.class.getResourceAsStream("/peers/bzrtp-peer.c")) {
            if (in == null) {
                throw new IOException("The source of the peer is missing");
            }
            Files.copy(in, source);
        }
        Process compiler = new ProcessBuilder(
                        "gcc",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-o",
                        program.toString(),
                        source.toString(),
                        "-lbzrtp",
                        "-lsrtp2",
                        "-lsqlite3")
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IOException("gcc: " + said);
        }
        return program;
    }

    /** Starts one that remembers nothing, and waits until it can hear. */
    public BzrtpPeer(Path program, int localPort, int peerPort, Duration duration, String keyAgreement, String hash)
            throws IOException {
        this(program, localPort, peerPort, duration, keyAgreement, hash, Optional.empty());
    }

    /**
     * Starts one and waits until it can hear.
     *
     * @param cache where it keeps its ZID and its retained secrets, SQLite
     */
    BzrtpPeer(
            Path program,
            int localPort,
            int peerPort,
            Duration duration,
            String keyAgreement,
            String hash,
            Optional<Path> cache)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                Integer.toString(localPort),
                Integer.toString(peerPort),
                Long.toString(duration.toSeconds()),
                keyAgreement,
                hash));
        cache.ifPresent(file -> command.add(file.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        input = process.getOutputStream();
        output = process.inputReader(StandardCharsets.UTF_8);
        String ready = output.readLine();
        if (ready == null || !ready.startsWith("ready 1.10 ")) {
            process.destroyForcibly();
            throw new IOException("The bzrtp peer did not start: " + ready);
        }
        helloHash = ready.substring("ready 1.10 ".length());
    }

    /** What its SDP would announce, for version 1.10. */
    public String helloHash() {
        return helloHash;
    }

    /** Has it send its first Hello. */
    public void begin() throws IOException {
        input.write('\n');
        input.flush();
    }

    /** Waits until it is secure and says how many milliseconds that took since its begin; NaN when it ended without. */
    public double secureAfterMs() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("secure")) {
                return Double.parseDouble(words[3]);
            }
        }
        return Double.NaN;
    }

    /** Has it end. */
    void end() throws IOException {
        input.close();
    }

    /** Waits for its end and gives the words of each line that it wrote since it was ready. */
    public List<List<String>> finish() throws IOException, InterruptedException {
        List<List<String>> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(List.of(line.split(" ", -1)));
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IOException("The bzrtp peer does not end");
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
