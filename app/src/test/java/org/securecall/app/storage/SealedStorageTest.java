// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.account.Passwords;
import org.securecall.app.api.Contact;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Protection;
import org.securecall.app.api.Settings;
import org.securecall.app.trust.KnownKey;
import org.securecall.app.vault.DesktopKeyStore;
import org.securecall.app.vault.VaultException;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

class SealedStorageTest {

    private static final String PASSWORD = "hunter2-hunter2";
    private static final String NAME = "Bartholomew";

    @TempDir
    Path temporary;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    private Path directory() {
        return temporary.resolve("data");
    }

    private Storage open() throws StorageException {
        return Stores.open(directory(), notices, clock);
    }

    private Storage open(String passphrase) throws StorageException {
        try (SecretBytes bytes = Passwords.bytes(passphrase.toCharArray())) {
            Keys keys = new Keys(Optional.of(bytes), DesktopKeyStore.NONE, Optional.empty());
            return Storage.open(directory(), keys, notices, clock, 1000, Duration.ofMillis(20));
        }
    }

    private List<Instant> useAll(Storage storage) throws Exception {
        List<Instant> times = new ArrayList<>();
        times.add(clock.instant());
        storage.contacts().put(new Contact(0, NAME, "sip:barty@example.org", false));
        storage.accounts().put(Stores.account("sip:alice@example.org"), Optional.of(PASSWORD.toCharArray()));
        storage.trust().cache(LocalIdentity.MAIN).store(BOB, Stores.secrets(0x51, 0x52, true, Optional.empty()));
        storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.FIRST));
        storage.trust()
                .confirmed(
                        LocalIdentity.MAIN,
                        BOBS_URI,
                        Stores.details(BOB, Secrets.FIRST),
                        Optional.of("Robert the Bruce"),
                        "");
        Settings settings = storage.settings().settings();
        storage.settings()
                .put(new Settings(
                        "Hearing aid of Bartholomew",
                        settings.speaker(),
                        settings.encryption(),
                        settings.theme(),
                        settings.firstRunDone()));
        Stores.sync(storage);
        return times;
    }

    private void assertNothingIsTold(List<Instant> times) throws IOException {
        for (String text : List.of(
                NAME,
                "barty",
                "example.org",
                "alice",
                PASSWORD,
                "Robert the Bruce",
                "Hearing aid",
                "Test 1.0",
                BOB.hex())) {
            assertThat(RawFiles.hold(temporary, text)).as(text).isFalse();
        }
        assertThat(RawFiles.hold(temporary, Stores.filled(0x51))).isFalse();
        assertThat(RawFiles.hold(temporary, Stores.filled(0x52))).isFalse();
        assertThat(RawFiles.hold(temporary, BOB.bytes())).isFalse();
        for (Instant time : times) {
            assertThat(RawFiles.hold(temporary, time)).isFalse();
        }
    }

    @Test
    void theFilesTellNeitherWhomOneCallsNorWhenNorAnySecret() throws Exception {
        List<Instant> times;
        try (Storage storage = open()) {
            times = useAll(storage);
            assertNothingIsTold(times);
        }
        assertNothingIsTold(times);
        try (Storage storage = open()) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly(NAME);
            assertThat(storage.accounts().password("sip:alice@example.org")).isEqualTo(PASSWORD.toCharArray());
            assertThat(storage.trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).name())
                    .isEqualTo("Robert the Bruce");
            assertThat(storage.settings().settings().microphone()).isEqualTo("Hearing aid of Bartholomew");
        }
        assertThat(notices.rest()).isEmpty();
    }

    /** The search itself finds what is there. */
    @Test
    void theSearchOfTheFilesFindsWhatIsWrittenInTheClear() throws Exception {
        Files.writeString(
                temporary.resolve("note"), "to barty " + clock.instant().toEpochMilli());
        assertThat(RawFiles.hold(temporary, "barty")).isTrue();
        assertThat(RawFiles.hold(temporary, clock.instant())).isTrue();
    }

    @Test
    void theKeyIsTheUsersAlone() throws Exception {
        open().close();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().resolve("securecall.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutItsKeyADatabaseStaysAsItIsAndTheUserIsTold() throws Exception {
        try (Storage storage = open()) {
            useAll(storage);
        }
        Path key = directory().resolve("securecall.key");
        byte[] before = Files.readAllBytes(directory().resolve(DataDirectory.DATABASE));
        Path elsewhere = temporary.resolve("moved.key");
        Files.move(key, elsewhere);
        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("key of the profile is missing")
                .hasCauseInstanceOf(VaultException.class);
        assertThat(key).doesNotExist();
        assertThat(Files.readAllBytes(directory().resolve(DataDirectory.DATABASE)))
                .isEqualTo(before);
        Files.move(elsewhere, key);
        try (Storage storage = open()) {
            assertThat(storage.contacts().contacts()).hasSize(1);
        }
    }

    @Test
    void theKeyOfAnotherProfileIsRefusedAndBothStay() throws Exception {
        try (Storage storage = open()) {
            useAll(storage);
        }
        Path key = directory().resolve("securecall.key");
        byte[] right = Files.readAllBytes(key);
        Stores.open(temporary.resolve("other"), notices, clock).close();
        Files.copy(temporary.resolve("other/securecall.key"), key, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::open).hasMessageContaining("does not fit its database");
        Files.write(key, right);
        try (Storage storage = open()) {
            assertThat(storage.contacts().contacts()).hasSize(1);
        }
    }

    @Test
    void aDamagedKeyFileIsSaidToBeDamagedAndStays() throws Exception {
        open().close();
        Path key = directory().resolve("securecall.key");
        byte[] whole = Files.readAllBytes(key);
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            Files.write(key, cut);
            assertThatThrownBy(this::open).isInstanceOf(StorageException.class);
            assertThat(Files.readAllBytes(key)).isEqualTo(cut);
        }
        Files.write(key, whole);
        open().close();
    }

    @Test
    void withAPassphraseNothingOpensWithoutIt() throws Exception {
        try (Storage storage = open("correct horse")) {
            useAll(storage);
            assertThat(storage.vault().protection()).isEqualTo(Protection.PASSPHRASE);
        }
        assertThatThrownBy(this::open).hasMessageContaining("its passphrase is needed");
        assertThatThrownBy(() -> open("wrong horse")).hasMessageContaining("not the passphrase");
        try (Storage storage = open("correct horse")) {
            assertThat(storage.contacts().contacts()).hasSize(1);
        }
    }

    @Test
    void anotherPassphraseLeavesEveryRecordAsItIs() throws Exception {
        try (Storage storage = open("first")) {
            useAll(storage);
            String before = Stores.query(directory(), "SELECT hex(value) FROM record ORDER BY id");
            try (SecretBytes second = Passwords.bytes("second".toCharArray())) {
                storage.vault().keepUnder(second);
            }
            assertThat(Stores.query(directory(), "SELECT hex(value) FROM record ORDER BY id"))
                    .isEqualTo(before);
        }
        assertThatThrownBy(() -> open("first")).hasMessageContaining("not the passphrase");
        try (Storage storage = open("second")) {
            assertThat(storage.contacts().contacts()).hasSize(1);
        }
    }

    @Test
    void anOlderCopyIsNoticedAndAMismatchExplained() throws Exception {
        try (Storage storage = open()) {
            useAll(storage);
        }
        Path copy = temporary.resolve("copy.db");
        Files.copy(directory().resolve(DataDirectory.DATABASE), copy);
        clock.advance(Duration.ofDays(1));
        try (Storage storage = open()) {
            storage.trust().cache(LocalIdentity.MAIN).store(BOB, Stores.secrets(0x61, 0x51, true, Optional.empty()));
        }
        assertThat(notices.rest()).isEmpty();
        Files.copy(copy, directory().resolve(DataDirectory.DATABASE), StandardCopyOption.REPLACE_EXISTING);
        try (Storage storage = open()) {
            assertThat(notices.next()).contains("restored from an older copy");
            assertThat(storage.trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).olderCopy())
                    .isTrue();
        }
        try (Storage storage = open()) {
            // Told once, and remembered for each key until it is met again.
            assertThat(notices.rest()).isEmpty();
            assertThat(storage.trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).olderCopy())
                    .isTrue();
            clock.advance(Duration.ofDays(1));
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.MATCH));
            assertThat(storage.trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).olderCopy())
                    .isFalse();
        }
    }

    @Test
    void anOlderCopyOfTheWholeDirectoryIsNoticedOnTheComputerThatOpenedTheNewerOne() throws Exception {
        Path counts = temporary.resolve("counts");
        openCounting(counts).close();
        Path copy = temporary.resolve("copy");
        Stores.copy(directory(), copy);
        openCounting(counts).close();
        assertThat(notices.rest()).noneMatch(notice -> notice.contains("older copy"));
        Stores.copy(copy, directory());
        openCounting(counts).close();
        assertThat(notices.rest()).anyMatch(notice -> notice.contains("restored from an older copy"));
        openCounting(counts).close();
        assertThat(notices.rest()).noneMatch(notice -> notice.contains("older copy"));
    }

    @Test
    void aDamagedOrMissingCountOutsideIsAsGoodAsNone() throws Exception {
        Path counts = temporary.resolve("counts");
        openCounting(counts).close();
        for (byte[] bad : List.of(new byte[0], new byte[40], new byte[5000])) {
            try (Stream<Path> files = Files.list(counts)) {
                Files.write(files.findFirst().orElseThrow(), bad);
            }
            openCounting(counts).close();
        }
        Files.writeString(temporary.resolve("file"), "");
        openCounting(temporary.resolve("file")).close();
        assertThat(notices.rest()).noneMatch(notice -> notice.contains("older copy"));
    }

    private Storage openCounting(Path counts) throws StorageException {
        Keys keys = new Keys(Optional.empty(), DesktopKeyStore.NONE, Optional.of(counts));
        return Storage.open(directory(), keys, notices, clock, 1000, Duration.ofMillis(20));
    }

    @Test
    void aDamagedContactStaysWhereItIsAndTheOthersAreShown() throws Exception {
        try (Storage storage = open()) {
            storage.contacts().put(new Contact(0, "One", "sip:1@example.org", false));
            storage.contacts().put(new Contact(0, "Two", "sip:2@example.org", false));
        }
        Stores.query(directory(), "UPDATE contact SET value = x'00' WHERE id = 2 RETURNING 1");
        try (Storage storage = open()) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly("One");
            assertThat(notices.next()).contains("damaged and cannot be shown: 1");
            assertThat(storage.contacts()
                            .put(new Contact(0, "Three", "sip:3@example.org", false))
                            .id())
                    .isEqualTo(3);
        }
        assertThat(Stores.query(directory(), "SELECT hex(value) FROM contact WHERE id = 2"))
                .isEqualTo("00");
    }

    @Test
    void aNewProfileIsNoOlderCopy() throws Exception {
        open().close();
        Files.delete(directory().resolve(DataDirectory.DATABASE));
        try (Storage storage = open()) {
            assertThat(storage.trust().known(LocalIdentity.MAIN, BOBS_URI, BOB)).isEqualTo(KnownKey.STRANGER);
        }
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void noRecordCanTakeTheNameOfAnother() throws Exception {
        try (Storage storage = open()) {
            storage.contacts().put(new Contact(0, "One", "sip:1@example.org", false));
            storage.contacts().put(new Contact(0, "Two", "sip:2@example.org", false));
        }
        List<String> before = rows();
        for (String row : before) {
            String id = row.split(" ", -1)[0];
            for (String other : before) {
                if (!other.equals(row)) {
                    Stores.query(
                            directory(),
                            "UPDATE record SET value = x'" + other.split(" ", -1)[1] + "' WHERE id = x'" + id
                                    + "' RETURNING 1");
                    try (Storage storage = open()) {
                        assertThat(storage.contacts().contacts()).hasSizeLessThanOrEqualTo(2);
                    }
                    // What says how often it was opened is missed as an older copy would be.
                    assertThat(notices.next()).containsAnyOf("1 entries", "restored from an older copy");
                    notices.rest();
                    Stores.query(
                            directory(),
                            "UPDATE record SET value = x'" + row.split(" ", -1)[1] + "' WHERE id = x'" + id
                                    + "' RETURNING 1");
                }
            }
        }
    }

    private List<String> rows() throws Exception {
        try (Stream<String> rows =
                Stream.of(Stores.query(directory(), "SELECT hex(id) || ' ' || hex(value) FROM record")
                        .split(",", -1))) {
            return rows.limit(4).toList();
        }
    }
}
