// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.securecall.app.transfer.ZidFiles.BOB;
import static org.securecall.app.transfer.ZidFiles.EVE;
import static org.securecall.app.transfer.ZidFiles.NEVER;
import static org.securecall.app.transfer.ZidFiles.OWN;
import static org.securecall.app.transfer.ZidFiles.RS1;
import static org.securecall.app.transfer.ZidFiles.RS2;
import static org.securecall.app.transfer.ZidFiles.SERVER;
import static org.securecall.app.transfer.ZidFiles.VALID;
import static org.securecall.app.transfer.ZidFiles.VERIFIED;
import static org.securecall.app.transfer.ZidFiles.filled;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.transfer.ImportedKeys.Skipped;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

class ZidFileTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final long TOMORROW = NOW.plus(Duration.ofDays(1)).getEpochSecond();
    private static final long YESTERDAY = NOW.minus(Duration.ofDays(1)).getEpochSecond();
    private static final int BOTH = VALID | RS1 | RS2;

    @TempDir
    Path folder;

    @Test
    void keysComeUnderTheOtherTelephonesOwnZid() throws Exception {
        byte[] file = ZidFiles.second()
                .record(BOTH | VERIFIED, BOB, NEVER, 1, NEVER, 2)
                .record(VALID | RS1, EVE, NEVER, 3, NEVER, 4)
                .bytes();
        try (ImportedKeys keys = read(file)) {
            assertThat(keys.ownZids()).containsExactly(OWN);
            assertThat(keys.skipped()).isEmpty();
            assertThat(keys.under(OWN)).isEqualTo(keys.keys()).hasSize(2);
            assertThat(keys.under(BOB)).isEmpty();
            ImportedKey bob = keys.keys().getFirst();
            assertThat(bob.ownZid()).isEqualTo(OWN);
            assertThat(bob.peer()).isEqualTo(BOB);
            assertThat(holds(bob.rs1(), 1)).isTrue();
            assertThat(holds(bob.rs2(), 2)).isTrue();
            assertThat(bob.verified()).isTrue();
            assertThat(bob.expires()).isEmpty();
            assertThat(bob.address()).isEmpty();
            assertThat(bob.name()).isEmpty();
            ImportedKey eve = keys.keys().getLast();
            assertThat(eve.verified()).isFalse();
            assertThat(holds(eve.rs1(), 3)).isTrue();
            assertThat(eve.rs2()).isEmpty();
        }
    }

    @Test
    void theFirstFormIsReadToo() throws Exception {
        byte[] file = ZidFiles.first()
                .record1(1, 0, 3, 1, BOB, 1, 2)
                .record1(1, 0, 1, 0, EVE, 3, 4)
                .record1(0, 0, 1, 0, new Zid("c0c0c0c0c0c0c0c0c0c0c0c0"), 5, 6)
                .bytes();
        try (ImportedKeys keys = read(file)) {
            assertThat(keys.ownZids()).containsExactly(OWN);
            assertThat(keys.keys()).extracting(ImportedKey::peer).containsExactly(BOB, EVE);
            assertThat(keys.keys()).extracting(ImportedKey::verified).containsExactly(true, false);
            assertThat(holds(keys.keys().getFirst().rs2(), 2)).isTrue();
            assertThat(keys.keys().getLast().rs2()).isEmpty();
            assertThat(keys.skipped()).containsExactly(new Skipped("entry 4", "is not in use"));
        }
    }

    @Test
    void timesAreReadInEitherByteOrder() throws Exception {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] file = ZidFiles.second(order)
                    .record(BOTH, BOB, TOMORROW, 1, NEVER, 2)
                    .record(BOTH, EVE, YESTERDAY, 3, TOMORROW, 4)
                    .bytes();
            try (ImportedKeys keys = read(file)) {
                assertThat(keys.keys())
                        .extracting(ImportedKey::expires)
                        .containsOnly(Optional.of(Instant.ofEpochSecond(TOMORROW)));
                assertThat(keys.keys().getFirst().rs1()).isPresent();
                assertThat(keys.keys().getLast().rs1()).as("expired").isEmpty();
                assertThat(holds(keys.keys().getLast().rs2(), 4)).isTrue();
            }
        }
    }

    /** In the first call the empty place of rs1 is shifted into rs2, and Twinkle marks it as valid with the first voice. */
    @Test
    void aSecretOfZerosIsNone() throws Exception {
        byte[] file = ZidFiles.second()
                .record(BOTH, BOB, NEVER, 1, 0, 0)
                .record(BOTH, EVE, NEVER, 0, NEVER, 0)
                .bytes();
        try (ImportedKeys keys = read(file)) {
            assertThat(keys.keys()).hasSize(1);
            assertThat(keys.keys().getFirst().rs2()).isEmpty();
            assertThat(keys.skipped()).hasSize(1);
        }
    }

    @Test
    void whatIsLeftOutIsNamedWithItsReason() throws Exception {
        byte[] file = ZidFiles.second()
                .record(0, BOB, NEVER, 1, NEVER, 2)
                .record(VALID | RS1, BOB, YESTERDAY, 1, 0, 0)
                .record(VALID | RS1, BOB, NEVER, 1, 0, 0)
                .record(VALID | RS1 | SERVER, EVE, NEVER, 1, 0, 0)
                .record(VALID | RS1, OWN, NEVER, 1, 0, 0)
                .bytes();
        try (ImportedKeys keys = read(file)) {
            assertThat(keys.keys()).extracting(ImportedKey::peer).containsExactly(EVE);
            assertThat(keys.skipped())
                    .extracting(skipped -> skipped.what() + " " + skipped.why())
                    .containsExactly(
                            "entry 2 is not in use",
                            "the key 0b0b0b0b0b0b0b0b0b0b0b0b has no secrets, or none that has not expired",
                            "the key 0b0b0b0b0b0b0b0b0b0b0b0b is there a second time, and the first one counts",
                            "the secret of the trusted server e0e0e0e0e0e0e0e0e0e0e0e0 is not taken over: the server has to"
                                    + " be trusted anew",
                            "the key 0a0a0a0a0a0a0a0a0a0a0a0a cannot be that of a peer");
        }
    }

    @Test
    void theResultSaysWhatTakingOverTheIdentifierMeans() throws Exception {
        try (ImportedKeys keys = read(ZidFiles.second().bytes())) {
            assertThat(keys.keys()).isEmpty();
            assertThat(keys.takingOver()).contains("identifier", "must not be used", "compare");
            ImportedKeys several = new ImportedKeys(List.of(OWN, BOB), List.of(), List.of());
            assertThat(several.takingOver()).contains("2 identifiers");
        }
    }

    @Test
    void secretsForTheCacheAreCopies() throws Exception {
        ImportedKeys keys = read(
                ZidFiles.second().record(BOTH, BOB, TOMORROW, 1, TOMORROW, 2).bytes());
        ImportedKey key = keys.keys().getFirst();
        try (RetainedSecrets copy = key.secrets()) {
            keys.close();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> key.rs1().orElseThrow().reveal());
            assertThat(holds(copy.rs1(), 1)).isTrue();
            assertThat(holds(copy.rs2(), 2)).isTrue();
            assertThat(copy.expires()).contains(Instant.ofEpochSecond(TOMORROW));
        }
        assertThat(keys.toString()).doesNotContain("01, 01", "0101");
    }

    @Test
    void everyTruncationWithinAnEntryIsRefused() {
        for (byte[] file : files()) {
            int record = file[0] == 0 ? 80 : 128;
            for (int length = 0; length < file.length; length++) {
                if (length == 0 || length % record != 0) {
                    refuse(Arrays.copyOf(file, length), "");
                }
            }
        }
    }

    @Test
    void everyFlippedBitIsRefusedOrGivesKeysThatAreWellFormed() {
        for (byte[] file : files()) {
            for (int bit = 0; bit < file.length * 8; bit++) {
                byte[] changed = file.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                ZidFileFuzz.fuzzerTestOneInput(changed);
            }
        }
    }

    @Test
    void headersThatNoProgramWritesAreRefused() {
        byte[] file = ZidFiles.second().record(BOTH, BOB, NEVER, 1, NEVER, 2).bytes();
        for (int[] change : new int[][] {{128, 3}, {129, 0x41}, {130, 1}, {131, 1}}) {
            byte[] changed = file.clone();
            changed[change[0]] = (byte) change[1];
            refuse(changed, "entry 2 of 2");
        }
        refuse(
                ZidFiles.second()
                        .record(BOTH, BOB, Long.MIN_VALUE | 1, 1, NEVER, 2)
                        .bytes(),
                "entry 2 of 2");
        refuse(ZidFiles.first().record1(1, 0, 5, 0, BOB, 1, 2).bytes(), "entry 2 of 2");
        byte[] nameless = ZidFiles.second().bytes();
        Arrays.fill(nameless, 4, 16, (byte) 0);
        refuse(nameless, "first entry");
    }

    @Test
    void filesOfOtherKindsAreRefused() {
        refuse(new byte[0], "empty");
        refuse("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII), "no ZID file");
        refuse(new byte[128], "no ZID file");
        byte[] third = ZidFiles.second().bytes();
        third[0] = 3;
        refuse(third, "version");
        byte[] withoutOwn =
                ZidFiles.second().record(BOTH, BOB, NEVER, 1, NEVER, 2).bytes();
        refuse(Arrays.copyOfRange(withoutOwn, 128, 256), "own entry");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 128})
    void aFileWithTooManyEntriesIsRefused(int record) throws Exception {
        byte[] first =
                record == 80 ? ZidFiles.first().bytes() : ZidFiles.second().bytes();
        Path file = folder.resolve("huge.zid");
        Files.write(file, Arrays.copyOf(first, record * (ImportedKeys.MOST + 2)));
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> new ZidFile(() -> NOW).read(file))
                .withMessageContaining("too large");
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        for (Path path : List.of(folder, folder.resolve("missing"))) {
            assertThatExceptionOfType(TransferException.class)
                    .isThrownBy(() -> new ZidFile(InstantSource.system()).read(path))
                    .withMessageContaining("There is no file");
        }
    }

    @Test
    void theFileStaysAsItWas() throws Exception {
        Path file = folder.resolve(".twinkle.zid");
        byte[] content = ZidFiles.second().record(BOTH, BOB, NEVER, 1, NEVER, 2).bytes();
        Files.write(file, content);
        FileTime before = Files.getLastModifiedTime(file);
        try (ImportedKeys keys = new ZidFile(() -> NOW).read(file)) {
            assertThat(keys.keys()).hasSize(1);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    private static List<byte[]> files() {
        return List.of(
                ZidFiles.second()
                        .record(BOTH | VERIFIED, BOB, TOMORROW, 1, NEVER, 2)
                        .record(VALID | RS1, EVE, NEVER, 3, 0, 0)
                        .bytes(),
                ZidFiles.first()
                        .record1(1, 0, 3, 1, BOB, 1, 2)
                        .record1(1, 0, 1, 0, EVE, 3, 4)
                        .bytes());
    }

    private static ImportedKeys read(byte[] file) throws TransferException {
        return ZidFile.parse(file, NOW);
    }

    private static void refuse(byte[] file, String sentence) {
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining(sentence);
    }

    private static boolean holds(Optional<SecretBytes> secret, int value) {
        return secret.orElseThrow().matches(filled(value));
    }
}
