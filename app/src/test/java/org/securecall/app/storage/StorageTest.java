// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Retention;
import org.securecall.app.api.Settings;
import org.securecall.app.api.Transport;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpPreferences;

class StorageTest {

    @TempDir
    Path temporary;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    @Test
    void emptyDirectoryIsMigratedToTheLatestSchema() throws Exception {
        try (Storage storage = open()) {
            assertThat(storage.accounts().accounts()).isEmpty();
            assertThat(storage.contacts().contacts()).isEmpty();
            assertThat(storage.trust().trust()).isEmpty();
            assertThat(storage.settings().settings()).isEqualTo(Settings.DEFAULT);
        }
        assertThat(Stores.query(directory(), "PRAGMA user_version")).isEqualTo("" + Database.LATEST);
        assertThat(Stores.query(directory(), "PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(Stores.query(directory(), "PRAGMA foreign_key_check")).isEmpty();
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void everythingComesBackAfterClosing() throws Exception {
        AccountSpec account = new AccountSpec(
                "sip:alice@example.org",
                "Alice",
                Optional.of("alice-auth"),
                Transport.TCP,
                Optional.of("proxy.example.org:5070"),
                Optional.of("/etc/ca.pem"),
                false);
        Settings settings = new Settings(
                "Headset",
                "file:out.wav",
                Encryption.REQUIRE,
                "dark",
                true,
                new KeyPolicy(
                        true,
                        AlgorithmPreset.STRONGEST,
                        ZrtpPreferences.parse("hash=S384,S256;sas=B32"),
                        List.of(KeyingMethod.ZRTP, KeyingMethod.SDES)),
                15,
                Retention.ofDays(90),
                Instant.ofEpochMilli(1_795_000_000_123L),
                false);
        Contact bob;
        Zid own;
        Zid practice;
        try (Storage storage = open()) {
            storage.accounts().put(account, Optional.of("pässword €".toCharArray()));
            storage.settings().put(settings);
            bob = storage.contacts().put(new Contact(0, "Bob", Stores.BOBS_URI, true, ContactPolicy.REQUIRE_VERIFIED));
            own = storage.trust().cache(LocalIdentity.MAIN).localZid();
            practice = storage.trust().cache(LocalIdentity.PRACTICE).localZid();
        }
        try (Storage storage = open()) {
            assertThat(storage.accounts().accounts()).containsExactly(account);
            assertThat(storage.accounts().password("sip:alice@EXAMPLE.org")).isEqualTo("pässword €".toCharArray());
            assertThat(storage.settings().settings()).isEqualTo(settings);
            assertThat(storage.contacts().contacts()).containsExactly(bob);
            assertThat(storage.trust().cache(LocalIdentity.MAIN).localZid())
                    .isEqualTo(own)
                    .isNotEqualTo(practice);
            assertThat(storage.trust().cache(LocalIdentity.PRACTICE).localZid()).isEqualTo(practice);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "99999999999"})
    void timeUntilTheLockThatIsNoTimeIsNever(String stored) throws Exception {
        try (Storage storage = open()) {
            new Records(storage.writer(), storage.vault().records())
                    .put(Kind.SETTING, "lock-after", StoredSettings.record(stored));
        }
        try (Storage storage = open()) {
            assertThat(storage.settings().settings()).isEqualTo(Settings.DEFAULT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "0", "99999999999"})
    void numberOfDaysThatIsNoneKeepsPastCallsForEver(String stored) throws Exception {
        try (Storage storage = open()) {
            new Records(storage.writer(), storage.vault().records())
                    .put(Kind.SETTING, "keep-calls-days", StoredSettings.record(stored));
        }
        try (Storage storage = open()) {
            assertThat(storage.settings().settings()).isEqualTo(Settings.DEFAULT);
        }
    }

    /** A key of a setting, and what a later version may have written there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zrtp-custom | lattices=K768;hash=S384",
                "zrtp-preset | quantum",
                "keying | zrtp,telepathy",
                "encryption | always",
                "lock-after | at dusk",
            })
    void settingThatIsNotUnderstoodStaysUntilItIsChanged(String key, String later) throws Exception {
        try (Storage storage = open()) {
            new Records(storage.writer(), storage.vault().records())
                    .put(Kind.SETTING, key, StoredSettings.record(later));
        }
        try (Storage storage = open()) {
            assertThat(storage.settings().settings()).isEqualTo(Settings.DEFAULT);
            storage.settings().put(Settings.DEFAULT.withTheme("dark"));
        }
        assertThat(stored(key)).isEqualTo(later);
        Settings chosen = Settings.DEFAULT
                .withEncryption(Encryption.REQUIRE)
                .withLockAfterMinutes(5)
                .withKeys(KeyPolicy.DEFAULT
                        .withCustom(ZrtpPreferences.parse("hash=S384"))
                        .withKeying(List.of(KeyingMethod.ZRTP)));
        try (Storage storage = open()) {
            assertThat(storage.settings().settings().theme()).isEqualTo("dark");
            storage.settings().put(chosen);
        }
        assertThat(stored(key)).isNotEqualTo(later);
        try (Storage storage = open()) {
            assertThat(storage.settings().settings()).isEqualTo(chosen);
            storage.settings().put(Settings.DEFAULT);
        }
        try (Storage storage = open()) {
            assertThat(storage.settings().settings()).isEqualTo(Settings.DEFAULT);
        }
    }

    @Test
    void listsOfALaterVersionAreKeptWithNamesThatAreNotKnownHere() throws Exception {
        Settings settings = Settings.DEFAULT.withKeys(
                KeyPolicy.DEFAULT.withCustom(ZrtpPreferences.parse("keyAgreement=K768,X255")));
        try (Storage storage = open()) {
            storage.settings().put(settings);
        }
        try (Storage storage = open()) {
            assertThat(storage.settings().settings()).isEqualTo(settings);
        }
    }

    @Test
    void whatWasSyncedSurvivesAProgramThatIsKilled() throws Exception {
        Path killed = temporary.resolve("copy");
        try (Storage storage = open()) {
            storage.contacts().put(new Contact(0, "Bob", Stores.BOBS_URI, false));
            storage.trust().cache(LocalIdentity.MAIN).store(Stores.BOB, Stores.secrets(1, 2, true, Optional.empty()));
            Stores.sync(storage);
            // What a killed process leaves: the files as they are, nothing closed.
            copy(directory(), killed);
        }
        try (Storage storage = Stores.open(killed, notices, clock)) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly("Bob");
            try (RetainedSecrets kept =
                    storage.trust().cache(LocalIdentity.MAIN).find(Stores.BOB).orElseThrow()) {
                assertThat(kept.rs1().orElseThrow().matches(Stores.filled(1))).isTrue();
                assertThat(kept.rs2().orElseThrow().matches(Stores.filled(2))).isTrue();
                assertThat(kept.verified()).isTrue();
            }
        }
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void halfMadeDatabaseOfAnEarlierStartIsReplaced() throws Exception {
        Files.createDirectories(directory());
        Files.writeString(directory().resolve("securecall-new.db"), "half");
        open().close();
        assertThat(directory().resolve("securecall-new.db")).doesNotExist();
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void everyFileIsClosedToOtherUsers() throws Exception {
        try (Storage storage = open()) {
            storage.contacts().put(new Contact(0, "Bob", Stores.BOBS_URI, false));
            Stores.sync(storage);
            assertThat(mode(directory())).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(directory())) {
                assertThat(files.toList())
                        .extracting(file -> file.getFileName().toString())
                        .contains("securecall.db", "securecall.db-wal", "securecall.db-shm", "securecall.lock");
            }
            try (Stream<Path> files = Files.list(directory())) {
                assertThat(files.toList())
                        .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void filesThatOthersCouldReadAreClosedOnOpening() throws Exception {
        open().close();
        Path database = directory().resolve(DataDirectory.DATABASE);
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
        open().close();
        assertThat(mode(database)).isEqualTo("rw-------");
        assertThat(mode(directory())).isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void directoryWithOtherThingsInItKeepsItsMode() throws Exception {
        Files.createDirectories(directory());
        Files.writeString(directory().resolve("thesis.txt"), "…");
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
        open().close();
        assertThat(mode(directory())).isEqualTo("rwxr-xr-x");
        assertThat(mode(directory().resolve(DataDirectory.DATABASE))).isEqualTo("rw-------");
    }

    @Test
    void passwordStaysUnlessANewOneIsGivenAndTheGivenArrayIsWiped() throws Exception {
        AccountSpec account = Stores.account("sip:alice@example.org");
        char[] given = "secret".toCharArray();
        try (Storage storage = open()) {
            storage.accounts().put(account, Optional.of(given));
            assertThat(given).containsOnly('\0');
            storage.accounts().put(account, Optional.empty());
            assertThat(storage.accounts().password(account.address())).isEqualTo("secret".toCharArray());
            storage.accounts().put(account, Optional.of("other".toCharArray()));
            assertThat(storage.accounts().password(account.address())).isEqualTo("other".toCharArray());
            assertThat(storage.accounts().password("sip:nobody@example.org")).isEmpty();
        }
    }

    @Test
    void givenPasswordIsWipedAlsoWhenTheAccountIsRefused() throws Exception {
        char[] given = "secret".toCharArray();
        try (Storage storage = open()) {
            assertThatThrownBy(() -> storage.accounts().put(Stores.account("sip:example.org"), Optional.of(given)))
                    .isInstanceOf(InvalidEntryException.class);
            assertThat(given).containsOnly('\0');
            assertThat(storage.accounts().accounts()).isEmpty();
        }
    }

    @Test
    void accountsKeepTheirOrderAndRemovedOnesAreGone() throws Exception {
        try (Storage storage = open()) {
            for (String name : List.of("zoe", "alice", "mike")) {
                storage.accounts().put(Stores.account("sip:" + name + "@example.org"), Optional.empty());
            }
            assertThat(storage.accounts().remove("sip:alice@example.org")).isTrue();
            assertThat(storage.accounts().remove("sip:alice@example.org")).isFalse();
            storage.accounts().put(Stores.account("sip:zoe@example.org"), Optional.of("x".toCharArray()));
        }
        try (Storage storage = open()) {
            assertThat(storage.accounts().accounts())
                    .extracting(AccountSpec::address)
                    .containsExactly("sip:zoe@example.org", "sip:mike@example.org");
        }
    }

    @Test
    void contactsAreSortedChangedAndRemoved() throws Exception {
        try (Storage storage = open()) {
            Contact bob = storage.contacts().put(new Contact(0, " Bob ", "bob@Example.org", false));
            Contact anna = storage.contacts().put(new Contact(0, "anna", "sip:anna@example.org", false));
            Contact zoe = storage.contacts().put(new Contact(0, "Zoe", "practice", true));
            assertThat(bob).isEqualTo(new Contact(bob.id(), "Bob", Stores.BOBS_URI, false));
            assertThat(storage.contacts().contacts()).containsExactly(zoe, anna, bob);
            assertThat(storage.contacts().findByUri("sips:bob@example.org;transport=tcp"))
                    .contains(bob);
            Contact robert = storage.contacts().put(new Contact(bob.id(), "Robert", bob.uri(), false));
            assertThat(storage.contacts().remove(anna.id())).isTrue();
            assertThat(storage.contacts().remove(anna.id())).isFalse();
            assertThat(storage.contacts().contacts()).containsExactly(zoe, robert);
            assertThatThrownBy(() -> storage.contacts().put(anna))
                    .isInstanceOf(InvalidEntryException.class)
                    .hasMessageContaining("removed");
            assertThatThrownBy(() -> storage.contacts().put(new Contact(0, " ", Stores.BOBS_URI, false)))
                    .isInstanceOf(InvalidEntryException.class);
        }
        try (Storage storage = open()) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly("Zoe", "Robert");
        }
    }

    @Test
    void manyContactsAreStoredAtOnceOrNone() throws Exception {
        Contact two = new Contact(
                0,
                "Zoë",
                List.of("zoe@example.org", "sips:z@example.org"),
                List.of(),
                Optional.empty(),
                true,
                ContactPolicy.PREFER,
                false);
        try (Storage storage = open()) {
            List<Contact> stored =
                    storage.contacts().putAll(List.of(new Contact(0, "Bob", Stores.BOBS_URI, false), two));
            assertThat(stored).extracting(Contact::id).containsExactly(1L, 2L);
            assertThatThrownBy(() -> storage.contacts().putAll(List.of(two, new Contact(9, "No", "no@h", false))))
                    .isInstanceOf(InvalidEntryException.class);
            assertThat(storage.contacts().contacts()).hasSize(2);
            assertThat(storage.contacts().search("zoe")).containsExactly(stored.getLast());
        }
        try (Storage storage = open()) {
            Contact zoe = storage.contacts().findByUri("z@example.org").orElseThrow();
            assertThat(zoe.uris()).containsExactly("sip:zoe@example.org", "sips:z@example.org");
            assertThat(storage.contacts().put(two).id()).isEqualTo(3);
        }
    }

    @Test
    void expiredSecretsAreGoneFromMemoryAndDisk() throws Exception {
        try (Storage storage = open()) {
            var cache = storage.trust().cache(LocalIdentity.MAIN);
            cache.store(
                    Stores.BOB,
                    Stores.secrets(1, 2, true, Optional.of(clock.instant().plus(Duration.ofDays(1)))));
            cache.find(Stores.BOB).orElseThrow().close();
            clock.advance(Duration.ofDays(1));
            assertThat(cache.find(Stores.BOB)).isEmpty();
            Stores.sync(storage);
        }
        try (Storage storage = open()) {
            assertThat(storage.trust().cache(LocalIdentity.MAIN).find(Stores.BOB))
                    .isEmpty();
        }
    }

    /** What the database holds for a setting. */
    private String stored(String key) throws Exception {
        try (Storage storage = open();
                Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory().resolve(DataDirectory.DATABASE))) {
            return new RecordIn(Records.load(connection, storage.vault().records()).of(Kind.SETTING).stream()
                            .filter(record -> record.key().equals(key))
                            .findFirst()
                            .orElseThrow()
                            .content())
                    .text();
        }
    }

    private Storage open() throws StorageException {
        return Stores.open(directory(), notices, clock);
    }

    private Path directory() {
        return temporary.resolve("data");
    }

    private static String mode(Path file) throws java.io.IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void copy(Path from, Path to) throws java.io.IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
