// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Transport;
import org.securecall.app.contact.ContactCodec;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.vault.RecordCipher;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * The tables of the schemas 1 to 3, which held everything as it is. Moves what they hold into sealed records, within the transaction of
 * the migration; SQLite then overwrites them (secure_delete).
 */
final class PlainProfile {

    /** The first schema without these tables. */
    static final int SEALED_SINCE = 4;

    private static final List<String> TABLES =
            List.of("zrtp_peer_address", "zrtp_peer", "zrtp_identity", "zrtp_event", "contact", "account", "settings");

    /** Those that there were. */
    private static final LocalIdentity[] IDENTITIES = {LocalIdentity.MAIN, LocalIdentity.PRACTICE};

    private final Connection connection;
    private final RecordCipher cipher;

    private PlainProfile(Connection connection, RecordCipher cipher) {
        this.connection = connection;
        this.cipher = cipher;
    }

    static void seal(Connection connection, RecordCipher cipher) throws SQLException, DamagedException {
        PlainProfile plain = new PlainProfile(connection, cipher);
        plain.settings();
        plain.accounts();
        plain.contacts();
        plain.identities();
        plain.peers();
        plain.events();
        for (String table : TABLES) {
            Database.execute(connection, "DROP TABLE " + table);
        }
    }

    private interface Reader {
        void read(Row row) throws SQLException, DamagedException;
    }

    private void each(String sql, Reader reader) throws SQLException, DamagedException {
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery(sql));
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    private void put(Kind kind, String key, byte[] content) throws SQLException {
        Records.putNow(connection, cipher, kind, key, content);
    }

    private void settings() throws SQLException, DamagedException {
        each(
                "SELECT key, value FROM settings",
                row -> put(Kind.SETTING, row.text("key"), StoredSettings.record(row.text("value"))));
    }

    private void accounts() throws SQLException, DamagedException {
        each(
                "SELECT address, position, display_name, auth_user, transport, registrar, ca_file, enabled, password"
                        + " FROM account",
                row -> {
                    AccountSpec spec = new AccountSpec(
                            row.text("address"),
                            row.text("display_name"),
                            row.optionalText("auth_user"),
                            row.choice("transport", Transport.values(), Transport::token),
                            row.optionalText("registrar"),
                            row.optionalText("ca_file"),
                            row.flag("enabled"));
                    SecretBytes password =
                            row.bytes("password").map(SecretBytes::owning).orElse(null);
                    put(Kind.ACCOUNT, spec.address(), StoredAccounts.record(row.number("position"), spec, password));
                    if (password != null) {
                        password.close();
                    }
                });
    }

    private void contacts() throws SQLException, DamagedException {
        each("SELECT id, name, uri, favourite, policy FROM contact", row -> {
            Contact contact = new Contact(
                    row.number("id"),
                    row.text("name"),
                    row.text("uri"),
                    row.flag("favourite"),
                    row.choice("policy", ContactPolicy.values(), ContactPolicy::token));
            put(Kind.CONTACT, Long.toString(contact.id()), ContactCodec.encode(contact));
        });
    }

    private void identities() throws SQLException, DamagedException {
        each("SELECT name, zid FROM zrtp_identity", row -> {
            LocalIdentity identity = row.choice("name", IDENTITIES, LocalIdentity::token);
            put(Kind.IDENTITY, identity.token(), LocalIdentities.record(zid(row)));
        });
    }

    private void peers() throws SQLException, DamagedException {
        Map<String, Peer> peers = new LinkedHashMap<>();
        each(
                "SELECT identity, zid, rs1, rs2, pbxsecret, verified, compared, denied, expires, uri, name, client,"
                        + " first_seen, last_seen FROM zrtp_peer",
                row -> {
                    Peer peer = new Peer(
                            row.choice("identity", IDENTITIES, LocalIdentity::token), zid(row), row.time("first_seen"));
                    peer.rs1 = row.bytes("rs1").map(SecretBytes::owning);
                    peer.rs2 = row.bytes("rs2").map(SecretBytes::owning);
                    peer.pbxSecret = row.bytes("pbxsecret").map(SecretBytes::owning);
                    peer.verified = row.flag("verified");
                    peer.compared = row.optionalTime("compared");
                    peer.denied = row.flag("denied");
                    peer.expires = row.optionalTime("expires");
                    peer.uri = row.text("uri");
                    peer.name = row.text("name");
                    peer.client = row.text("client");
                    peer.lastSeen = row.time("last_seen");
                    peers.put(PeerRecord.key(peer), peer);
                });
        each("SELECT identity, zid, uri FROM zrtp_peer_address", row -> {
            Peer peer = peers.get(row.text("identity") + "/" + zid(row).hex());
            if (peer == null) {
                throw new DamagedException("An address without its key");
            }
            peer.addresses.add(row.text("uri"));
        });
        for (Peer peer : peers.values()) {
            put(Kind.PEER, PeerRecord.key(peer), PeerRecord.bytes(peer));
            peer.wipeAll();
        }
    }

    private void events() throws SQLException, DamagedException {
        List<KeyLogNote> notes = new ArrayList<>();
        each(
                "SELECT time, uri, zid, kind FROM zrtp_event ORDER BY id",
                row -> notes.add(new KeyLogNote(
                        row.time("time"),
                        kind(row.text("kind")),
                        row.text("uri"),
                        Optional.of(zid(row)),
                        "",
                        "",
                        "",
                        "")));
        if (!notes.isEmpty()) {
            StoredKeyLog.writeNow(connection, cipher, notes, new SecureRandom());
        }
        Database.execute(connection, "DROP TRIGGER zrtp_event_stays_unchanged");
        Database.execute(connection, "DROP TRIGGER zrtp_event_stays");
    }

    private static KeyLogKind kind(String word) throws DamagedException {
        return switch (word) {
            case "first" -> KeyLogKind.FIRST;
            case "match" -> KeyLogKind.MATCH;
            case "mismatch" -> KeyLogKind.MISMATCH;
            case "verified" -> KeyLogKind.VERIFIED_SPOKEN;
            case "denied" -> KeyLogKind.DENIED;
            case "named" -> KeyLogKind.NAMED;
            case "forgotten" -> KeyLogKind.FORGOTTEN;
            default -> throw new DamagedException("What happened to a key is not known here");
        };
    }

    private static Zid zid(Row row) throws SQLException, DamagedException {
        Optional<byte[]> bytes = row.bytes("zid");
        if (bytes.isEmpty() || bytes.get().length != Zid.BYTES) {
            throw new DamagedException("A ZID has 12 bytes");
        }
        Zid zid = Zid.of(bytes.get());
        Arrays.fill(bytes.get(), (byte) 0);
        return zid;
    }
}
