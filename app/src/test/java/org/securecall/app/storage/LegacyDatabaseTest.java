// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Transport;
import org.securecall.app.contact.ContactCodec;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.resources.Resources;

/** Databases as earlier versions left them: everything is taken over, and nothing of it stays readable. */
class LegacyDatabaseTest {

    private static final Zid OWN = new Zid("a11cea11cea11cea11cea11c");
    private static final Instant SEEN = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    private void make(int version) throws Exception {
        Path database = directory.resolve(DataDirectory.DATABASE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA application_id = " + Database.APPLICATION_ID);
            for (int v = 1; v <= version; v++) {
                statement.executeUpdate(Resources.migration(v).orElseThrow());
            }
            statement.execute("PRAGMA user_version = " + version);
            String seen = Long.toString(SEEN.toEpochMilli());
            for (String sql : List.of(
                    "INSERT INTO settings VALUES ('theme', 'dark')",
                    "INSERT INTO account VALUES ('sip:zoe@example.org', 2, 'Zoe', NULL, 'tls', NULL, NULL, 0, x'707731')",
                    "INSERT INTO account VALUES ('sip:adam@example.org', 1, '', 'a', 'udp', 'sip.example.org', '/ca', 1, NULL)",
                    "INSERT INTO contact (id, name, uri, favourite) VALUES (7, 'Bartholomew', 'sip:barty@example.org', 1)",
                    "INSERT INTO zrtp_identity VALUES ('own', x'" + OWN.hex() + "')",
                    "INSERT INTO zrtp_identity VALUES ('practice', x'000000000000000000000001')",
                    "INSERT INTO zrtp_peer (identity, zid, rs1, rs2, verified, compared, denied, expires, uri, name, client,"
                            + " first_seen, last_seen) VALUES ('own', x'" + BOB.hex() + "', x'"
                            + HexFormat.of().formatHex(Stores.filled(0x51)) + "', x'"
                            + HexFormat.of().formatHex(Stores.filled(0x52)) + "', 1, " + seen
                            + ", 0, NULL, 'sip:bob@example.org', 'Robert the Bruce', 'Linphone 5', " + seen + ", "
                            + seen
                            + ")",
                    "INSERT INTO zrtp_peer_address VALUES ('own', x'" + BOB.hex() + "', 'sip:bob@example.org')",
                    "INSERT INTO zrtp_event (time, uri, zid, kind) VALUES (" + seen + ", 'sip:bob@example.org', x'"
                            + BOB.hex() + "', 'first')",
                    "INSERT INTO zrtp_event (time, uri, zid, kind) VALUES (" + seen + ", 'sip:bob@example.org', x'"
                            + BOB.hex() + "', 'verified')")) {
                statement.executeUpdate(sql);
            }
            if (version >= 2) {
                statement.executeUpdate("UPDATE contact SET policy = 'require-zrtp'");
            }
            if (version >= 3) {
                statement.executeUpdate(
                        "UPDATE zrtp_peer SET pbxsecret = x'" + HexFormat.of().formatHex(Stores.filled(0x53)) + "'");
            }
        }
        assertThat(RawFiles.hold(directory, "Bartholomew")).isTrue();
        assertThat(RawFiles.hold(directory, SEEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everySchemaIsTakenOverWholeAndNothingOfItStaysReadable(int version) throws Exception {
        make(version);
        try (Storage storage = Stores.open(directory, notices, clock)) {
            check(storage, version);
            assertNothingIsReadable();
        }
        assertNothingIsReadable();
        try (Storage storage = Stores.open(directory, notices, clock)) {
            check(storage, version);
            // New events follow the old ones.
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.MATCH));
            Stores.sync(storage);
            assertThat(storage.trust().history(BOB)).hasSize(3);
        }
        assertThat(notices.rest()).isEmpty();
    }

    private static void check(Storage storage, int version) throws Exception {
        assertThat(storage.settings().settings().theme()).isEqualTo("dark");
        assertThat(storage.accounts().accounts())
                .extracting(a -> a.address())
                .containsExactly("sip:adam@example.org", "sip:zoe@example.org");
        assertThat(storage.accounts().find("sip:adam@example.org").orElseThrow())
                .satisfies(adam -> {
                    assertThat(adam.authUser()).contains("a");
                    assertThat(adam.transport()).isEqualTo(Transport.UDP);
                    assertThat(adam.registrar()).contains("sip.example.org");
                    assertThat(adam.caFile()).contains("/ca");
                    assertThat(adam.enabled()).isTrue();
                });
        assertThat(storage.accounts().password("sip:zoe@example.org")).isEqualTo("pw1".toCharArray());
        assertThat(storage.contacts().contacts())
                .containsExactly(new Contact(
                        7,
                        "Bartholomew",
                        "sip:barty@example.org",
                        true,
                        version >= 2 ? ContactPolicy.REQUIRE_ZRTP : ContactPolicy.DEFAULT));
        assertThat(storage.trust().cache(LocalIdentity.MAIN).localZid()).isEqualTo(OWN);
        try (RetainedSecrets secrets =
                storage.trust().cache(LocalIdentity.MAIN).find(BOB).orElseThrow()) {
            assertThat(secrets.rs1().orElseThrow().matches(Stores.filled(0x51))).isTrue();
            assertThat(secrets.rs2().orElseThrow().matches(Stores.filled(0x52))).isTrue();
            assertThat(secrets.verified()).isTrue();
        }
        assertThat(storage.trust().cache(LocalIdentity.MAIN).pbxSecret(BOB).isPresent())
                .isEqualTo(version >= 3);
        assertThat(storage.trust().verifiedZidsFor(BOBS_URI)).containsExactly(BOB);
        assertThat(storage.trust().trust()).singleElement().satisfies(trust -> {
            assertThat(trust.name()).isEqualTo("Robert the Bruce");
            assertThat(trust.firstSeen()).isEqualTo(SEEN);
        });
        assertThat(storage.trust().history(BOB))
                .extracting(KeyLogNote::kind)
                .startsWith(KeyLogKind.FIRST, KeyLogKind.VERIFIED_SPOKEN);
    }

    private void assertNothingIsReadable() throws Exception {
        for (String text : List.of("Bartholomew", "barty", "example.org", "Robert the Bruce", "Linphone", "pw1")) {
            assertThat(RawFiles.hold(directory, text)).as(text).isFalse();
        }
        for (int secret : List.of(0x51, 0x52, 0x53)) {
            assertThat(RawFiles.hold(directory, Stores.filled(secret))).isFalse();
        }
        assertThat(RawFiles.hold(directory, BOB.bytes())).isFalse();
        assertThat(RawFiles.hold(directory, OWN.bytes())).isFalse();
        assertThat(RawFiles.hold(directory, SEEN)).isFalse();
    }

    /** Schema 4: sealed, with one ZID for all accounts. */
    @Test
    void aSealedProfileOfOneZidKeepsItForItsAccountsWithAllThatWasVerified() throws Exception {
        String old = "sip:old@example.org";
        Zid own;
        try (Storage storage = Stores.open(directory, notices, clock)) {
            Records records = new Records(storage.writer(), storage.vault().records());
            records.put(Kind.ACCOUNT, old, StoredAccounts.record(1, Stores.account(old), null));
            own = storage.trust().cache(LocalIdentity.MAIN).localZid();
            storage.trust().cache(LocalIdentity.MAIN).store(BOB, Stores.secrets(0x51, 0x52, true, Optional.empty()));
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.FIRST));
            storage.trust()
                    .confirmed(
                            LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.FIRST), Optional.of("Bob"), "");
        }
        Path database = directory.resolve(DataDirectory.DATABASE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE contact");
            statement.execute("PRAGMA user_version = 4");
        }
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(Stores.query(directory, "PRAGMA user_version")).isEqualTo("" + Database.LATEST);
            checkOne(storage, old, own);
            storage.accounts().put(Stores.account("sip:new@example.org"), Optional.empty());
            LocalIdentity added = storage.trust().identityOf("sip:new@example.org");
            assertThat(storage.trust().cache(added).localZid()).isNotEqualTo(own);
            assertThat(storage.trust().cache(added).find(BOB)).isEmpty();
            storage.accounts().remove(old);
        }
        try (Storage storage = Stores.open(directory, notices, clock)) {
            storage.accounts().put(Stores.account(old), Optional.empty());
            checkOne(storage, old, own);
        }
        assertThat(notices.rest()).isEmpty();
    }

    private static void checkOne(Storage storage, String account, Zid own) {
        LocalIdentity identity = storage.trust().identityOf(account);
        assertThat(identity).isEqualTo(LocalIdentity.MAIN);
        assertThat(storage.trust().cache(identity).localZid()).isEqualTo(own);
        try (RetainedSecrets secrets = storage.trust().cache(identity).find(BOB).orElseThrow()) {
            assertThat(secrets.rs1().orElseThrow().matches(Stores.filled(0x51))).isTrue();
            assertThat(secrets.verified()).isTrue();
        }
        assertThat(storage.trust().known(identity, BOBS_URI, BOB)).isEqualTo(new KnownKey("Bob", false, false, false));
        assertThat(storage.trust().verifiedZidsFor(BOBS_URI)).containsExactly(BOB);
    }

    /** What schema 4 had among its records, and rows that only the newest has. */
    @Test
    void contactsOfSchema4AreTakenOver() throws Exception {
        Contact ann = new Contact(0, "Ann", "sip:ann@example.org", true, ContactPolicy.REQUIRE_ZRTP);
        Contact ben = new Contact(0, "Ben", "sip:ben@example.org", false);
        Stores.open(directory, notices, clock).close();
        try (Storage storage = Stores.open(directory, notices, clock)) {
            asSchema4(storage, List.of(ann.withId(3), ben.withId(12)));
        }
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).containsExactly(ann.withId(3), ben.withId(12));
            assertThat(storage.contacts()
                            .put(new Contact(0, "Cleo", "sip:cleo@example.org", false))
                            .id())
                    .isEqualTo(13);
            Stores.sync(storage);
            assertThat(Stores.query(directory, "SELECT count(*) FROM contact")).isEqualTo("3");
        }
        assertThat(RawFiles.hold(directory, "Ann")).isFalse();
        assertThat(notices.rest()).isEmpty();
    }

    private void asSchema4(Storage storage, List<Contact> contacts) throws Exception {
        storage.writer().submit(new Write() {
            @Override
            public String key() {
                return "schema 4";
            }

            @Override
            public void apply(Connection connection) throws SQLException {
                Database.execute(connection, "DROP TABLE contact");
                Database.execute(connection, "PRAGMA user_version = 4");
                for (Contact contact : contacts) {
                    Records.putNow(
                            connection,
                            storage.vault().records(),
                            Kind.CONTACT,
                            Long.toString(contact.id()),
                            ContactCodec.encode(contact));
                }
            }
        });
        Stores.sync(storage);
    }

    /** Something in the old tables is impossible: nothing is half moved, and the file is kept. */
    @Test
    void whatCannotBeUnderstoodIsKeptAsideAsItWas() throws Exception {
        make(3);
        Path database = directory.resolve(DataDirectory.DATABASE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA ignore_check_constraints = ON");
            statement.executeUpdate(
                    "INSERT INTO zrtp_event (time, uri, zid, kind) VALUES (1, '', zeroblob(12), 'nonsense')");
        }
        byte[] before = Files.readAllBytes(database);
        Stores.open(directory, notices, clock).close();
        assertThat(notices.next()).contains("damaged");
        assertThat(Files.readAllBytes(directory.resolve("securecall-damaged-20261123-120000.db")))
                .isEqualTo(before);
    }

    @Test
    void anOldDatabaseNeedsNoKeyAndANewOneDoes() throws Exception {
        make(3);
        Stores.open(directory, notices, clock).close();
        Files.delete(directory.resolve("securecall.key"));
        assertThatThrownBy(() -> Stores.open(directory, notices, clock)).hasMessageContaining("missing");
    }
}
