// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.trust.Identity;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;

/**
 * The identities, the peers and the newest key events in memory, and their way to the disk. Not thread-safe: whoever uses
 * it holds its monitor.
 */
final class TrustTable {

    private static final int VERSION = 1;

    private final Records records;
    private final StoredKeyLog log;
    private final InstantSource clock;
    private final Map<Identity, Zid> identities = new EnumMap<>(Identity.class);
    private final Map<Identity, Map<Zid, Peer>> peers = new EnumMap<>(Identity.class);

    private TrustTable(Records records, StoredKeyLog log, InstantSource clock) {
        this.records = records;
        this.log = log;
        this.clock = clock;
        for (Identity identity : Identity.values()) {
            peers.put(identity, new HashMap<>());
        }
    }

    /** Loads everything; makes the ZIDs where there are none yet (RFC 6189 §4.9: random, once per installation). */
    static TrustTable load(Records.All all, Records records, StoredKeyLog log, InstantSource clock, SecureRandom random)
            throws DamagedException {
        TrustTable table = new TrustTable(records, log, clock);
        table.loadIdentities(all, random);
        table.loadPeers(all);
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
            if (identity == Identity.OWN) {
                record(peer.uri, zid, KeyLogKind.EXPIRED, "");
            }
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
        records.put(Kind.PEER, PeerRecord.key(peer), PeerRecord.bytes(peer));
    }

    void remove(Peer peer) {
        of(peer.identity).remove(peer.zid);
        peer.wipeAll();
        records.remove(Kind.PEER, PeerRecord.key(peer));
    }

    /** @param change what is otherwise than before; may be empty */
    void record(String uri, Zid zid, KeyLogKind kind, String change) {
        log.add(new KeyLogNote(now(), kind, uri, Optional.of(zid), "", "", change, ""));
    }

    /**
     * Likewise, of a call.
     *
     * @param by who said so; empty where nobody did
     */
    void record(String uri, ZrtpDetails details, KeyLogKind kind, String change, String by) {
        log.add(new KeyLogNote(
                now(),
                kind,
                uri,
                Optional.of(details.peerZid()),
                details.peerClient(),
                KeyChanges.algorithms(details),
                change,
                by));
    }

    /** From now on the identity has this ZID. */
    void goOnUnder(Identity identity, Zid zid) {
        identities.put(identity, zid);
        records.put(Kind.IDENTITY, identity.token(), identityRecord(zid.bytes()));
    }

    void recordImport(String uri, Zid zid, boolean verified) {
        record(uri, zid, KeyLogKind.IMPORTED, verified ? "verified in the other telephone" : "");
    }

    StoredKeyLog log() {
        return log;
    }

    List<KeyLogNote> history(Zid zid) {
        return log.of(zid);
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

    private void loadIdentities(Records.All all, SecureRandom random) throws DamagedException {
        for (Records.Opened record : all.of(Kind.IDENTITY)) {
            RecordIn in = new RecordIn(record.content());
            identities.put(identity(record.key()), zid(in.bytes()));
        }
        for (Identity identity : Identity.values()) {
            if (!identities.containsKey(identity)) {
                byte[] zid = new byte[Zid.BYTES];
                random.nextBytes(zid);
                identities.put(identity, Zid.of(zid));
                records.put(Kind.IDENTITY, identity.token(), identityRecord(zid));
            }
        }
    }

    static byte[] identityRecord(byte[] zid) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.bytes(zid).toBytes();
        }
    }

    private void loadPeers(Records.All all) throws DamagedException {
        for (Records.Opened record : all.of(Kind.PEER)) {
            Peer peer = PeerRecord.read(record.content());
            of(peer.identity).put(peer.zid, peer);
        }
    }

    private static Identity identity(String token) throws DamagedException {
        for (Identity identity : Identity.values()) {
            if (identity.token().equals(token)) {
                return identity;
            }
        }
        throw new DamagedException("An endpoint that is not known here");
    }

    private static Zid zid(byte[] bytes) throws DamagedException {
        if (bytes.length != Zid.BYTES) {
            throw new DamagedException("A ZID has 12 bytes");
        }
        return Zid.of(bytes);
    }
}
