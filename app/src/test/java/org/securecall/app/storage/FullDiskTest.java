// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;

/** A real file system of one megabyte; runs where the user may mount one. */
class FullDiskTest {

    @TempDir
    Path mountPoint;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "tmpfs is Linux's");
        mounted = run("mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", mountPoint.toString()) == 0;
        assumeTrue(mounted, "mounting needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", mountPoint.toString())).isZero();
        }
    }

    @Test
    void changesOnAFullDiskAreKeptAndSavedOnceThereIsRoom() throws Exception {
        Path filler = mountPoint.resolve("filler");
        try (Storage storage = Stores.open(data(), notices, clock)) {
            add(storage, 0, 1);
            Stores.sync(storage);
            fill(filler);
            add(storage, 1, 300);
            assertThat(notices.next()).contains("the disk is full").contains("kept in memory");
            assertThat(storage.contacts().contacts()).hasSize(300);
            Files.delete(filler);
            assertThat(notices.next()).contains("saved again");
        }
        assertThat(notices.rest()).isEmpty();
        try (Storage storage = Stores.open(data(), notices, clock)) {
            assertThat(storage.contacts().contacts()).hasSize(300);
        }
    }

    @Test
    void programStartsOnAFullDiskAndOnlyChangesWait() throws Exception {
        try (Storage storage = Stores.open(data(), notices, clock)) {
            add(storage, 0, 5);
        }
        Path filler = mountPoint.resolve("filler");
        fill(filler);
        try (Storage storage = Stores.open(data(), notices, clock)) {
            assertThat(storage.contacts().contacts()).hasSize(5);
            add(storage, 5, 6);
            assertThat(notices.next()).contains("the disk is full").contains("kept in memory");
            Files.delete(filler);
            assertThat(notices.next()).contains("saved again");
        }
        try (Storage storage = Stores.open(data(), notices, clock)) {
            assertThat(storage.contacts().contacts()).hasSize(6);
        }
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void firstStartOnAFullDiskSaysSoAndLeavesNoHalfDatabase() throws Exception {
        Files.createDirectories(data());
        Path filler = mountPoint.resolve("filler");
        fill(filler);
        assertThatThrownBy(() -> Stores.open(data(), notices, clock))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("full");
        assertThat(data().resolve(DataDirectory.DATABASE)).doesNotExist();
        Files.delete(filler);
        Stores.open(data(), notices, clock).close();
        assertThat(notices.rest()).isEmpty();
    }

    private Path data() {
        return mountPoint.resolve("data");
    }

    private static void add(Storage storage, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            storage.contacts().put(new Contact(0, "Contact " + i, "sip:c" + i + "@example.org", false));
        }
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
