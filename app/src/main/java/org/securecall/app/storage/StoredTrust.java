// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.keylog.KeyLogHead;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.app.keylog.NoteWords;
import org.securecall.app.transfer.ImportedKey;
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
    private final Map<LocalIdentity, ZrtpCache> caches = new ConcurrentHashMap<>();

    /** @param restored when the profile was found to be an older copy of itself */
    StoredTrust(TrustTable table, Optional<Instant> restored) {
        this.table = table;
        this.restored = restored;
    }

    @Override
    public ZrtpCache cache(LocalIdentity identity) {
        return caches.computeIfAbsent(identity, Cache::new);
    }

    @Override
    public LocalIdentity identityOf(String account) {
        return table.identities().ofAccount(account);
    }

    @Override
    public KnownKey known(LocalIdentity identity, String uri, Zid zid) {
        synchronized (table) {
            @Nullable Peer here = table.find(identity, zid);
            List<Peer> elsewhere = table.ofUser(zid).stream()
                    .filter(peer -> !peer.identity.equals(identity))
                    .toList();
            Set<Zid> verified = verifiedFor(SipAddress.keyOf(uri));
            boolean other = !verified.isEmpty() && !verified.contains(zid);
            boolean comparedHere = here != null && here.compared.isPresent();
            // A key is one, whoever it was shown to; only a comparison here takes the denial back here.
            boolean deniedElsewhere = elsewhere.stream().anyMatch(peer -> peer.denied);
            boolean denied = here == null ? deniedElsewhere : here.denied || (!here.verified && deniedElsewhere);
            return new KnownKey(
                    here == null ? "" : nameOf(here),
                    denied,
                    other,
                    here != null && isExpired(here),
                    here == null ? restored.isPresent() : isOlderCopy(here),
                    !comparedHere && elsewhere.stream().anyMatch(peer -> peer.compared.isPresent()));
        }
    }

    /** A name that was given elsewhere counts for a key that was compared here as well. */
    private String nameOf(Peer here) {
        return here.name.isEmpty() && here.compared.isPresent() ? nameElsewhere(here.zid) : here.name;
    }

    private String nameElsewhere(Zid zid) {
        return table.ofUser(zid).stream()
                .filter(peer -> peer.compared.isPresent() && !peer.name.isEmpty())
                .max(Comparator.comparing(peer -> peer.lastSeen))
                .map(peer -> peer.name)
                .orElse("");
    }

    @Override
    public void met(LocalIdentity identity, String uri, ZrtpDetails details) {
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
            Peer peer = seen(identity, key, details);
            // A verified key may take over an address only where that has no verified key yet.
            boolean provenHere = details.secrets() == ZrtpDetails.Secrets.MATCH && peer.compared.isPresent();
            Set<Zid> verified = verifiedFor(key);
            if (provenHere && !peer.denied && (verified.isEmpty() || verified.contains(peer.zid))) {
                peer.addresses.add(key);
            }
            table.save(peer);
        }
    }

    @Override
    public void confirmed(LocalIdentity identity, String uri, ZrtpDetails details, Optional<String> name, String by) {
        String key = SipAddress.keyOf(uri);
        synchronized (table) {
            Peer peer = seen(identity, key, details);
            peer.denied = false;
            peer.addresses.add(key);
            if (peer.compared.isEmpty()) {
                peer.compared = Optional.of(table.now());
            }
            peer.name = name.map(String::strip).filter(n -> !n.isEmpty()).orElseGet(() -> nameOf(peer));
            table.save(peer);
            table.record(
                    key,
                    details,
                    KeyLogKind.VERIFIED_SPOKEN,
                    peer.name.isEmpty() ? "" : NoteWords.KEY_OF + peer.name,
                    by);
        }
    }

    @Override
    public void denied(LocalIdentity identity, String uri, ZrtpDetails details, String by) {
        String key = SipAddress.keyOf(uri);
        synchronized (table) {
            table.record(key, details, KeyLogKind.DENIED, "", by);
            Peer peer = table.find(identity, details.peerZid());
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
            List<Peer> met = table.ofUser(zid);
            List<Peer> compared =
                    met.stream().filter(peer -> peer.compared.isPresent()).toList();
            // Where it was not compared, it may be somebody else who shows this ZID.
            List<Peer> meant = compared.isEmpty() ? met : compared;
            for (Peer peer : meant) {
                peer.name = name.strip();
                table.save(peer);
            }
            lastSeen(meant)
                    .ifPresent(peer -> table.record(peer.uri, zid, KeyLogKind.NAMED, NoteWords.KEY_OF + peer.name));
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
            return table.ofUser().stream()
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
            return table.ofUser().stream()
                    .map(this::contactTrust)
                    .sorted(Comparator.comparing(ContactTrust::lastSeen)
                            .reversed()
                            .thenComparing(ContactTrust::zid)
                            .thenComparing(key -> key.metAs().token()))
                    .toList();
        }
    }

    @Override
    public Map<String, ZrtpOffer> offers() {
        synchronized (table) {
            Map<String, ZrtpOffer> offers = new HashMap<>();
            table.ofUser().stream()
                    .filter(peer -> peer.offer.isKnown())
                    // Of a telephone met under several of the own ZIDs the newest counts.
                    .sorted(Comparator.comparing(peer -> peer.lastSeen))
                    .forEach(peer -> offers.put(peer.zid.hex(), peer.offer));
            return Map.copyOf(offers);
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
            List<Peer> met = table.ofUser(zid);
            Optional<Peer> last = lastSeen(met);
            met.forEach(table::remove);
            List<Peer> practice = table.ofPractice();
            if (!practice.isEmpty() && zid.equals(table.identities().zid(LocalIdentity.PRACTICE))) {
                // Both ends are here: the practice peer would find the user's key changed.
                practice.forEach(table::remove);
            }
            last.ifPresent(peer -> table.record(peer.uri, zid, KeyLogKind.FORGOTTEN, ""));
            return last.isPresent();
        }
    }

    @Override
    public boolean takeOver(Zid ownZid, List<ImportedKey> keys) {
        synchronized (table) {
            if (!table.ofUser().isEmpty()) {
                return false;
            }
            table.identities().goOnUnder(ownZid);
            for (ImportedKey key : keys) {
                Peer peer = table.findOrAdd(LocalIdentity.MAIN, key.peer());
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

    private Peer seen(LocalIdentity identity, String key, ZrtpDetails details) {
        Peer peer = table.findOrAdd(identity, details.peerZid());
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
        return table.ofUser().stream()
                .filter(peer -> peer.compared.isPresent() && peer.addresses.contains(key))
                .map(peer -> peer.zid)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Peer> lastSeen(List<Peer> peers) {
        return peers.stream().max(Comparator.comparing(peer -> peer.lastSeen));
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

        private final LocalIdentity identity;

        Cache(LocalIdentity identity) {
            this.identity = identity;
        }

        @Override
        public Zid localZid() {
            return table.identities().zid(identity);
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
