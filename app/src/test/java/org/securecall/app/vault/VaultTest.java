// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Protection;
import org.securecall.app.vault.VaultException.Reason;
import org.securecall.media.secret.SecretBytes;

class VaultTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] NAME = {1, 2, 3};

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Desktop desktop = new Desktop();

    /** A key store in memory that can be locked. */
    private static final class Desktop implements DesktopKeyStore {
        private final Map<String, String> items = new HashMap<>();
        private boolean there = true;
        private boolean broken;

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public Optional<String> read(String item) throws VaultException {
            check();
            return Optional.ofNullable(items.get(item));
        }

        @Override
        public void write(String item, String secret) throws VaultException {
            check();
            items.put(item, secret);
        }

        @Override
        public void delete(String item) throws VaultException {
            check();
            items.remove(item);
        }

        private void check() throws VaultException {
            if (broken) {
                throw new VaultException(Reason.FAILED, "The key store is locked");
            }
        }
    }

    private Vault.Surroundings at(DesktopKeyStore store) {
        return new Vault.Surroundings(directory, store, Optional.empty(), () -> now, RANDOM);
    }

    private Vault open(DesktopKeyStore store) throws VaultException {
        return Vault.open(at(store), Optional.empty(), false);
    }

    private Vault open(String passphrase) throws VaultException {
        try (SecretBytes bytes = bytes(passphrase)) {
            return Vault.open(at(DesktopKeyStore.NONE), Optional.of(bytes), false);
        }
    }

    private static SecretBytes bytes(String text) {
        return SecretBytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sealed(Vault vault) {
        return vault.records().seal("content".getBytes(StandardCharsets.UTF_8), NAME);
    }

    private static boolean opens(Vault vault, byte[] sealed) {
        return vault.records()
                .open(sealed, NAME)
                .filter(plain -> Arrays.equals(plain, "content".getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private Reason refusal(String passphrase) {
        return catchThrowableOfType(VaultException.class, () -> open(passphrase).close())
                .reason();
    }

    /** RFC 9106 §5.3 has other inputs than a passphrase and a salt; this one is from the reference implementation's own tests. */
    @Test
    void whoChangesThePassphraseHasToKnowTheOneOfNow() throws Exception {
        try (Vault vault = open(DesktopKeyStore.NONE);
                SecretBytes right = bytes("correct horse");
                SecretBytes wrong = bytes("battery staple")) {
            vault.requirePassphrase(Optional.empty());
            vault.keepUnder(right);
            assertThat(reason(() -> vault.requirePassphrase(Optional.empty()))).isEqualTo(Reason.PASSPHRASE_NEEDED);
            for (int i = 0; i < 3; i++) {
                assertThat(reason(() -> vault.requirePassphrase(Optional.of(wrong))))
                        .isEqualTo(Reason.WRONG_PASSPHRASE);
            }
            assertThat(reason(() -> vault.requirePassphrase(Optional.of(right))))
                    .isEqualTo(Reason.WAIT);
            now = now.plusSeconds(60);
            vault.requirePassphrase(Optional.of(right));
            vault.requirePassphrase(Optional.of(right));
        }
    }

    private static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(VaultException.class, call).reason();
    }

    @Test
    void argon2idIsThatOfTheReferenceImplementation() {
        try (SecretBytes key =
                new Argon2Cost(65536, 2, 1).derive(bytes("password"), "somesalt".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(HexFormat.of().formatHex(key.reveal()))
                    .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        }
    }

    @Test
    void calibrationNeverGoesBelowTheRecommendation() {
        Argon2Cost cost = Argon2Cost.calibrated(Duration.ofNanos(1), new byte[16]);
        assertThat(cost).isEqualTo(Argon2Cost.BASE);
        assertThat(Argon2Cost.calibrated(Duration.ofHours(1), new byte[16]).passes())
                .isGreaterThan(3);
    }

    @Test
    void aNewKeyIsKeptInTheDesktopsKeyStoreWhereThereIsOne() throws Exception {
        byte[] sealed;
        try (Vault vault = open(desktop)) {
            assertThat(vault.isNew()).isTrue();
            assertThat(vault.protection()).isEqualTo(Protection.KEYSTORE);
            sealed = sealed(vault);
        }
        assertThat(Files.readString(directory.resolve(KeyFile.NAME))).doesNotContain("\"key\"");
        try (Vault vault = open(desktop)) {
            assertThat(vault.isNew()).isFalse();
            assertThat(opens(vault, sealed)).isTrue();
        }
        assertThatThrownBy(() -> open(DesktopKeyStore.NONE)).hasMessageContaining("no key store");
        desktop.broken = true;
        assertThatThrownBy(() -> open(desktop)).hasMessageContaining("locked");
        desktop.broken = false;
        desktop.items.clear();
        assertThatThrownBy(() -> open(desktop)).hasMessageContaining("no key for this profile any more");
    }

    @Test
    void whereTheKeyStoreDoesNotWorkAFileKeepsANewKey() throws Exception {
        desktop.broken = true;
        try (Vault vault = open(desktop)) {
            assertThat(vault.protection()).isEqualTo(Protection.FILE);
        }
    }

    @Test
    void theKeyStaysTheSameWhateverItIsKeptUnder() throws Exception {
        byte[] sealed;
        try (Vault vault = open(desktop)) {
            sealed = sealed(vault);
            vault.opened(1);
            try (SecretBytes passphrase = bytes("one")) {
                vault.keepUnder(passphrase);
            }
            assertThat(desktop.items).isEmpty();
        }
        try (Vault vault = open("one")) {
            assertThat(opens(vault, sealed)).isTrue();
            assertThat(vault.generation()).isEqualTo(1);
            vault.keepInFile();
        }
        try (Vault vault = open(desktop)) {
            assertThat(vault.protection()).isEqualTo(Protection.FILE);
            assertThat(opens(vault, sealed)).isTrue();
            vault.keepInDesktop();
            vault.opened(vault.generation() + 1);
        }
        try (Vault vault = open(desktop)) {
            assertThat(vault.generation()).isEqualTo(2);
            assertThat(opens(vault, sealed)).isTrue();
        }
        assertThat(Files.readString(directory.resolve(KeyFile.NAME))).doesNotContain("\"key\"");
    }

    @Test
    void wrongPassphrasesMakeTheNextOneWaitLongerAndARightOneForgetsThem() throws Exception {
        open("right").close();
        assertThat(refusal("wrong")).isEqualTo(Reason.WRONG_PASSPHRASE);
        assertThat(refusal("Right")).isEqualTo(Reason.WRONG_PASSPHRASE);
        Duration before = Duration.ZERO;
        for (int i = 0; i < 4; i++) {
            VaultException third = catchThrowableOfType(
                    VaultException.class, () -> open("wrong").close());
            assertThat(third.reason()).isEqualTo(Reason.WRONG_PASSPHRASE);
            assertThat(third.waitBefore()).isGreaterThan(before);
            before = third.waitBefore();
            // Not even the right one, so that nothing can be learnt from a faster answer.
            assertThat(refusal("right")).isEqualTo(Reason.WAIT);
            now = now.plus(before);
        }
        open("right").close();
        assertThat(refusal("wrong")).isEqualTo(Reason.WRONG_PASSPHRASE);
        open("right").close();
    }

    @Test
    void aClockThatWasSetBackLocksNobodyOutForLong() throws Exception {
        open("right").close();
        for (int i = 0; i < 3; i++) {
            refusal("wrong");
        }
        now = now.minus(Duration.ofDays(365));
        VaultException wait =
                catchThrowableOfType(VaultException.class, () -> open("right").close());
        assertThat(wait.waitBefore()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void everyFlippedBitOfAPassphrasesKeyFileIsRefused() throws Exception {
        open("right").close();
        KeyFile file = KeyFile.read(directory).orElseThrow();
        for (int bit = 0; bit < file.key().length * 8; bit += 37) {
            byte[] key = file.key().clone();
            key[bit / 8] ^= (byte) (1 << (bit % 8));
            new KeyFile(file.protection(), key, file.salt(), new Argon2Cost(8192, 1, 1), 0, 0, 0).write(directory);
            assertThat(refusal("right")).isEqualTo(Reason.WRONG_PASSPHRASE);
        }
    }

    @Test
    void aKeyFileOfANewerVersionIsRefusedAndStays() throws Exception {
        open(desktop).close();
        Path file = directory.resolve(KeyFile.NAME);
        String newer = Files.readString(file).replace("\"version\" : 1", "\"version\" : 2");
        Files.writeString(file, newer);
        assertThatThrownBy(() -> open(desktop)).hasMessageContaining("newer Secure Call");
        assertThat(file).hasContent(newer);
    }

    @Test
    void withoutItsKeyASealedDatabaseGetsNoNewOne() {
        assertThatThrownBy(() -> Vault.open(at(DesktopKeyStore.NONE), Optional.empty(), true))
                .hasMessageContaining("is missing");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void recordsAreBoundToTheirNamesAndEveryChangeIsFound() throws Exception {
        try (Vault vault = open(desktop)) {
            byte[] sealed = sealed(vault);
            assertThat(vault.records().open(sealed, new byte[] {1, 2, 4})).isEmpty();
            for (int bit = 0; bit < sealed.length * 8; bit++) {
                byte[] changed = sealed.clone();
                changed[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(vault.records().open(changed, NAME)).isEmpty();
            }
            for (int length = 0; length < sealed.length; length++) {
                assertThat(vault.records().open(Arrays.copyOf(sealed, length), NAME))
                        .isEmpty();
            }
        }
    }

    @Test
    void theLengthOfARecordTellsLittle() throws Exception {
        try (Vault vault = open(desktop)) {
            for (int length = 0; length < 300; length++) {
                byte[] plain = new byte[length];
                byte[] sealed = vault.records().seal(plain, NAME);
                assertThat((sealed.length - Sealer.OVERHEAD) % 64).isZero();
                assertThat(vault.records().open(sealed, NAME).orElseThrow()).isEqualTo(plain);
            }
        }
    }

    @Test
    void noTextTellsTheKey() throws Exception {
        open(DesktopKeyStore.NONE).close();
        assertThat(KeyFile.read(directory).orElseThrow().toString()).isEqualTo("KeyFile[FILE]");
    }

    @Test
    void whatProtectsTheKeyIsToldAtOnceWhileItIsBeingChanged() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        DesktopKeyStore slow = new DesktopKeyStore() {
            @Override
            public boolean isThere() {
                return true;
            }

            @Override
            public Optional<String> read(String item) throws VaultException {
                return desktop.read(item);
            }

            @Override
            public void write(String item, String secret) throws VaultException {
                writing.countDown();
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    throw new VaultException(Reason.FAILED, "The test was stopped");
                }
                desktop.write(item, secret);
            }

            @Override
            public void delete(String item) throws VaultException {
                desktop.delete(item);
            }
        };
        open("correct horse").close();
        try (SecretBytes passphrase = bytes("correct horse");
                Vault vault = Vault.open(at(slow), Optional.of(passphrase), false)) {
            FutureTask<Void> change = new FutureTask<>(() -> {
                vault.keepInDesktop();
                return null;
            });
            Thread.ofVirtual().start(change);
            writing.await();
            assertThat(vault.protection()).isEqualTo(Protection.PASSPHRASE);
            asked.countDown();
            change.get();
            assertThat(vault.protection()).isEqualTo(Protection.KEYSTORE);
        }
    }
}
