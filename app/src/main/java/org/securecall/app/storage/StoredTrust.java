// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.keylog.KeyLogHead;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.trust.Identity;
import org.securecall.app.trust.KnownKey;
import org.securecall.app.trust.TrustPolicy;
import org.securecall.app.trust.TrustStore;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.secret.SecretBytes;

/** The trust store over the table in memory; takes the table's monitor for every question, for microseconds. */
final class StoredTrust implements TrustStore, AutoCloseable {

    private final TrustTable table;
    private final Optional<Instant> restored;
    private final ZrtpCache own = new Cache(Identity.OWN);
    private final ZrtpCache practice = new Cache(Identity.PRACTICE);

    /** @param restored when the profile was found to be an older copy of itself */
    StoredTrust(TrustTable table, Optional<Instant> restored) {
        this.table = table;
        this.restored = restored;
    }

    @Override
    public ZrtpCache cache(Identity identity) {
        return switch (identity) {
            case OWN -> own;
            case PRACTICE -> practice;
        };
    }

    @Override
    public KnownKey known(String uri, Zid zid) {
        synchronized (table) {
            Peer peer = table.find(Identity.OWN, zid);
            Set<Zid> verified = verifiedFor(SipAddress.keyOf(uri));
            boolean other = !verified.isEmpty() && !verified.contains(zid);
            return peer == null
                    ? new KnownKey("", false, other, false, restored.isPresent())
                    : new KnownKey(peer.name, peer.denied, other, isExpired(peer), isOlderCopy(peer));
        }
    }

    @Override
    public void met(String uri, ZrtpDetails details) {
        String key = SipAddress.keyOf(uri);
        synchronized (table) {
            KeyLogKind kind = switch (details.secrets()) {
                case FIRST -> KeyLogKind.FIRST;
                case MATCH -> KeyLogKind.MATCH;
                case MISMATCH -> KeyLogKind.MISMATCH;
            };
            table.record(key, details, kind, KeyChanges.since(table.history(details.peerZid()), details), "");
            if (details.secrets() == ZrtpDetails.Secrets.MISMATCH) {
                return;
            }
            Peer peer = seen(key, details);
            // A verified key may take over an address only where that has no verified key yet.
            boolean provenHere = details.secrets() == ZrtpDetails.Secrets.MATCH && peer.compared.isPresent();
            if (provenHere && !peer.denied && verifiedFor(key).isEmpty()) {
                peer.addresses.add(key);
            }
            table.save(peer);
        }
    }

    @Override
    public void confirmed(String uri, ZrtpDetails details, Optional<String> name, String by) {
        String key = SipAddress.keyOf(uri);
        synchronized (table) {
            Peer peer = seen(key, details);
            peer.denied = false;
            peer.addresses.add(key);
            if (peer.compared.isEmpty()) {
                peer.compared = Optional.of(table.now());
            }
            name.map(String::strip).filter(n -> !n.isEmpty()).ifPresent(n -> peer.name = n);
            table.save(peer);
            table.record(
                    key, details, KeyLogKind.VERIFIED_SPOKEN, peer.name.isEmpty() ? "" : "the key of " + peer.name, by);
        }
    }

    @Override
    public void denied(String uri, ZrtpDetails details, String by) {
        String key = SipAddress.keyOf(uri);
        synchronized (table) {
            table.record(key, details, KeyLogKind.DENIED, "", by);
            Peer peer = table.find(Identity.OWN, details.peerZid());
            // With a mismatch it was not the holder of the known key who showed another SAS.
            if (peer != null && details.secrets() != ZrtpDetails.Secrets.MISMATCH) {
                peer.denied = true;
                table.save(peer);
            }
        }
    }

    @Override
    public void nameKey(Zid zid, String name) {
        synchronized (table) {
            Peer peer = table.find(Identity.OWN, zid);
            if (peer != null) {
                peer.name = name.strip();
                table.save(peer);
                table.record(peer.uri, zid, KeyLogKind.NAMED, "the key of " + peer.name);
            }
        }
    }

    @Override
    public Set<Zid> verifiedZidsFor(String uri) {
        synchronized (table) {
            return verifiedFor(SipAddress.keyOf(uri));
        }
    }

    @Override
    public boolean metWithZrtp(String uri) {
        String key = SipAddress.keyOf(uri);
        synchronized (table) {
            return table.all(Identity.OWN).stream()
                    .anyMatch(peer -> peer.uri.equals(key)
                            || peer.addresses.contains(key)
                            || table.history(peer.zid).stream()
                                    .anyMatch(event -> event.address().equals(key)
                                            && event.kind() != KeyLogKind.MISMATCH
                                            && event.kind() != KeyLogKind.DENIED));
        }
    }

    @Override
    public List<ContactTrust> trust() {
        synchronized (table) {
            return table.all(Identity.OWN).stream()
                    .map(this::contactTrust)
                    .sorted(Comparator.comparing(ContactTrust::lastSeen)
                            .reversed()
                            .thenComparing(ContactTrust::zid))
                    .toList();
        }
    }

