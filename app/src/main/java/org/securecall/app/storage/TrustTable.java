// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.trust.Identity;
import org.securecall.app.trust.KeyEvent;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * The identities, the peers and the newest key events in memory, and their way to the disk. Not thread-safe: whoever uses
 * it holds its monitor.
 */
final class TrustTable {

    private static final int EVENTS_IN_MEMORY = 1000;

    private final DatabaseWriter writer;
    private final InstantSource clock;
    private final Map<Identity, Zid> identities = new EnumMap<>(Identity.class);
    private final Map<Identity, Map<Zid, Peer>> peers = new EnumMap<>(Identity.class);
    private final Deque<KeyEvent> events = new ArrayDeque<>();
    private long eventCount;

    private TrustTable(DatabaseWriter writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
        for (Identity identity : Identity.values()) {
            peers.put(identity, new HashMap<>());
        }
    }

    /** Loads everything; makes the ZIDs where there are none yet (RFC 6189 §4.9: random, once per installation). */
    static TrustTable load(Connection connection, DatabaseWriter writer, InstantSource clock, SecureRandom random)
            throws SQLException, DamagedException {
        TrustTable table = new TrustTable(writer, clock);
        table.loadIdentities(connection, random);
        table.loadPeers(connection);
        table.loadAddresses(connection);
        table.loadEvents(connection);
        return table;
    }

    Instant now() {
        // As fine as the database keeps it, so that memory and disk agree.
        return Instant.ofEpochMilli(clock.millis());
    }

    Zid localZid(Identity identity) {
        Zid zid = identities.get(identity);
        if (zid == null) {
            throw new IllegalStateException("No ZID for " + identity);
        }
        return zid;
    }

    @Nullable
    Peer find(Identity identity, Zid zid) {
        Peer peer = of(identity).get(zid);
        if (peer != null && peer.hasSecrets() && peer.isExpired(now())) {
            peer.wipe();
            save(peer);
        }
        return peer;
    }

    Peer findOrAdd(Identity identity, Zid zid) {
        Peer found = find(identity, zid);
        if (found != null) {
            return found;
        }
        Peer added = new Peer(identity, zid, now());
        of(identity).put(zid, added);
        return added;
    }

    Collection<Peer> all(Identity identity) {
        return of(identity).values();
    }

    void save(Peer peer) {
        writer.submit(new PeerWrite(peer));
    }

    void remove(Peer peer) {
        of(peer.identity).remove(peer.zid);
        peer.wipeAll();
        writer.submit(new RowWrite(
                PeerWrite.key(peer),
                "DELETE FROM zrtp_peer WHERE identity = ? AND zid = ?",
                peer.identity.token(),
                peer.zid.bytes()));
    }

    void record(String uri, Zid zid, KeyEvent.Kind kind) {
        KeyEvent event = new KeyEvent(now(), uri, zid, kind);
        events.addLast(event);
        if (events.size() > EVENTS_IN_MEMORY) {
            events.removeFirst();
        }
        writer.submit(new RowWrite(
                "event/" + eventCount++,
                "INSERT INTO zrtp_event (time, uri, zid, kind) VALUES (?, ?, ?, ?)",
                event.time(),
                uri,
                zid.bytes(),
                kind.token()));
    }

    List<KeyEvent> history(Zid zid) {
        return events.stream().filter(event -> event.zid().equals(zid)).toList();
    }

    void wipe() {
        peers.values().forEach(map -> {
            map.values().forEach(Peer::wipeAll);
            map.clear();
        });
    }

    private Map<Zid, Peer> of(Identity identity) {
        Map<Zid, Peer> map = peers.get(identity);
        if (map == null) {
            throw new IllegalStateException("No peers for " + identity);
        }
        return map;
    }

    private void loadIdentities(Connection connection, SecureRandom random) throws SQLException, DamagedException {
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery("SELECT name, zid FROM zrtp_identity"));
            while (row.next()) {
                identities.put(row.choice("name", Identity.values(), Identity::token), zid(row));
            }
        }
        for (Identity identity : Identity.values()) {
            if (!identities.containsKey(identity)) {
                byte[] zid = new byte[Zid.BYTES];
                random.nextBytes(zid);
                try (PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO zrtp_identity (name, zid) VALUES (?, ?)")) {
                    Row.fill(statement, identity.token(), zid);
                    statement.executeUpdate();
                }
                identities.put(identity, Zid.of(zid));
            }
        }
    }

    private void loadPeers(Connection connection) throws SQLException, DamagedException {
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(
                    statement.executeQuery("SELECT identity, zid, rs1, rs2, pbxsecret, verified, compared, denied,"
                            + " expires, uri, name, client, first_seen, last_seen FROM zrtp_peer"));
            while (row.next()) {
                Peer peer = new Peer(
                        row.choice("identity", Identity.values(), Identity::token), zid(row), row.time("first_seen"));
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
                of(peer.identity).put(peer.zid, peer);
            }
        }
    }

    private void loadAddresses(Connection connection) throws SQLException, DamagedException {
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery("SELECT identity, zid, uri FROM zrtp_peer_address"));
            while (row.next()) {
                Peer peer = of(row.choice("identity", Identity.values(), Identity::token))
                        .get(zid(row));
                if (peer == null) {
                    throw new DamagedException("An address without its key");
                }
                peer.addresses.add(row.text("uri"));
            }
        }
    }

    private void loadEvents(Connection connection) throws SQLException, DamagedException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT time, uri, zid, kind FROM zrtp_event ORDER BY id DESC LIMIT ?")) {
            Row.fill(statement, (long) EVENTS_IN_MEMORY);
            Row row = new Row(statement.executeQuery());
            while (row.next()) {
                KeyEvent.Kind kind = row.choice("kind", KeyEvent.Kind.values(), KeyEvent.Kind::token);
                events.addFirst(new KeyEvent(row.time("time"), row.text("uri"), zid(row), kind));
            }
        }
    }

    private static Zid zid(Row row) throws SQLException, DamagedException {
        Optional<byte[]> bytes = row.bytes("zid");
        if (bytes.isEmpty() || bytes.get().length != Zid.BYTES) {
            throw new DamagedException("A ZID has 12 bytes");
        }
        return Zid.of(bytes.get());
    }
}
