// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.EVE;
import static org.securecall.app.storage.Stores.filled;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.transfer.ImportedKeys;
import org.securecall.app.transfer.TransferException;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/** Databases made with bzrtp's own statements ({@code zidCache.c}). */
class LinphoneKeysTest {

    private static final Zid ALICE = new Zid("a1a1a1a1a1a1a1a1a1a1a1a1");
    private static final Zid WORK = new Zid("a2a2a2a2a2a2a2a2a2a2a2a2");

    private static final String ZIDURI = "CREATE TABLE IF NOT EXISTS ziduri ("
            + "zuid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
            + "zid BLOB NOT NULL DEFAULT '000000000000',"
            + "selfuri TEXT NOT NULL DEFAULT 'unset',"
            + "peeruri TEXT NOT NULL DEFAULT 'unset',"
            + "active INTEGER DEFAULT 0)";
    private static final String ZRTP = "CREATE TABLE IF NOT EXISTS zrtp ("
            + "zuid INTEGER NOT NULL DEFAULT 0 UNIQUE,"
            + "rs1 BLOB DEFAULT NULL,"
            + "rs2 BLOB DEFAULT NULL,"
            + "aux BLOB DEFAULT NULL,"
            + "pbx BLOB DEFAULT NULL,"
            + "pvs BLOB DEFAULT NULL,"
            + "FOREIGN KEY(zuid) REFERENCES ziduri(zuid) ON UPDATE CASCADE ON DELETE CASCADE)";

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("zrtp-secrets.db");
    }

    @Test
    void keysComeUnderTheIdentifierOfTheAccountThatMetThem() throws Exception {
        make(
                uri(1, ALICE, "sip:alice@example.org", "self"),
                uri(2, WORK, "sip:alice@work.example", "self"),
                uri(3, BOB, "sip:alice@example.org", "sip:bob@example.org"),
                uri(4, BOB, "sip:alice@work.example", "bob@EXAMPLE.org"),
                uri(5, EVE, "sip:alice@example.org", "sip:eve@example.org"),
                secrets(3, hex(1), hex(2), "NULL", "x'01'"),
                secrets(4, hex(3), "NULL", "NULL", "x'00'"),
                secrets(5, hex(4), hex(5), "NULL", "NULL"));
        try (ImportedKeys keys = read()) {
            assertThat(keys.ownZids()).containsExactly(ALICE, WORK);
            assertThat(keys.skipped()).isEmpty();
            assertThat(keys.keys()).extracting(ImportedKey::ownZid).containsExactly(ALICE, WORK, ALICE);
            assertThat(keys.keys()).extracting(ImportedKey::peer).containsExactly(BOB, BOB, EVE);
            assertThat(keys.keys()).extracting(ImportedKey::verified).containsExactly(true, false, false);
            assertThat(keys.keys())
                    .extracting(ImportedKey::address)
                    .containsExactly("sip:bob@example.org", "sip:bob@example.org", "sip:eve@example.org");
            assertThat(keys.keys())
                    .allMatch(key -> key.expires().isEmpty() && key.name().isEmpty());
            ImportedKey bob = keys.keys().getFirst();
            assertThat(holds(bob.rs1(), 1)).isTrue();
            assertThat(holds(bob.rs2(), 2)).isTrue();
            assertThat(holds(keys.keys().get(1).rs1(), 3)).isTrue();
            assertThat(keys.keys().get(1).rs2()).isEmpty();
            assertThat(keys.under(WORK)).hasSize(1);
            assertThat(keys.takingOver()).contains("2 identifiers");
        }
    }

    @Test
    void whatIsLeftOutIsNamedWithItsReason() throws Exception {
        make(
                uri(1, ALICE, "sip:alice@example.org", "self"),
                uri(2, BOB, "sip:gone@example.org", "sip:bob@example.org"),
                uri(3, EVE, "sip:alice@example.org", "sip:eve@example.org"),
                "INSERT INTO ziduri (zuid, selfuri, peeruri) VALUES (4, 'sip:alice@example.org', 'sip:x@example.org')",
                "INSERT INTO ziduri VALUES (5, x'0102', 'sip:alice@example.org', 'sip:y@example.org', 0)",
                uri(6, BOB, "sip:alice@example.org", "tel:+4930"),
                uri(7, BOB, "sip:alice@example.org", "tel:+4930"),
                uri(8, ALICE, "sip:alice@example.org", "sip:z@example.org"),
                uri(9, EVE, "sip:alice@example.org", "sip:zero@example.org"),
                secrets(2, hex(1), hex(2), "NULL", "x'01'"),
                secrets(3, "x'0102'", "'text'", hex(7), "x'01'"),
                secrets(4, hex(1), hex(2), "NULL", "x'01'"),
                secrets(5, hex(1), hex(2), "NULL", "x'01'"),
                secrets(6, hex(6), hex(0), "NULL", "x'0101'"),
                secrets(7, hex(1), hex(2), "NULL", "x'01'"),
                secrets(8, hex(1), hex(2), "NULL", "x'01'"),
                secrets(9, hex(0), hex(0), "NULL", "x'01'"),
                secrets(99, hex(1), hex(2), "NULL", "x'01'"));
        try (ImportedKeys keys = read()) {
            assertThat(keys.keys()).hasSize(1);
            ImportedKey key = keys.keys().getFirst();
            assertThat(holds(key.rs1(), 6)).isTrue();
            assertThat(key.rs2()).as("zeros").isEmpty();
            assertThat(key.verified()).as("a flag of two bytes").isFalse();
            assertThat(key.address()).isEmpty();
            assertThat(keys.skipped())
                    .extracting(skipped -> skipped.what() + " " + skipped.why())
                    .containsExactly(
                            "the key 0b0b0b0b0b0b0b0b0b0b0b0b was made by an account without an identifier",
                            "the secret of the trusted server e0e0e0e0e0e0e0e0e0e0e0e0 is not taken over: the server has to"
                                    + " be trusted anew",
                            "the key e0e0e0e0e0e0e0e0e0e0e0e0 has no secrets of the right length",
                            "the secrets of row 4 belong to no identifier",
                            "the secrets of row 5 belong to no identifier",
                            "the address of the key 0b0b0b0b0b0b0b0b0b0b0b0b is no SIP address",
                            "the key 0b0b0b0b0b0b0b0b0b0b0b0b is there a second time for the same address, and the first one"
                                    + " counts",
                            "the key a1a1a1a1a1a1a1a1a1a1a1a1 cannot be that of a peer",
                            "the key e0e0e0e0e0e0e0e0e0e0e0e0 has no secrets of the right length",
                            "the secrets of row 99 belong to no identifier");
        }
    }

    @Test
    void theFirstSchemaIsReadToo() throws Exception {
        sql(
                ZIDURI.replace(",active INTEGER DEFAULT 0", ""),
                ZRTP,
                "INSERT INTO ziduri VALUES (1, x'" + ALICE.hex() + "', 'alice@example.org', 'self')",
                "INSERT INTO ziduri VALUES (2, x'" + BOB.hex() + "', 'alice@example.org', 'bob@example.org')",
                secrets(2, hex(1), hex(2), "NULL", "x'01'"),
                "PRAGMA user_version = 1");
        try (ImportedKeys keys = read()) {
            assertThat(keys.keys()).hasSize(1);
        }
    }

    @Test
    void theDatabaseStaysAsItWasAndNothingIsLeftBesideIt() throws Exception {
        for (String name : List.of("zrtp-secrets.db", "a?mode=rwc#b%20c d\u00e4&immutable=0.db")) {
            file = folder.resolve(name);
            ordinary();
            byte[] content = Files.readAllBytes(file);
            FileTime before = Files.getLastModifiedTime(file);
            try (ImportedKeys keys = read()) {
                assertThat(keys.keys()).hasSize(1);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
            Files.delete(file);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aDatabaseInWalModeThatWasClosedIsRead() throws Exception {
        ordinary("PRAGMA journal_mode = WAL");
        try (ImportedKeys keys = read()) {
            assertThat(keys.keys()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-journal", "-wal"})
    void aDatabaseInUseIsRefused(String suffix) throws Exception {
        ordinary();
        Path beside = folder.resolve("zrtp-secrets.db" + suffix);
        Files.createFile(beside);
        read().close();
        Files.writeString(beside, "begun");
        refuse("Linphone is running or did not end properly");
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        ordinary("PRAGMA user_version = 3");
        refuse("version 3");
    }

    @Test
    void filesOfOtherKindsAreRefused() throws Exception {
        refuse("There is no file");
        Files.createFile(file);
        refuse("no SQLite database");
        Files.writeString(file, "<?xml version='1.0'?><cache></cache>");
        refuse("no SQLite database");
        Files.delete(file);
        Files.createDirectory(file);
        refuse("There is no file");
        Files.delete(file);
        sql("CREATE TABLE other (a)");
        refuse("not that in which Linphone keeps its keys");
        sql("CREATE TABLE ziduri (zuid, zid)", "CREATE TABLE zrtp (zuid)");
        refuse("not that in which Linphone keeps its keys");
    }

    @Test
    void anAccountThatNeverCalledHasNothingToTakeOver() throws Exception {
        make(secrets(1, hex(1), hex(2), "NULL", "x'01'"));
        refuse("nothing to take over");
    }

    @Test
    void whatWouldHaveSqliteRunTheFilesOwnWordsIsRefused() throws Exception {
        sql(
                ZIDURI,
                "CREATE VIEW zrtp AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT i AS zuid, x'01' AS rs1, x'01' AS rs2, NULL AS pbx, NULL AS pvs FROM n");
        refuse("not that in which Linphone keeps its keys");
        Files.delete(file);
        sql(ZIDURI, ZRTP.replace("pvs BLOB DEFAULT NULL", "pvs BLOB AS (zeroblob(900000000))"));
        refuse("not that in which Linphone keeps its keys");
        Files.delete(file);
        sql(ZIDURI, "CREATE VIRTUAL TABLE zrtp USING fts5(zuid, rs1, rs2, aux, pbx, pvs)");
        refuse("not that in which Linphone keeps its keys");
    }

    @Test
    void aRowThatIsTooLargeIsRefused() throws Exception {
        ordinary("UPDATE zrtp SET rs1 = zeroblob(2000000)");
        refuse("cannot be read");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        ordinary();
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(128L << 20);
        }
        refuse("too large");
    }

    @Test
    void moreKeysThanAnybodyHasAreRefused() throws Exception {
        ordinary(
                "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 10100)"
                        + " INSERT INTO ziduri (zid, selfuri, peeruri) SELECT randomblob(12), 'sip:a@b', 'sip:' || i || '@b' FROM n");
        refuse("more than 10000 keys");
    }

    @Test
    void everyTruncationIsRefused() throws Exception {
        ordinary();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 61) {
            Files.write(file, Arrays.copyOf(whole, length));
            refuse("");
        }
    }

    @Test
    void damageGivesASentenceOrKeysAndNeverAnythingElse() throws Exception {
        ordinary();
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += at < 200 ? 1 : 37) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xFF;
            Files.write(file, damaged);
            try (ImportedKeys keys = read()) {
                assertThat(keys.ownZids()).isNotEmpty();
            } catch (TransferException e) {
                assertThat(e).message().isNotEmpty();
            }
        }
        for (int page = 0; page < whole.length; page += 4096) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, page, page + 4096, (byte) 0x5A);
            System.arraycopy("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII), 0, damaged, 0, 16);
            Files.write(file, damaged);
            try (ImportedKeys keys = read()) {
                assertThat(keys.keys()).as("a page of an index").hasSize(1);
            } catch (TransferException e) {
                assertThat(e).message().isNotEmpty();
            }
        }
    }

    private void ordinary(String... more) throws SQLException {
        make(
                uri(1, ALICE, "sip:alice@example.org", "self"),
                uri(2, BOB, "sip:alice@example.org", "sip:bob@example.org"),
                secrets(2, hex(1), hex(2), "NULL", "x'01'"));
        sql(more);
    }

    private void make(String... rows) throws SQLException {
        sql(ZIDURI, ZRTP, "PRAGMA user_version = 2");
        sql(rows);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String uri(int zuid, Zid zid, String self, String peer) {
        return "INSERT INTO ziduri VALUES (%d, x'%s', '%s', '%s', 0)".formatted(zuid, zid.hex(), self, peer);
    }

    private static String secrets(int zuid, String rs1, String rs2, String pbx, String pvs) {
        return "INSERT INTO zrtp VALUES (%d, %s, %s, NULL, %s, %s)".formatted(zuid, rs1, rs2, pbx, pvs);
    }

    private static String hex(int value) {
        return "x'" + HexFormat.of().formatHex(filled(value)) + "'";
    }

    private ImportedKeys read() throws TransferException {
        return new LinphoneKeys().read(file);
    }

    private void refuse(String sentence) {
        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> read().close())
                .withMessageContaining(sentence);
    }

    private static boolean holds(Optional<SecretBytes> secret, int value) {
        return secret.orElseThrow().matches(filled(value));
    }
}
