// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.lab.Folder;
import org.securecall.lab.Ports;
import org.securecall.lab.Program;

/**
 * Two telephones call each other again and again, and are killed (SIGKILL) at random moments, one or both: afterwards they are still
 * known to each other. {@code -Dsecurecall.kills=1000} for more, and {@code -Dsecurecall.kills.seed} for other moments.
 */
class KillTest {

    private static final int KILLS = Integer.getInteger("securecall.kills", 12);
    private static final long SEED = Long.getLong("securecall.kills.seed", 1);

    /** A call takes some 100 ms: most moments are within one. */
    private static final int LATEST_MS = 400;

    private final Random random = new Random(SEED);
    private final Path own = Folder.of(KillTest.class, "kill");
    private final int onePort = Ports.free();
    private final int otherPort = Ports.free();
    private final List<String> secrets = new ArrayList<>();
    private int started;

    KillTest() throws IOException {}

    private Program start(String name, int port, int peerPort) throws IOException, InterruptedException {
        Program child = Program.start(
                name + "-" + started++,
                own,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallingChild.class.getName(),
                        own.resolve(name).toString(),
                        Integer.toString(port),
                        Integer.toString(peerPort)));
        child.output().await("ready", 0, Duration.ofSeconds(30), "ready"::equals);
        return child;
    }

    private Program one() throws IOException, InterruptedException {
        return start("one", onePort, otherPort);
    }

    private Program other() throws IOException, InterruptedException {
        return start("other", otherPort, onePort);
    }

    /** Waits for two whole calls of it, then it dies at some moment. */
    private void kill(Program child) throws InterruptedException {
        awaitCalls(child, 2);
        long end = System.nanoTime() + random.nextInt(LATEST_MS * 1000) * 1000L;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        end(child);
    }

    private void end(Program child) throws InterruptedException {
        child.handle().destroyForcibly();
        try {
            child.handle().onExit().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("It cannot be killed", e);
        }
        child.output().untilEnd(Duration.ofSeconds(30)).stream()
                .filter(line -> !line.equals("ready"))
                .forEach(secrets::add);
        assertThat(child.errors().untilEnd(Duration.ofSeconds(30)))
                .noneMatch(line -> line.contains("damaged") || line.contains("older copy"));
    }

    private static void awaitCalls(Program child, int more) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(more);
        child.output()
                .await(
                        more + " calls",
                        child.output().size(),
                        Duration.ofSeconds(60),
                        line -> !line.equals("ready") && left.decrementAndGet() == 0);
    }

    @Test
    void afterEveryKillTheNextCallKnowsItsPeer() throws Exception {
        Program one = one();
        Program other = other();
        try {
            for (int kills = 0; kills < KILLS; ) {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        kill(one);
                        kills++;
                        one = one();
                    }
                    case 1 -> {
                        kill(other);
                        kills++;
                        other = other();
                    }
                    default -> {
                        kill(one);
                        end(other);
                        kills += 2;
                        one = one();
                        other = other();
                    }
                }
            }
            // The last ones that were started have calls as well.
            kill(one);
            kill(other);
        } finally {
            one.close();
            other.close();
        }
        // The first call of the two has nothing to match; none later has nothing, or something else.
        assertThat(secrets).filteredOn("MATCH"::equals).hasSizeGreaterThan(2 * KILLS);
        assertThat(secrets).filteredOn("FIRST"::equals).hasSizeLessThanOrEqualTo(4);
        assertThat(secrets).doesNotContain("MISMATCH");
    }

    /** Power fails: what the files hold at a moment in the middle of calls is a whole profile. */
    @Test
    void whateverTheFilesHoldWhenPowerFailsIsAWholeProfile() throws Exception {
        List<Path> copies = new ArrayList<>();
        try (Program one = one();
                Program other = other()) {
            awaitCalls(one, 2);
            for (int copy = 0; copy < KILLS / 2; copy++) {
                LockSupport.parkNanos(random.nextInt(LATEST_MS * 1000) * 1000L);
                signal("STOP", one);
                copies.add(copy(own.resolve("one"), own.resolve("copy-" + copy)));
                signal("CONT", one);
                awaitCalls(one, 1);
            }
            assertThat(other.output().all()).doesNotContain("MISMATCH");
        }
        for (Path copy : copies) {
            List<String> notices = new ArrayList<>();
            try (Storage storage = Storage.open(copy, Keys.FILE, notices::add)) {
                assertThat(storage.trust().trust()).hasSize(1);
            }
            assertThat(notices).isEmpty();
        }
    }

    private void signal(String name, Program child) throws IOException, InterruptedException {
        Program.run(
                own,
                Map.of(),
                List.of("kill", "-" + name, Long.toString(child.handle().pid())));
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                // The lock is held by the process that stands still.
                if (!file.getFileName().toString().endsWith(".lock")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        return to;
    }
}
