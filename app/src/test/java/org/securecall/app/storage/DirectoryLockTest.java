// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;

class DirectoryLockTest {

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    /** The other program: opens the storage given, says so, and goes when its input ends. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws Exception {
            try (Storage storage = Storage.open(Path.of(arguments[0]), Keys.FILE, message -> {})) {
                storage.contacts().put(new Contact(0, "Kept", "sip:kept@example.org", false));
                storage.sync().get(10, TimeUnit.SECONDS);
                System.out.println("open");
                while (System.in.read() >= 0) {}
            } catch (StorageException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void secondStorageInTheSameProgramIsRefusedAndTheFirstKeepsItsLock() throws Exception {
        try (Storage first = Stores.open(directory, notices, clock)) {
            assertThatThrownBy(() -> Stores.open(directory, notices, clock))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Another Secure Call");
            // The refusal must not have dropped the lock that the operating system holds for this process.
            Process other = start();
            try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
                assertThat(says.readLine())
                        .contains("Another Secure Call (process "
                                + ProcessHandle.current().pid() + ")")
                        .contains("--data-dir");
            } finally {
                other.destroyForcibly().waitFor();
            }
            first.contacts().put(new Contact(0, "Bob", Stores.BOBS_URI, false));
            Stores.sync(first);
        }
        Stores.open(directory, notices, clock).close();
    }

    @Test
    void killedProgramLeavesNoLockAndLosesNothing() throws Exception {
        Process other = start();
        try (BufferedReader says = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> Stores.open(directory, notices, clock))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly("Kept");
        }
        assertThat(notices.rest()).isEmpty();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
