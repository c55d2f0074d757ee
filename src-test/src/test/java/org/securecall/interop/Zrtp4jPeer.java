// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program of {@code peers/Zrtp4jPeer.java}: zrtp4j, which Jitsi uses, on a UDP port. */
final class Zrtp4jPeer implements AutoCloseable {

    /** Where the build puts zrtp4j and its Bouncy Castle, seen from the module's folder, in which its tests run. */
    private static final Path LIBRARIES = Path.of("target", "peers", "zrtp4j");

    private final Process process;
    private final BufferedReader output;
    private final String helloHash;
    private final List<List<String>> said = new ArrayList<>();

    /**
     * Starts it and waits until it can hear.
     *
     * @param algorithms key agreement, hash, cipher and tag, which it offers before those that are mandatory
     */
    Zrtp4jPeer(Path folder, int localPort, int peerPort, Duration duration, List<String> algorithms)
            throws IOException {
        Path source = folder.resolve("Zrtp4jPeer.java");
        try (InputStream in = Zrtp4jPeer.class.getResourceAsStream("/peers/Zrtp4jPeer.java")) {
            if (in == null) {
                throw new IOException("The source of the peer is missing");
            }
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                LIBRARIES + "/*",
                source.toString(),
                Integer.toString(localPort),
                Integer.toString(peerPort),
                Long.toString(duration.toSeconds()),
                folder.resolve("zid").toString()));
        command.addAll(algorithms);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
        String ready = output.readLine();
        if (ready == null || !ready.startsWith("ready 1.10 ")) {
            process.destroyForcibly();
            throw new IOException("The zrtp4j peer did not start: " + ready);
        }
        helloHash = ready.substring("ready 1.10 ".length());
    }

    /** What its SDP would announce, for version 1.10. */
    String helloHash() {
        return helloHash;
    }

    /**
     * Reads what it wrote since it was ready, until it is secure and has keys for both directions, in whatever order.
     *
     * @return the words of each line
     */
    List<List<String>> untilSecure() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(List.of(line.split(" ", -1)));
            if (said.stream().map(List::getFirst).toList().containsAll(List.of("secure", "key"))
                    && said.stream()
                                    .filter(words -> words.getFirst().equals("key"))
                                    .count()
                            == 2) {
                return said;
            }
        }
        throw new IOException("The zrtp4j peer ended and was never secure: " + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
