// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;
import static org.securecall.app.storage.Stores.EVE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.transfer.TransferException;
import org.securecall.app.transfer.WrongCodeException;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails.Secrets;

class ProfileBackupTest {

    @TempDir
    Path temporary;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();
    private final RecoveryCode code = RecoveryCode.create(new SecureRandom());

    private Path file() {
        return temporary.resolve("profile.backup");
    }

    private Storage open(String name) throws StorageException {
        return Stores.open(temporary.resolve(name), notices, clock);
    }

    private Zid fillAndBackUp() throws Exception {
        try (Storage storage = open("old")) {
            storage.contacts().put(new Contact(0, "Bartholomew", "sip:barty@example.org", true));
            storage.accounts().put(Stores.account("sip:alice@example.org"), Optional.of("hunter2".toCharArray()));
            storage.trust().cache(LocalIdentity.MAIN).store(BOB, Stores.secrets(0x51, 0x52, true, Optional.empty()));
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.FIRST));
            storage.trust()
                    .confirmed(
                            LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.FIRST), Optional.of("Bob"), "");
            for (int id = 1; id <= 20; id++) {
                storage.pastCalls().write(id, ("call " + id).getBytes(StandardCharsets.UTF_8));
            }
            Stores.sync(storage);
            ProfileBackup.Summary summary = ProfileBackup.write(storage, file(), code);
            assertThat(summary.events()).isEqualTo(2);
            assertThat(summary.calls()).isEqualTo(20);
            assertThat(summary.leftOut()).isZero();
            return storage.trust().cache(LocalIdentity.MAIN).localZid();
        }
    }

    private ProfileBackup.Summary restore(RecoveryCode with, String name) throws Exception {
        return ProfileBackup.restore(file(), with, temporary.resolve(name), Keys.FILE, notices);
    }

    @Test
    void everythingComesBackUnderANewKey() throws Exception {
        Zid own = fillAndBackUp();
        ProfileBackup.Summary summary = restore(code, "new");
        assertThat(summary.calls()).isEqualTo(20);
        clock.advance(Duration.ofDays(30));
        try (Storage storage = open("new")) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly("Bartholomew");
            assertThat(storage.accounts().password("sip:alice@example.org")).isEqualTo("hunter2".toCharArray());
            assertThat(storage.trust().cache(LocalIdentity.MAIN).localZid()).isEqualTo(own);
            try (RetainedSecrets secrets =
                    storage.trust().cache(LocalIdentity.MAIN).find(BOB).orElseThrow()) {
                assertThat(secrets.rs1().orElseThrow().matches(Stores.filled(0x51)))
                        .isTrue();
                assertThat(secrets.verified()).isTrue();
            }
            assertThat(storage.trust().history(BOB))
                    .extracting(KeyLogNote::kind)
                    .containsExactly(KeyLogKind.FIRST, KeyLogKind.VERIFIED_SPOKEN);
            assertThat(storage.pastCalls().lastId()).isEqualTo(20);
            assertThat(storage.pastCalls().read(7).orElseThrow()).isEqualTo("call 7".getBytes(StandardCharsets.UTF_8));
            // What the next calls may show is explained.
            assertThat(storage.trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).olderCopy())
                    .isTrue();
            // Later events follow.
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.MATCH));
            Stores.sync(storage);
        }
        assertThat(Files.readAllBytes(temporary.resolve("old/securecall.key")))
                .isNotEqualTo(Files.readAllBytes(temporary.resolve("new/securecall.key")));
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void everyZidComesBackWithItsSecrets() throws Exception {
        Zid account;
        Zid contact;
        LocalIdentity work;
        LocalIdentity forBob;
        try (Storage storage = open("old")) {
            storage.accounts().put(Stores.account("sip:alice@example.org"), Optional.empty());
            Contact bob = storage.contacts().put(new Contact(0, "Bob", BOBS_URI, false).withOwnZid(true));
            work = storage.trust().identityOf("sip:alice@example.org");
            forBob = LocalIdentity.ofContact(bob.id());
            account = storage.trust().cache(work).localZid();
            contact = storage.trust().cache(forBob).localZid();
            storage.trust().cache(work).store(BOB, Stores.secrets(1, 2, true, Optional.empty()));
            storage.trust().cache(forBob).store(BOB, Stores.secrets(3, 4, false, Optional.empty()));
            Stores.sync(storage);
            ProfileBackup.write(storage, file(), code);
        }
        restore(code, "new");
        try (Storage storage = open("new")) {
            assertThat(storage.contacts().contacts()).allMatch(Contact::ownZid);
            assertThat(storage.trust().identityOf("sip:alice@example.org")).isEqualTo(work);
            assertThat(storage.trust().cache(work).localZid()).isEqualTo(account);
            assertThat(storage.trust().cache(forBob).localZid()).isEqualTo(contact);
            try (RetainedSecrets secrets = storage.trust().cache(work).find(BOB).orElseThrow()) {
                assertThat(secrets.rs1().orElseThrow().matches(Stores.filled(1)))
                        .isTrue();
                assertThat(secrets.verified()).isTrue();
            }
            try (RetainedSecrets secrets =
                    storage.trust().cache(forBob).find(BOB).orElseThrow()) {
                assertThat(secrets.rs1().orElseThrow().matches(Stores.filled(3)))
                        .isTrue();
                assertThat(secrets.verified()).isFalse();
            }
        }
    }

    @Test
    void historyOfAnyLengthIsInItInPieces() throws Exception {
        int calls = 3000;
        try (Storage storage = open("old")) {
            for (int id = 1; id <= calls; id++) {
                storage.pastCalls().write(id, ("call " + id).getBytes(StandardCharsets.UTF_8));
                if (id % 100 == 0) {
                    // No more wait than the storage of a test lets wait.
                    Stores.sync(storage);
                }
            }
            assertThat(ProfileBackup.write(storage, file(), code, 4096).calls()).isEqualTo(calls);
        }
        assertThat(ProfileBackup.inspect(file(), code).calls()).isEqualTo(calls);
        assertThat(restore(code, "new").calls()).isEqualTo(calls);
        try (Storage storage = open("new")) {
            assertThat(storage.pastCalls().lastId()).isEqualTo(calls);
            for (long id : new long[] {1, 1500, calls}) {
                assertThat(storage.pastCalls().read(id).orElseThrow())
                        .isEqualTo(("call " + id).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aProfileInUseIsReplacedAsAWholeAndKeepsItsKey() throws Exception {
        Zid own = fillAndBackUp();
        byte[] key;
        try (Storage storage = open("other")) {
            storage.contacts().put(new Contact(0, "Somebody Else", "sip:else@example.org", false));
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(EVE, Secrets.FIRST));
            storage.pastCalls().write(1, "another call".getBytes(StandardCharsets.UTF_8));
            storage.pastCalls().write(99, "one more".getBytes(StandardCharsets.UTF_8));
            Stores.sync(storage);
            assertThat(ProfileBackup.replace(storage, file(), code).calls()).isEqualTo(20);
            // Of what was in memory nothing is stored any more.
            storage.contacts().put(new Contact(0, "Too Late", "sip:late@example.org", false));
            key = Files.readAllBytes(temporary.resolve("other/securecall.key"));
        }
        try (Storage storage = open("other")) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly("Bartholomew");
            assertThat(storage.trust().cache(LocalIdentity.MAIN).localZid()).isEqualTo(own);
            assertThat(storage.pastCalls().lastId()).isEqualTo(20);
            assertThat(storage.pastCalls().read(1).orElseThrow()).isEqualTo("call 1".getBytes(StandardCharsets.UTF_8));
            assertThat(storage.trust().history(BOB)).hasSize(2);
            assertThat(storage.trust().history(EVE)).isEmpty();
        }
        assertThatThrownBy(() -> Stores.query(temporary.resolve("other"), "DELETE FROM key_event RETURNING number"))
                .as("the history of keys is append-only again")
                .hasMessageContaining("append-only");
        assertThat(key).isNotEmpty();
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void aProfileInUseStaysAsItIsWhenTheBackupCannotBeUsed() throws Exception {
        fillAndBackUp();
        byte[] whole = Files.readAllBytes(file());
        try (Storage storage = open("other")) {
            storage.contacts().put(new Contact(0, "Somebody Else", "sip:else@example.org", false));
            Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 1));
            assertThatThrownBy(() -> ProfileBackup.replace(storage, file(), code))
                    .isInstanceOf(TransferException.class);
            Files.write(file(), whole);
            try (RecoveryCode other = RecoveryCode.create(new SecureRandom())) {
                assertThatThrownBy(() -> ProfileBackup.replace(storage, file(), other))
                        .isInstanceOf(WrongCodeException.class);
            }
            storage.contacts().put(new Contact(0, "One More", "sip:more@example.org", false));
        }
        try (Storage storage = open("other")) {
            assertThat(storage.contacts().contacts())
                    .extracting(Contact::name)
                    .containsExactlyInAnyOrder("Somebody Else", "One More");
        }
    }

    @Test
    void theFileTellsNothing() throws Exception {
        fillAndBackUp();
        assertThat(RawFiles.hold(temporary, "Bartholomew")).isFalse();
        assertThat(RawFiles.hold(temporary, "example.org")).isFalse();
        assertThat(RawFiles.hold(temporary, Stores.filled(0x51))).isFalse();
    }

    @Test
    void anotherCodeOpensNothingAndMakesNothing() throws Exception {
        fillAndBackUp();
        try (RecoveryCode other = RecoveryCode.create(new SecureRandom())) {
            assertThatThrownBy(() -> restore(other, "new")).isInstanceOf(WrongCodeException.class);
        }
        assertThat(temporary.resolve("new")).doesNotExist();
    }

    @Test
    void aProfileThatIsThereIsNotReplaced() throws Exception {
        fillAndBackUp();
        assertThatThrownBy(() -> restore(code, "old"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("There is a profile already");
        try (Storage storage = open("old")) {
            assertThat(storage.contacts().contacts()).hasSize(1);
        }
    }

    @Test
    void aCutBackupIsRefusedAndMakesNothing() throws Exception {
        fillAndBackUp();
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> restore(code, "new")).isInstanceOf(TransferException.class);
        }
        assertThat(temporary.resolve("new")).doesNotExist();
    }
}