    @Override
    public Map<String, ZrtpOffer> offers() {
        synchronized (table) {
            return table.all(Identity.OWN).stream()
                    .filter(peer -> peer.offer.isKnown())
                    .collect(Collectors.toUnmodifiableMap(peer -> peer.zid.hex(), peer -> peer.offer));
        }
    }

    @Override
    public List<KeyLogNote> history(Zid zid) {
        synchronized (table) {
            return table.history(zid);
        }
    }

    @Override
    public boolean forget(Zid zid) {
        synchronized (table) {
            Peer peer = table.find(Identity.OWN, zid);
            if (peer == null) {
                return false;
            }
            table.remove(peer);
            table.record(peer.uri, zid, KeyLogKind.FORGOTTEN, "");
            return true;
        }
    }

    @Override
    public boolean takeOver(Zid ownZid, List<ImportedKey> keys) {
        synchronized (table) {
            if (!table.all(Identity.OWN).isEmpty()) {
                return false;
            }
            table.goOnUnder(Identity.OWN, ownZid);
            for (ImportedKey key : keys) {
                Peer peer = table.findOrAdd(Identity.OWN, key.peer());
                if (!peer.hasSecrets()) {
                    peer.replaceSecrets(key.secrets(), table.now());
                }
                peer.uri = peer.uri.isEmpty() ? key.address() : peer.uri;
                peer.name = peer.name.isEmpty() ? key.name() : peer.name;
                if (key.verified() && !key.address().isEmpty()) {
                    peer.addresses.add(key.address());
                }
                table.save(peer);
                table.recordImport(key.address(), key.peer(), key.verified());
            }
            return true;
        }
    }

    @Override
    public List<LoggedEntry> log() {
        synchronized (table) {
            return table.log().entries();
        }
    }

    @Override
    public KeyLogHead logHead() {
        synchronized (table) {
            return table.log().head();
        }
    }

    @Override
    public KeyLogCheck logCheck() {
        synchronized (table) {
            return table.log().check();
        }
    }

    /** Wipes the secrets in memory; nothing can be asked afterwards. */
    @Override
    public void close() {
        synchronized (table) {
            table.wipe();
        }
    }

    private ContactTrust contactTrust(Peer peer) {
        KnownKey known = new KnownKey(peer.name, peer.denied, false, isExpired(peer), isOlderCopy(peer));
        return peer.toContactTrust(
                TrustPolicy.standing(known, peer.verified, KeyChanges.alarmed(table.history(peer.zid))));
    }

    private Peer seen(String key, ZrtpDetails details) {
        Peer peer = table.findOrAdd(Identity.OWN, details.peerZid());
        peer.uri = key;
        peer.client = details.peerClient();
        if (details.declarations().offer().isKnown()) {
            peer.offer = details.declarations().offer();
        }
        peer.lastSeen = table.now();
        peer.renewedAfterExpiry = false;
        return peer;
    }

    private Set<Zid> verifiedFor(String key) {
        return table.all(Identity.OWN).stream()
                .filter(peer -> peer.compared.isPresent() && peer.addresses.contains(key))
                .map(peer -> peer.zid)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether calls with this key since then may be missing here. */
    private boolean isOlderCopy(Peer peer) {
        return restored.filter(peer.lastSeen::isBefore).isPresent();
    }

    private boolean isExpired(Peer peer) {
        return peer.renewedAfterExpiry || (!peer.hasSecrets() && peer.isExpired(table.now()));
    }

    /** What the ZRTP machine sees. */
    private final class Cache implements ZrtpCache {

        private final Identity identity;

        Cache(Identity identity) {
            this.identity = identity;
        }

        @Override
        public Zid localZid() {
            synchronized (table) {
                return table.localZid(identity);
            }
        }

        @Override
        public Optional<RetainedSecrets> find(Zid zid) {
            synchronized (table) {
                @Nullable Peer peer = table.find(identity, zid);
                return peer == null || !peer.hasSecrets() ? Optional.empty() : Optional.of(peer.secrets());
            }
        }

        @Override
        public void store(Zid zid, RetainedSecrets secrets) {
            synchronized (table) {
                Peer peer = table.findOrAdd(identity, zid);
                peer.replaceSecrets(secrets, table.now());
                table.save(peer);
            }
        }

        @Override
        public Optional<SecretBytes> pbxSecret(Zid server) {
            synchronized (table) {
                @Nullable Peer peer = table.find(identity, server);
                return peer == null ? Optional.empty() : peer.pbxSecret.map(SecretBytes::copy);
            }
        }

        @Override
        public boolean storePbxSecret(Zid server, SecretBytes secret) {
            synchronized (table) {
                Peer peer = table.findOrAdd(identity, server);
                peer.pbxSecret.ifPresent(SecretBytes::close);
                peer.pbxSecret = Optional.of(secret);
                table.save(peer);
                return true;
            }
        }

        @Override
        public void setVerified(Zid zid, boolean verified) {
            synchronized (table) {
                Peer peer = table.find(identity, zid);
                if (peer != null && peer.hasSecrets()) {
                    peer.mark(verified, table.now());
                    table.save(peer);
                }
            }
        }
    }
}
