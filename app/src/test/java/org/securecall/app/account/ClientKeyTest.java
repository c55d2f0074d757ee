// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.ClientKeyFile;
import org.securecall.app.sip.TestCertificates;
import org.securecall.media.secret.SecretBytes;

/** Keys from PKCS#12 files, and fingerprints as people type them. */
class ClientKeyTest {

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void make() throws Exception {
        certificates = new TestCertificates(directory);
        certificates.server("client", "alice", "", "-1d", 10);
        certificates.server("expired", "alice", "", "-30d", 10);
    }

    private static ClientKeyFile file(Path path, String password) {
        return new ClientKeyFile(path, password.toCharArray());
    }

    private static void refused(ClientKeyFile file, String reason) {
        assertThatThrownBy(() -> ClientKey.read(file))
                .isInstanceOf(InvalidEntryException.class)
                .hasMessageContaining(reason)
                .hasNoCause();
        assertThat(new String(file.password())).matches("\\x00*");
    }

    @Test
    void aKeyIsReadAndCanBePutTogetherAgain() throws Exception {
        ClientKeyFile file = file(certificates.store("client"), TestCertificates.PASSWORD);
        try (ClientKey key = ClientKey.read(file)) {
            assertThat(file.password()).containsOnly('\0');
            assertThat(key.card("sip:alice@example.org").subject()).isEqualTo("CN=alice");
            assertThat(key.card("sip:alice@example.org").sha256()).isEqualTo(certificates.sha256("client"));
            assertThat(key.chain()).hasSize(2);
            assertThat(key.toString()).doesNotContain("alice");
            try (ClientKey again =
                    ClientKey.of(key.algorithm(), SecretBytes.copyOf(key.pkcs8().reveal()), key.encodedChain())) {
                assertThat(again).isEqualTo(key);
                assertThat(again.privateKey()).isEqualTo(key.privateKey());
            }
        }
    }

    @Test
    void aWrongPasswordIsSaid() {
        refused(file(certificates.store("client"), "guess"), "password of the client certificate is wrong");
        refused(file(certificates.store("client"), ""), "password of the client certificate is wrong");
    }

    @Test
    void anExpiredCertificateIsSaid() {
        refused(file(certificates.store("expired"), TestCertificates.PASSWORD), "has expired");
    }

    @Test
    void whatIsNoSuchFileIsSaid() throws Exception {
        refused(file(directory.resolve("missing.p12"), "secret"), "does not exist");
        refused(file(Files.writeString(directory.resolve("text.p12"), "hello"), "secret"), "no PKCS#12 file");
        refused(file(certificates.authorities(), "secret"), "no PKCS#12 file");
        refused(file(Files.write(directory.resolve("huge.p12"), new byte[(1 << 20) + 1]), "secret"), "megabyte");
        byte[] whole = Files.readAllBytes(certificates.store("client"));
        for (int length = 0; length < whole.length; length += 311) {
            Path cut = Files.write(directory.resolve("cut.p12"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ClientKey.read(file(cut, TestCertificates.PASSWORD)))
                    .isInstanceOf(InvalidEntryException.class);
        }
    }

    @Test
    void aFileWithoutAKeyOrWithSeveralIsSaid() throws Exception {
        KeyStore from = KeyStore.getInstance("PKCS12");
        char[] password = TestCertificates.PASSWORD.toCharArray();
        try (var in = Files.newInputStream(certificates.store("client"))) {
            from.load(in, password);
        }
        KeyStore none = KeyStore.getInstance("PKCS12");
        none.load(null, null);
        none.setCertificateEntry("alone", from.getCertificate("client"));
        KeyStore several = KeyStore.getInstance("PKCS12");
        several.load(null, null);
        for (String name : List.of("one", "two")) {
            several.setKeyEntry(name, from.getKey("client", password), password, from.getCertificateChain("client"));
        }
        refused(file(store("none.p12", none), TestCertificates.PASSWORD), "no private key");
        refused(file(store("several.p12", several), TestCertificates.PASSWORD), "several keys");
    }

    private static Path store(String name, KeyStore content) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            content.store(out, TestCertificates.PASSWORD.toCharArray());
        }
        return file;
    }

    private static final String PAIRS = "AB:CD:" + "0".repeat(2) + ":EF".repeat(29);

    @Test
    void fingerprintsAreReadAsPeopleHaveThem() throws Exception {
        String bare = PAIRS.replace(":", "");
        for (String typed : List.of(
                PAIRS,
                bare,
                bare.toLowerCase(java.util.Locale.ROOT),
                PAIRS.replace(':', ' '),
                "sha256 Fingerprint=" + PAIRS)) {
            assertThat(Fingerprints.parse(typed)).isEqualTo(PAIRS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AB", "AB:CD:00", "zz", "0123456789012345678901234567890123456789"})
    void whatIsNoSha256IsRefused(String typed) {
        assertThatThrownBy(() -> Fingerprints.parse(typed)).isInstanceOf(InvalidEntryException.class);
        assertThatThrownBy(() -> Fingerprints.parse(PAIRS + typed + "0")).isInstanceOf(InvalidEntryException.class);
        assertThatThrownBy(() -> Fingerprints.parse("x".repeat(1 << 20))).isInstanceOf(InvalidEntryException.class);
    }
}
