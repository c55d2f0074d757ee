// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PeerIdentity.How;
import org.securecall.app.identity.Identities;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.trust.IdentityStore;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

class StoredIdentitiesTest {

    private static final String KEY = Identities.bob().key().hex();
    private static final String FINGERPRINT = Identities.bob().key().fingerprint();

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    private Storage open() throws StorageException {
        return Stores.open(directory, notices, clock);
    }

    private static List<How> hows(IdentityStore store) {
        return store.of(BOBS_URI).stream().map(PeerIdentity::how).toList();
    }

    private static List<KeyLogKind> log(Storage storage) {
        return storage.trust().log().stream().map(LoggedEntry::kind).toList();
    }

    @Test
    void whatWasConfirmedIsThereAfterARestartAndInTheLog() throws Exception {
        try (Storage storage = open()) {
            storage.identities().met(BOBS_URI, FINGERPRINT, KEY);
            assertThat(hows(storage.identities())).containsExactly(How.MET);
            storage.identities().confirm("sips:bob@EXAMPLE.org:5061", FINGERPRINT, KEY, How.SCANNED);
        }
        try (Storage storage = open()) {
            PeerIdentity known = storage.identities().identities().getFirst();
            assertThat(known).isEqualTo(new PeerIdentity(BOBS_URI, FINGERPRINT, KEY, How.SCANNED, clock.instant()));
            assertThat(known.confirmed()).isTrue();
            // To meet it again takes nothing back.
            storage.identities().met(BOBS_URI, FINGERPRINT, KEY);
            assertThat(hows(storage.identities())).containsExactly(How.SCANNED);
            assertThat(log(storage)).containsExactly(KeyLogKind.VERIFIED_SCANNED);
            assertThat(storage.trust().logCheck()).isInstanceOf(KeyLogCheck.Intact.class);
        }
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void aRevokedKeyStaysRevokedUntilItIsComparedAgain() throws Exception {
        try (Storage storage = open()) {
            assertThat(storage.identities().revoke(BOBS_URI, FINGERPRINT)).isFalse();
            storage.identities().confirm(BOBS_URI, FINGERPRINT, KEY, How.TYPED);
            assertThat(storage.identities().revoke(BOBS_URI, FINGERPRINT)).isTrue();
            assertThat(storage.identities().revoke(BOBS_URI, FINGERPRINT)).isFalse();
        }
        try (Storage storage = open()) {
            assertThat(hows(storage.identities())).containsExactly(How.REVOKED);
            storage.identities().met(BOBS_URI, FINGERPRINT, KEY);
            assertThat(hows(storage.identities())).containsExactly(How.REVOKED);
            storage.identities().compared(BOBS_URI, FINGERPRINT, Stores.details(BOB, Secrets.FIRST));
            assertThat(hows(storage.identities())).containsExactly(How.COMPARED);
            assertThat(log(storage))
                    .containsExactly(KeyLogKind.VERIFIED_SCANNED, KeyLogKind.FORGOTTEN, KeyLogKind.VERIFIED_SPOKEN);
        }
    }

    @Test
    void comparingACallWhoseSignerWasNotMetConfirmsNothing() throws Exception {
        try (Storage storage = open()) {
            storage.identities().compared(BOBS_URI, FINGERPRINT, Stores.details(BOB, Secrets.FIRST));
            assertThat(storage.identities().identities()).isEmpty();
        }
    }

    @Test
    void strangersDoNotFillTheProfileAndPushNobodyOut() throws Exception {
        try (Storage storage = open()) {
            storage.identities().confirm(BOBS_URI, FINGERPRINT, KEY, How.SCANNED);
            for (int i = 0; i < 3 * IdentityStore.MOST_MET; i++) {
                clock.advance(Duration.ofSeconds(1));
                storage.identities().met(BOBS_URI, String.format("%064x", i), "");
            }
            assertThat(storage.identities().of(BOBS_URI)).hasSize(IdentityStore.MOST_MET + 1);
            assertThat(storage.identities().of(BOBS_URI)).anyMatch(PeerIdentity::confirmed);
        }
        try (Storage storage = open()) {
            assertThat(storage.identities().of(BOBS_URI)).hasSize(IdentityStore.MOST_MET + 1);
        }
    }

    @Test
    void aCallThatIsVerifiedByItsSignatureIsNotedOnceForEachZid() throws Exception {
        ZrtpDetails signed = Stores.details(BOB, Secrets.FIRST)
                .withDeclarations(new PeerDeclarations(
                        false,
                        false,
                        false,
                        new SasSignature(SasSignature.Status.CONFIRMED, FINGERPRINT, "Bob"),
                        PeerDeclarations.NONE.server()));
        try (Storage storage = open()) {
            storage.identities().verifiedBySignature(BOBS_URI, signed);
            storage.identities().verifiedBySignature(BOBS_URI, signed);
            assertThat(log(storage)).containsExactly(KeyLogKind.VERIFIED_SIGNED);
            assertThat(storage.trust().log().getFirst().change()).isEqualTo("signed with the key of Bob");
        }
    }

    @Test
    void aSecretIsForOneCallOutlivesARestartAndEndsInAMonth() throws Exception {
        try (Storage storage = open();
                SecretBytes secret = SecretBytes.owning(Stores.filled(7))) {
            storage.identities().shown(BOBS_URI, secret);
        }
        try (Storage storage = open()) {
            assertThat(taken(storage.identities())).isEqualTo(7);
            storage.identities().secretUsed("sip:bob@example.org:5060");
            assertThat(storage.identities().secret(BOBS_URI)).isEmpty();
        }
        try (Storage storage = open();
                SecretBytes secret = SecretBytes.owning(Stores.filled(8))) {
            assertThat(storage.identities().secret(BOBS_URI)).isEmpty();
            storage.identities().scanned(BOBS_URI, secret, false);
            clock.advance(Duration.ofDays(29));
            assertThat(taken(storage.identities())).isEqualTo(8);
            clock.advance(Duration.ofDays(2));
            assertThat(storage.identities().secret(BOBS_URI)).isEmpty();
        }
    }

    @Test
    void whereBothShowedASecretBothTakeTheSame() throws Exception {
        try (Storage one = open();
                Storage other = Stores.open(directory.resolve("other"), notices, clock);
                SecretBytes ofOne = SecretBytes.owning(Stores.filled(1));
                SecretBytes ofOther = SecretBytes.owning(Stores.filled(2))) {
            one.identities().shown(BOBS_URI, ofOne);
            other.identities().shown(BOBS_URI, ofOther);
            one.identities().scanned(BOBS_URI, ofOther, true);
            other.identities().scanned(BOBS_URI, ofOne, false);
            assertThat(taken(one.identities())).isEqualTo(taken(other.identities()));
        }
    }

    private static int taken(IdentityStore store) {
        try (SecretBytes secret = store.secret(BOBS_URI).orElseThrow()) {
            return secret.reveal()[0];
        }
    }

    @Test
    void aBackupHasTheKeysAndNotTheSecretsForTheNextCall() throws Exception {
        RecoveryCode code = RecoveryCode.create(new SecureRandom());
        Path file = directory.resolve("backup");
        String own;
        try (Storage storage = Stores.open(directory.resolve("old"), notices, clock);
                SecretBytes secret = SecretBytes.owning(Stores.filled(7))) {
            storage.identities().confirm(BOBS_URI, FINGERPRINT, KEY, How.SCANNED);
            storage.identities().scanned(BOBS_URI, secret, false);
            own = storage.ownKeys().identity().key().hex();
            Stores.sync(storage);
            ProfileBackup.write(storage, file, code);
        }
        ProfileBackup.restore(file, code, directory.resolve("new"), Keys.FILE, notices);
        try (Storage storage = Stores.open(directory.resolve("new"), notices, clock)) {
            assertThat(hows(storage.identities())).containsExactly(How.SCANNED);
            assertThat(storage.ownKeys().identity().key().hex()).isEqualTo(own);
            assertThat(storage.identities().secret(BOBS_URI)).isEmpty();
        }
    }

    @Test
    void theOwnKeyIsMadeWhenItIsFirstAskedFor() throws Exception {
        String before;
        try (Storage storage = open()) {
            Stores.sync(storage);
            before = Stores.query(directory, "SELECT count(*) FROM record");
        }
        String key;
        try (Storage storage = open()) {
            key = storage.ownKeys().identity().key().hex();
            assertThat(storage.ownKeys().signer().fingerprint())
                    .isEqualTo(storage.ownKeys().identity().key().fingerprint());
            Stores.sync(storage);
        }
        assertThat(Integer.parseInt(Stores.query(directory, "SELECT count(*) FROM record")))
                .isEqualTo(Integer.parseInt(before) + 1);
        try (Storage storage = open()) {
            assertThat(storage.ownKeys().identity().key().hex()).isEqualTo(key);
            assertThat(storage.ownKeys().certificate()).isEqualTo(Optional.empty());
        }
    }
}
