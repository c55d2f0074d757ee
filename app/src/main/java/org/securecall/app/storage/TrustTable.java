// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.NoteWords;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;

/**
 * The peers of every local identity and the newest key events in memory, and their way to the disk. Not thread-safe: whoever
 * uses it holds its monitor.
 */
final class TrustTable {

    private final Records records;
    private final StoredKeyLog log;
    private final InstantSource clock;
    private final LocalIdentities identities;
    private final Map<LocalIdentity, Map<Zid, Peer>> peers = new HashMap<>();

    private TrustTable(Records records, StoredKeyLog log, LocalIdentities identities, InstantSource clock) {
        this.records = records;
        this.log = log;
        this.identities = identities;
        this.clock = clock;
    }

    static TrustTable load(
            Records.All all, Records records, StoredKeyLog log, LocalIdentities identities, InstantSource clock)
            throws DamagedException {
        TrustTable table = new TrustTable(records, log, identities, clock);
        for (Records.Opened record : all.of(Kind.PEER)) {
            Peer peer = PeerRecord.read(record.content());
            table.of(peer.identity).put(peer.zid, peer);
        }
        return table;
    }

    Instant now() {
        // As fine as the database keeps it, so that memory and disk agree.
        return Instant.ofEpochMilli(clock.millis());
    }

    LocalIdentities identities() {
        return identities;
    }

    @Nullable
    Peer find(LocalIdentity identity, Zid zid) {
        Peer peer = of(identity).get(zid);
        if (peer != null && peer.hasSecrets() && peer.isExpired(now())) {
            peer.wipe();
            save(peer);
            if (identity.isUsers()) {
                record(peer.uri, zid, KeyLogKind.EXPIRED, "");
            }
        }
        return peer;
    }

    Peer findOrAdd(LocalIdentity identity, Zid zid) {
        Peer found = find(identity, zid);
        if (found != null) {
            return found;
        }
        Peer added = new Peer(identity, zid, now());
        of(identity).put(zid, added);
        return added;
    }

    /** What the user's own endpoints keep, whichever it is. */
    List<Peer> ofUser() {
        return users().flatMap(map -> map.values().stream()).toList();
    }

    /** What they keep about one peer. */
    List<Peer> ofUser(Zid zid) {
        return users().flatMap(map -> Optional.ofNullable(map.get(zid)).stream())
                .toList();
    }

    /** What the practice peer keeps about the user's own endpoints. */
    List<Peer> ofPractice() {
        return List.copyOf(of(LocalIdentity.PRACTICE).values());
    }

    private Stream<Map<Zid, Peer>> users() {
        return peers.entrySet().stream()
                .filter(entry -> entry.getKey().isUsers())
                .map(Map.Entry::getValue);
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

    void recordImport(String uri, Zid zid, boolean verified) {
        record(uri, zid, KeyLogKind.IMPORTED, verified ? NoteWords.VERIFIED_ELSEWHERE : "");
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

    private Map<Zid, Peer> of(LocalIdentity identity) {
        return peers.computeIfAbsent(identity, i -> new HashMap<>());
    }
}
