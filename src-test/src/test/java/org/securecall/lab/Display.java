// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A screen that nobody sees: Xvfb, on a free number of its own choice. */
public final class Display implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private final Program server;
    private final String number;

    private Display(Program server, String number) {
        this.server = server;
        this.number = number;
    }

    /** Starts it. */
    public static Display start(Path folder) throws IOException, InterruptedException {
        Program server = Program.start(
                "xvfb",
                folder,
                Map.of(),
                List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"));
        try {
            return new Display(server, server.output().await("its number", 0, START, line -> line.matches("\\d+")));
        } catch (AssertionError | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** What a program needs to know of it. */
    public Map<String, String> environment() {
        return Map.of("DISPLAY", ":" + number);
    }

    @Override
    public void close() {
        server.close();
    }
}
