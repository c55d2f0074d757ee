// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PeerIdentity.How;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.NoteWords;
import org.securecall.app.trust.IdentityStore;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.secret.SecretBytes;

/** The signing keys of others in memory, with every change handed to the records; under the trust table's monitor, as both write the log. */
final class StoredIdentities implements IdentityStore, AutoCloseable {

    private static final int VERSION = 1;

    /** A secret that was not used by then was scanned by nobody. */
    private static final Duration SECRETS_LAST = Duration.ofDays(30);

    private static final int LOGGED_DIGITS = 16;

    private record Secrets(Optional<SecretBytes> shown, Optional<SecretBytes> scanned, boolean preferred, Instant since)
            implements AutoCloseable {

        @Override
        public void close() {
            shown.ifPresent(SecretBytes::close);
            scanned.ifPresent(SecretBytes::close);
        }
    }

    private final Records records;
    private final TrustTable table;
    private final Map<String, PeerIdentity> identities = new LinkedHashMap<>();
    private final Map<String, Secrets> secrets = new LinkedHashMap<>();

    private StoredIdentities(Records records, TrustTable table) {
        this.records = records;
        this.table = table;
    }

    static StoredIdentities load(Records.All all, Records records, TrustTable table) throws DamagedException {
        StoredIdentities stored = new StoredIdentities(records, table);
        for (Records.Opened record : all.of(Kind.PEER_IDENTITY)) {
            PeerIdentity identity = identity(record.content());
            stored.identities.put(key(identity.address(), identity.fingerprint()), identity);
        }
        for (Records.Opened record : all.of(Kind.SHARED_SECRET)) {
            stored.secrets.put(record.key(), secrets(record.content()));
        }
        return stored;
    }

    private static String key(String address, String fingerprint) {
        return address + " " + fingerprint;
    }

    private static PeerIdentity identity(byte[] content) throws DamagedException {
        RecordIn in = new RecordIn(content);
        return new PeerIdentity(in.text(), in.text(), in.text(), in.choice(How.values(), How::token), in.time());
    }

