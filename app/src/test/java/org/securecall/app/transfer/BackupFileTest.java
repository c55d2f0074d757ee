// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.secret.SecretBytes;

class BackupFileTest {

    private static final int HEADER = 92;
    private static final int CHUNK = (1 << 16) + 16;
    /** Of content with a single entry whose name has one letter. */
    private static final int AROUND = 2 + 1 + 1 + 4;

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final RecoveryCode code = RecoveryCode.create(random);

    @Test
    void entriesComeBackInTheirOrder() throws Exception {
        Path file = folder.resolve("calls.securecall-backup");
        BackupFile.write(
                file,
                code,
                List.of(entry("securecall.db", 200_000), entry("settings", 3), entry("a-very_long.name", 0)));
        try (Backup backup = BackupFile.read(file, code)) {
            assertThat(backup.entries())
                    .extracting(BackupEntry::name)
                    .containsExactly("securecall.db", "settings", "a-very_long.name");
            assertThat(backup.entry("securecall.db").orElseThrow().content().matches(content(200_000)))
                    .isTrue();
            assertThat(backup.entry("settings").orElseThrow().content().matches(content(3)))
                    .isTrue();
            assertThat(backup.entry("a-very_long.name").orElseThrow().content().length())
                    .isZero();
            assertThat(backup.entry("nothing")).isEmpty();
        }
    }

