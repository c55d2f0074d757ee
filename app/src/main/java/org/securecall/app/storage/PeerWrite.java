// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row of a peer and the addresses it stands for. */
final class PeerWrite implements Write {

    private static final String UPSERT = "INSERT INTO zrtp_peer (identity, zid, rs1, rs2, verified, compared, denied,"
            + " expires, uri, name, client, first_seen, last_seen, pbxsecret)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (identity, zid) DO UPDATE SET rs1 = excluded.rs1, rs2 = excluded.rs2,"
            + " verified = excluded.verified, compared = excluded.compared, denied = excluded.denied,"
            + " expires = excluded.expires, uri = excluded.uri, name = excluded.name, client = excluded.client,"
            + " last_seen = excluded.last_seen, pbxsecret = excluded.pbxsecret";

    private final String identity;
    private final byte[] zid;
    private final Optional<byte[]> rs1;
    private final Optional<byte[]> rs2;
    private final Optional<byte[]> pbxSecret;
    private final @Nullable Object[] values;
    private final List<String> addresses;

    PeerWrite(Peer peer) {
        identity = peer.identity.token();
        zid = peer.zid.bytes();
        rs1 = peer.rs1.map(secret -> secret.reveal().clone());
        rs2 = peer.rs2.map(secret -> secret.reveal().clone());
        pbxSecret = peer.pbxSecret.map(secret -> secret.reveal().clone());
        values = new @Nullable Object[] {
            identity,
            zid,
            rs1,
            rs2,
            peer.verified,
            peer.compared,
            peer.denied,
            peer.expires,
            peer.uri,
            peer.name,
            peer.client,
            peer.firstSeen,
            peer.lastSeen,
            pbxSecret
        };
        addresses = List.copyOf(peer.addresses);
    }

    static String key(Peer peer) {
        return "peer/" + peer.identity.token() + "/" + peer.zid.hex();
    }

    @Override
    public String key() {
        return "peer/" + identity + "/" + HexFormat.of().formatHex(zid);
    }

    @Override
    public void apply(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            Row.fill(statement, values);
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM zrtp_peer_address WHERE identity = ? AND zid = ?")) {
            Row.fill(statement, identity, zid);
            statement.executeUpdate();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO zrtp_peer_address (identity, zid, uri) VALUES (?, ?, ?)")) {
            for (String address : addresses) {
                Row.fill(statement, identity, zid, address);
                statement.executeUpdate();
            }
        }
    }

    @Override
    public void wipe() {
        rs1.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        rs2.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        pbxSecret.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
    }

    /** Leaves everything out: it is secret or names people. */
    @Override
    public String toString() {
        return "PeerWrite";
    }
}