    private static byte[] record(PeerIdentity identity) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.text(identity.address())
                    .text(identity.fingerprint())
                    .text(identity.key())
                    .text(identity.how().token())
                    .time(identity.since())
                    .toBytes();
        }
    }

    /** Wipes what it reads. */
    private static Secrets secrets(byte[] content) throws DamagedException {
        try {
            RecordIn in = new RecordIn(content);
            return new Secrets(
                    in.optionalBytes().map(SecretBytes::owning),
                    in.optionalBytes().map(SecretBytes::owning),
                    in.flag(),
                    in.time());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] record(Secrets secrets) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.optionalBytes(secrets.shown().map(SecretBytes::reveal))
                    .optionalBytes(secrets.scanned().map(SecretBytes::reveal))
                    .flag(secrets.preferred())
                    .time(secrets.since())
                    .toBytes();
        }
    }

    @Override
    public List<PeerIdentity> identities() {
        synchronized (table) {
            return identities.values().stream()
                    .sorted(Comparator.comparing(PeerIdentity::address)
                            .thenComparing(
                                    Comparator.comparing(PeerIdentity::since).reversed())
                            .thenComparing(PeerIdentity::fingerprint))
                    .toList();
        }
    }

    @Override
    public List<PeerIdentity> of(String address) {
        String key = SipAddress.keyOf(address);
        return identities().stream()
                .filter(identity -> identity.address().equals(key))
                .toList();
    }

    private Optional<PeerIdentity> find(String address, String fingerprint) {
        return Optional.ofNullable(identities.get(key(SipAddress.keyOf(address), fingerprint)));
    }

    private PeerIdentity put(String address, String fingerprint, String key, How how) {
        PeerIdentity now = new PeerIdentity(
                SipAddress.keyOf(address), fingerprint.toLowerCase(Locale.ROOT), key, how, table.now());
        String name = key(now.address(), now.fingerprint());
        identities.put(name, now);
        records.put(Kind.PEER_IDENTITY, name, record(now));
        return now;
    }

    @Override
    public void met(String address, String fingerprint, String key) {
        synchronized (table) {
            if (find(address, fingerprint).isEmpty()) {
                put(address, fingerprint, key, How.MET);
                of(address).stream()
                        .filter(identity -> identity.how() == How.MET)
                        .skip(MOST_MET)
                        .forEach(this::remove);
            }
        }
    }

    private void remove(PeerIdentity identity) {
        String name = key(identity.address(), identity.fingerprint());
        identities.remove(name);
        records.remove(Kind.PEER_IDENTITY, name);
    }

    @Override
    public PeerIdentity confirm(String address, String fingerprint, String key, How how) {
        synchronized (table) {
            PeerIdentity now = put(address, fingerprint, key, how);
            log(now, KeyLogKind.VERIFIED_SCANNED, how == How.TYPED ? NoteWords.TYPED : NoteWords.SCANNED);
            return now;
        }
    }

    @Override
    public void compared(String address, String fingerprint, ZrtpDetails details) {
        synchronized (table) {
            Optional<PeerIdentity> known = find(address, fingerprint);
            if (known.isPresent() && !known.get().confirmed()) {
                PeerIdentity now = put(address, fingerprint, known.get().key(), How.COMPARED);
                log(now, KeyLogKind.VERIFIED_SPOKEN, Optional.of(details.peerZid()), NoteWords.IN_A_CALL);
            }
        }
    }

    @Override
    public void verifiedBySignature(String address, ZrtpDetails details) {
        synchronized (table) {
            boolean said = table.history(details.peerZid()).stream()
                    .anyMatch(
                            event -> event.kind().verified() && event.address().equals(SipAddress.keyOf(address)));
            if (!said) {
                table.log()
                        .add(new KeyLogNote(
                                table.now(),
                                KeyLogKind.VERIFIED_SIGNED,
                                SipAddress.keyOf(address),
                                Optional.of(details.peerZid()),
                                details.peerClient(),
                                "",
                                NoteWords.SIGNED_WITH_KEY_OF
                                        + details.declarations().signature().owner(),
                                ""));
            }
        }
    }

    @Override
    public boolean revoke(String address, String fingerprint) {
        synchronized (table) {
            Optional<PeerIdentity> known = find(address, fingerprint).filter(PeerIdentity::confirmed);
            known.ifPresent(identity -> log(
                    put(address, fingerprint, identity.key(), How.REVOKED), KeyLogKind.FORGOTTEN, NoteWords.REVOKED));
            return known.isPresent();
        }
    }

    private void log(PeerIdentity identity, KeyLogKind kind, String what) {
        log(identity, kind, Optional.empty(), what);
    }

    private void log(PeerIdentity identity, KeyLogKind kind, Optional<Zid> zid, String what) {
        String digits = identity.fingerprint()
                .substring(0, Math.min(LOGGED_DIGITS, identity.fingerprint().length()));
        table.log()
                .add(new KeyLogNote(
                        table.now(),
                        kind,
                        identity.address(),
                        zid,
                        "",
                        "",
                        NoteWords.SIGNING_KEY + digits + ": " + what,
                        ""));
    }

    @Override
    public void shown(String address, SecretBytes secret) {
        synchronized (table) {
            Optional<Secrets> before = pending(address);
            replace(
                    address,
                    new Secrets(
                            Optional.of(secret.copy()),
                            before.flatMap(Secrets::scanned).map(SecretBytes::copy),
                            before.map(Secrets::preferred).orElse(false),
                            table.now()));
        }
    }

    @Override
    public void scanned(String address, SecretBytes secret, boolean preferred) {
        synchronized (table) {
            replace(
                    address,
                    new Secrets(
                            pending(address).flatMap(Secrets::shown).map(SecretBytes::copy),
                            Optional.of(secret.copy()),
                            preferred,
                            table.now()));
        }
    }

    private void replace(String address, Secrets now) {
        String key = SipAddress.keyOf(address);
        Secrets before = secrets.put(key, now);
        if (before != null) {
            before.close();
        }
        records.put(Kind.SHARED_SECRET, key, record(now));
    }

    private Optional<Secrets> pending(String address) {
        Optional<Secrets> found = Optional.ofNullable(secrets.get(SipAddress.keyOf(address)));
        if (found.filter(s -> s.since().plus(SECRETS_LAST).isBefore(table.now()))
                .isPresent()) {
            secretUsed(address);
            return Optional.empty();
        }
        return found;
    }

    @Override
    public Optional<SecretBytes> shownTo(String address) {
        synchronized (table) {
            return pending(address).flatMap(Secrets::shown).map(SecretBytes::copy);
        }
    }

    @Override
    public boolean hasScanned(String address) {
        synchronized (table) {
            return pending(address).flatMap(Secrets::scanned).isPresent();
        }
    }

    @Override
    public Optional<SecretBytes> secret(String address) {
        synchronized (table) {
            return pending(address)
                    .flatMap(s ->
                            s.preferred() ? s.scanned().or(s::shown) : s.shown().or(s::scanned))
                    .map(SecretBytes::copy);
        }
    }

    @Override
    public void secretUsed(String address) {
        synchronized (table) {
            String key = SipAddress.keyOf(address);
            Secrets used = secrets.remove(key);
            if (used != null) {
                used.close();
                records.remove(Kind.SHARED_SECRET, key);
            }
        }
    }

    /** Wipes the secrets in memory. */
    @Override
    public void close() {
        synchronized (table) {
            secrets.values().forEach(Secrets::close);
            secrets.clear();
        }
    }
}
