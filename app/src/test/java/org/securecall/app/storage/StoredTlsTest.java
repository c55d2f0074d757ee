// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.account.ClientKey;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ClientKeyFile;
import org.securecall.app.sip.TestCertificates;
import org.securecall.app.transfer.RecoveryCode;

/** Pins and client keys outlive a run, sealed, and travel with a backup. */
class StoredTlsTest {

    private static final String ALICE = "sip:alice@example.org";
    private static final Instant SINCE = Instant.parse("2026-05-01T10:00:00Z");
    private static final CertificatePin PIN = new CertificatePin(
            ALICE, "AB".repeat(32), SINCE, "CN=sip.example.org", "CN=sip.example.org", Optional.of(SINCE));

    @TempDir
    Path temporary;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    private Storage open(String name) throws StorageException {
        return Stores.open(temporary.resolve(name), notices, clock);
    }

    private ClientKey key(String name) throws Exception {
        TestCertificates certificates = new TestCertificates(temporary);
        certificates.server(name, "alice-the-client", "", "-1d", 10);
        return ClientKey.read(new ClientKeyFile(certificates.store(name), TestCertificates.PASSWORD.toCharArray()));
    }

    @Test
    void aPinStaysUntilItIsReplacedOrTakenBack() throws Exception {
        try (Storage storage = open("p")) {
            storage.tls().put(PIN);
            Stores.sync(storage);
        }
        CertificatePin second = new CertificatePin(ALICE, "CD".repeat(32), SINCE, "", "", Optional.empty());
        try (Storage storage = open("p")) {
            assertThat(storage.tls().pins()).containsExactly(PIN);
            storage.tls().put(second);
            Stores.sync(storage);
        }
        try (Storage storage = open("p")) {
            assertThat(storage.tls().pin(ALICE)).contains(second);
            assertThat(storage.tls().pin("sip:bob@example.org")).isEmpty();
            assertThat(storage.tls().removePin(ALICE)).isTrue();
            assertThat(storage.tls().removePin(ALICE)).isFalse();
            Stores.sync(storage);
        }
        try (Storage storage = open("p")) {
            assertThat(storage.tls().pins()).isEmpty();
        }
        assertThat(RawFiles.hold(temporary, "sip.example.org")).isFalse();
    }

    @Test
    void aClientKeyIsSealedAndComesBackAndIsWipedWhenItIsRemoved() throws Exception {
        ClientKey own = key("client");
        byte[] secret = own.pkcs8().reveal().clone();
        try (Storage storage = open("p")) {
            storage.tls().putClientKey(ALICE, own);
            Stores.sync(storage);
        }
        assertThat(RawFiles.hold(temporary.resolve("p"), secret)).isFalse();
        assertThat(RawFiles.hold(temporary.resolve("p"), "alice-the-client")).isFalse();
        try (Storage storage = open("p")) {
            ClientKey back = storage.tls().clientKey(ALICE).orElseThrow();
            assertThat(back).isEqualTo(own);
            assertThat(back.pkcs8().matches(secret)).isTrue();
            assertThat(storage.tls().removeClientKey(ALICE)).isTrue();
            assertThatThrownBy(() -> back.pkcs8().reveal()).isInstanceOf(IllegalStateException.class);
            Stores.sync(storage);
        }
        try (Storage storage = open("p")) {
            assertThat(storage.tls().clientKey(ALICE)).isEmpty();
        }
    }

    @Test
    void bothTravelWithABackup() throws Exception {
        Path file = temporary.resolve("profile.backup");
        ClientKey own = key("client");
        try (RecoveryCode code = RecoveryCode.create(new SecureRandom())) {
            try (Storage storage = open("old")) {
                storage.tls().put(PIN);
                storage.tls().putClientKey(ALICE, own);
                Stores.sync(storage);
                ProfileBackup.write(storage, file, code);
            }
            ProfileBackup.restore(file, code, temporary.resolve("new"), Keys.FILE, notices);
        }
        try (Storage storage = open("new")) {
            assertThat(storage.tls().pin(ALICE)).contains(PIN);
            assertThat(storage.tls().clientKey(ALICE)).contains(own);
        }
    }
}