    @Test
    void entriesGoAndComeOneByOneAndMayBeMoreThanFitsAtOnce() throws Exception {
        Path file = folder.resolve("large");
        int bytes = BackupFile.MOST_BYTES / 2;
        int[] given = new int[1];
        BackupFile.<RuntimeException>write(file, code, 3, () -> entry("part-" + given[0]++, bytes));
        assertThat(Files.size(file)).isGreaterThan(BackupFile.MOST_BYTES);
        List<String> read = new ArrayList<>();
        BackupFile.<RuntimeException>read(file, code, entry -> {
            try (entry) {
                assertThat(entry.content().length()).isEqualTo(bytes);
                read.add(entry.name());
            }
        });
        assertThat(read).containsExactly("part-0", "part-1", "part-2");
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> BackupFile.read(file, code))
                .withMessageContaining("too large");
    }

    @Test
    void sourceThatFailsLeavesNoFile() {
        Path file = folder.resolve("broken");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> BackupFile.<RuntimeException>write(file, code, 2, () -> {
                    throw new IllegalStateException("nothing to give");
                }));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void readingOneByOneRefusesWhatReadingAtOnceRefuses() throws Exception {
        Path file = folder.resolve("cut");
        byte[] whole = written(entry("a", 200_000), entry("b", 20));
        for (int length : new int[] {0, 91, 92, 93, 70_000, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(TransferException.class)
                    .isThrownBy(() -> BackupFile.<RuntimeException>read(file, code, BackupEntry::close));
        }
        Files.write(file, whole);
        assertThatExceptionOfType(WrongCodeException.class)
                .isThrownBy(
                        () -> BackupFile.<RuntimeException>read(file, RecoveryCode.create(random), BackupEntry::close));
    }

    @Test
    void theTypedCodeOpensIt() throws Exception {
        byte[] file = written(entry("a", 10));
        char[] typed = String.join(" ", code.groups()).toCharArray();
        try (RecoveryCode again = RecoveryCode.parse(typed);
                Backup backup = read(file, again)) {
            assertThat(backup.entries()).hasSize(1);
        }
    }

    @Test
    void aBackupWithoutEntriesIsOne() throws Exception {
        assertThat(read(written(), code).entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65535, 65536, 65537, 131071, 131072, 131073})
    void contentOfAnyLengthComesBack(int bytes) throws Exception {
        byte[] file = written(entry("a", bytes - AROUND));
        int chunks = (bytes + 65535) / 65536;
        assertThat(file).hasSize(HEADER + bytes + 16 * chunks);
        try (Backup backup = read(file, code)) {
            assertThat(backup.entries().getFirst().content().matches(content(bytes - AROUND)))
                    .isTrue();
        }
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        byte[] file = written(entry("a", 20), entry("b", 0));
        for (int length = 0; length < file.length; length++) {
            assertThat(refused(Arrays.copyOf(file, length)))
                    .as("%d bytes", length)
                    .isNotInstanceOf(WrongCodeException.class);
        }
    }

    @Test
    void everyFlippedBitIsRefusedAsDamage() throws Exception {
        byte[] file = written(entry("a", 20), entry("b", 0));
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] changed = file.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(refused(changed)).as("bit %d", bit).isNotInstanceOf(WrongCodeException.class);
        }
    }

    @Test
    void everythingAppendedIsRefused() throws Exception {
        for (byte[] file : List.of(written(entry("a", 20)), written(entry("a", 65536 - AROUND)))) {
            for (int more : new int[] {1, 16, 17, CHUNK}) {
                assertThat(refused(Arrays.copyOf(file, file.length + more))).hasMessageContaining("damaged");
            }
        }
    }

    @Test
    void chunksThatAreMissingTwiceThereOrInAnotherOrderAreRefused() throws Exception {
        byte[] file = written(entry("a", 4 * 65536 - AROUND));
        byte[] head = Arrays.copyOf(file, HEADER);
        List<byte[]> chunks = new ArrayList<>();
        for (int at = HEADER; at < file.length; at += CHUNK) {
            chunks.add(Arrays.copyOfRange(file, at, at + CHUNK));
        }
        assertThat(chunks).hasSize(4);
        assertThat(read(joined(head, chunks, 0, 1, 2, 3), code).entries()).hasSize(1);
        for (int[] order : new int[][] {
            {}, {3}, {0}, {0, 1, 2}, {1, 2, 3}, {0, 1, 3}, {0, 2, 1, 3}, {0, 1, 1, 2, 3}, {0, 1, 2, 3, 3}, {3, 0, 1, 2}
        }) {
            assertThat(refused(joined(head, chunks, order)))
                    .as(Arrays.toString(order))
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void aChunkOfAnotherBackupIsRefused() throws Exception {
        byte[] one = written(entry("a", 20));
        byte[] other = written(entry("a", 20));
        System.arraycopy(other, HEADER, one, HEADER, one.length - HEADER);
        assertThat(refused(one)).hasMessageContaining("damaged");
    }

    @Test
    void noTwoBackupsHaveAnythingInCommonAndNoneShowsItsContent() throws Exception {
        byte[] secret = "not to be seen by anybody".getBytes(StandardCharsets.US_ASCII);
        byte[] one = written(new BackupEntry("name", SecretBytes.copyOf(secret)));
        byte[] other = written(new BackupEntry("name", SecretBytes.copyOf(secret)));
        assertThat(Arrays.copyOfRange(one, 12, HEADER)).isNotEqualTo(Arrays.copyOfRange(other, 12, HEADER));
        assertThat(Arrays.copyOfRange(one, HEADER, one.length))
                .isNotEqualTo(Arrays.copyOfRange(other, HEADER, other.length));
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("not to be seen", "name");
    }

    @Test
    void anotherCodeIsToldFromDamage() throws Exception {
        byte[] file = written(entry("a", 20));
        assertThatExceptionOfType(WrongCodeException.class)
                .isThrownBy(() -> read(file, RecoveryCode.create(random)))
                .withMessage("This is not the code of this backup");
        byte[] damaged = file.clone();
        damaged[file.length - 1] ^= 1;
        assertThat(refused(damaged))
                .isExactlyInstanceOf(TransferException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aNewerFormIsRefusedAsSuch() throws Exception {
        for (int place : new int[] {9, 11}) {
            byte[] file = written(entry("a", 20));
            file[place] = 2;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(file, 60));
            System.arraycopy(hash, 0, file, 60, 32);
            assertThat(refused(file)).hasMessageContaining("newer Secure Call");
        }
    }

    @Test
    void whatIsNoBackupIsRefusedAsSuch() throws Exception {
        assertThat(refused(new byte[0])).hasMessage("This is no backup of Secure Call");
        assertThat(refused(content(500))).hasMessage("This is no backup of Secure Call");
        for (Path path : List.of(folder, folder.resolve("missing"))) {
            assertThatExceptionOfType(TransferException.class)
                    .isThrownBy(() -> BackupFile.read(path, code))
                    .withMessageContaining("There is no file");
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        Path file = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(128L << 20);
        }
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> BackupFile.read(file, code))
                .withMessageContaining("too large");
    }

    /** Whoever has the code can encrypt anything. */
    @Test
    void genuineContentThatIsMalformedIsRefused() throws Exception {
        byte[] right = inside(2, named("a", 1), new byte[1], named("b", 0));
        assertThat(read(encrypted(right), code).entries()).hasSize(2);
        for (byte[] wrong : List.of(
                new byte[0],
                new byte[1],
                inside(1),
                inside(257),
                inside(1, named("a", 1)),
                inside(1, named("a", 1), new byte[2]),
                inside(2, named("a", 0), named("a", 0)),
                inside(1, named("", 0)),
                inside(1, named("../a", 0)),
                inside(1, named("A", 0)),
                inside(1, named("a", Integer.MAX_VALUE)),
                inside(1, named("a", -1)),
                inside(1, named("a", BackupFile.MOST_BYTES)),
                Arrays.copyOf(right, right.length - 1),
                Arrays.copyOf(right, right.length + 1))) {
            assertThat(refused(encrypted(wrong))).hasMessageContaining("damaged");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerCanReadIt() throws Exception {
        Path file = folder.resolve("backup");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-r--")));
        BackupFile.write(file, code, List.of(entry("a", 1)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aBackupThatIsThereIsReplacedAndNothingElseIsLeft() throws Exception {
        Path file = folder.resolve("backup");
        BackupFile.write(file, code, List.of(entry("a", 100_000)));
        BackupFile.write(file, code, List.of(entry("b", 1)));
        try (Backup backup = BackupFile.read(file, code)) {
            assertThat(backup.entries()).extracting(BackupEntry::name).containsExactly("b");
        }
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void whatCannotBeWrittenLeavesEverythingAsItWas() throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("directory"));
        Files.createFile(inTheWay.resolve("inhabitant"));
        for (Path place : List.of(inTheWay, folder.resolve("missing").resolve("backup"), Path.of("/"))) {
            assertThatExceptionOfType(TransferException.class)
                    .isThrownBy(() -> BackupFile.write(place, code, List.of(entry("a", 1))));
        }
        Path file = folder.resolve("backup");
        Files.writeString(file, "before");
        List<BackupEntry> tooMuch = List.of(entry("a", BackupFile.MOST_BYTES));
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> BackupFile.write(file, code, tooMuch))
                .withMessageContaining("too large");
        BackupEntry wiped = entry("a", 1);
        wiped.close();
        assertThat(catchThrowable(() -> BackupFile.write(file, code, List.of(wiped))))
                .isNotNull();
        assertThat(file).hasContent("before");
        try (var inside = Files.list(folder)) {
            assertThat(inside).containsExactlyInAnyOrder(inTheWay, file);
        }
    }

    @Test
    void theLargestBackupComesBack() throws Exception {
        List<BackupEntry> entries = new ArrayList<>();
        for (int i = 0; i < BackupFile.MOST_ENTRIES; i++) {
            entries.add(entry("%03d".formatted(i), BackupFile.MOST_BYTES / BackupFile.MOST_ENTRIES - 3));
        }
        Path file = folder.resolve("backup");
        BackupFile.write(file, code, entries);
        try (Backup backup = BackupFile.read(file, code)) {
            assertThat(backup.entries()).hasSize(BackupFile.MOST_ENTRIES);
        }
        entries.add(entry("more", 0));
        assertThatExceptionOfType(TransferException.class).isThrownBy(() -> BackupFile.write(file, code, entries));
    }

    @Test
    void namesThatAreNoneAreRefusedBeforeAnythingIsWritten() {
        for (String name : List.of("", ".hidden", "a/b", "a\\b", "A", "\u00e4", "a b", "a".repeat(65))) {
            assertThatIllegalArgumentException().isThrownBy(() -> entry(name, 1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BackupFile.write(folder.resolve("backup"), code, List.of(entry("a", 1), entry("a", 2))));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void contentIsInNoTextAndIsWiped() throws Exception {
        Backup backup = read(written(entry("a", 20)), code);
        assertThat(backup.toString()).isEqualTo("Backup[entries=[BackupEntry[name=a, content=SecretBytes[20]]]]");
        SecretBytes content = backup.entries().getFirst().content();
        backup.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(content::reveal);
    }

    private static BackupEntry entry(String name, int bytes) {
        return new BackupEntry(name, SecretBytes.owning(content(bytes)));
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (i * 31 + (i >> 8));
        }
        return content;
    }

    private byte[] written(BackupEntry... entries) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BackupFile.write(out, code, new BackupContent(List.of(entries)));
        return out.toByteArray();
    }

    private static Backup read(byte[] file, RecoveryCode with) throws IOException, TransferException {
        return BackupFile.read(new ByteArrayInputStream(file), file.length, with);
    }

    private TransferException refused(byte[] file) {
        Throwable thrown = catchThrowable(() -> read(file, code));
        assertThat(thrown).isInstanceOf(TransferException.class);
        return (TransferException) thrown;
    }

    private static byte[] joined(byte[] head, List<byte[]> chunks, int... order) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        for (int chunk : order) {
            out.writeBytes(chunks.get(chunk));
        }
        return out.toByteArray();
    }

    private static byte[] inside(int count, byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) count).array());
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] named(String name, int length) {
        return ByteBuffer.allocate(1 + name.length() + 4)
                .put((byte) name.length())
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(length)
                .array();
    }

    private byte[] encrypted(byte[] content) throws IOException {
        BackupHeader header = BackupHeader.create(code, random);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.bytes());
        try (BackupChunks chunks = new BackupChunks(header, code);
                EncryptingStream stream = new EncryptingStream(out, chunks)) {
            stream.write(content);
            stream.finish();
        }
        return out.toByteArray();
    }
}
