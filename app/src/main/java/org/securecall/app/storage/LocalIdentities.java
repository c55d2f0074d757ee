// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.LocalIdentity;
import org.securecall.media.api.Zid;

/**
 * The ZIDs of this program's own endpoints (RFC 6189 §4.9: random, and kept), and which of them an account's calls go under. An
 * account of which nothing is known here is one from the time when there was one ZID for all, and stays with the main one.
 * Thread-safe.
 */
final class LocalIdentities {

    private static final int VERSION = 1;

    private final Records records;
    private final SecureRandom random;
    private final Map<LocalIdentity, Zid> zids = new HashMap<>();

    /** Accounts that are known to be without a ZID of their own. */
    private final Set<LocalIdentity> withMain = new HashSet<>();

    private boolean imported;

    private LocalIdentities(Records records, SecureRandom random, boolean imported) {
        this.records = records;
        this.random = random;
        this.imported = imported;
    }

    /** @param imported whether the main ZID was another telephone's */
    static LocalIdentities load(Records.All all, Records records, SecureRandom random, boolean imported)
            throws DamagedException {
        LocalIdentities identities = new LocalIdentities(records, random, imported);
        for (Records.Opened record : all.of(Kind.IDENTITY)) {
            identities.zids.put(identity(record.key()), zid(new RecordIn(record.content()).bytes()));
        }
        for (Records.Opened record : all.of(Kind.OWNED_IDENTITY)) {
            RecordIn in = new RecordIn(record.content());
            LocalIdentity identity = identity(record.key());
            if (in.flag()) {
                identities.zids.put(identity, zid(in.bytes()));
            } else {
                identities.withMain.add(identity);
            }
        }
        for (LocalIdentity always : List.of(LocalIdentity.MAIN, LocalIdentity.PRACTICE)) {
            identities.zid(always);
        }
        return identities;
    }

    /** Made when it is first asked for. */
    synchronized Zid zid(LocalIdentity identity) {
        Zid known = zids.get(identity);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[Zid.BYTES];
        random.nextBytes(bytes);
        Zid made = Zid.of(bytes);
        put(identity, made);
        return made;
    }

    /** What the account's calls go under. */
    synchronized LocalIdentity ofAccount(String address) {
        LocalIdentity own = account(address);
        return zids.containsKey(own) ? own : LocalIdentity.MAIN;
    }

    /**
     * A new account gets a ZID of its own; one that was there before finds the one it had. The first account after the keys of
     * another telephone were taken over goes on under that telephone's ZID, without which those keys would be of no use.
     *
     * @param only whether there is no other account
     */
    synchronized void accountAdded(String address, boolean only) {
        LocalIdentity account = account(address);
        if (zids.containsKey(account) || withMain.contains(account)) {
            return;
        }
        if (imported && only && knowsNoAccount()) {
            putWithMain(account);
        } else {
            zid(account);
        }
    }

    /** What the account went under is kept, so that it finds it again. */
    synchronized void accountRemoved(String address) {
        LocalIdentity account = account(address);
        if (!zids.containsKey(account)) {
            putWithMain(account);
        }
    }

    /** From now on the main endpoint, and every account, has the ZID of another telephone. */
    synchronized void goOnUnder(Zid main) {
        imported = true;
        put(LocalIdentity.MAIN, main);
        zids.keySet().stream()
                .filter(identity -> identity.kind() == LocalIdentity.Kind.ACCOUNT)
                .toList()
                .forEach(account -> {
                    zids.remove(account);
                    putWithMain(account);
                });
    }

    /** The highest number of a contact that has, or had, a ZID of its own; no other contact may get it. */
    synchronized long lastContact() {
        return zids.keySet().stream()
                .filter(identity -> identity.kind() == LocalIdentity.Kind.CONTACT)
                .mapToLong(contact -> Long.parseLong(contact.owner()))
                .max()
                .orElse(0);
    }

    private boolean knowsNoAccount() {
        return withMain.isEmpty()
                && zids.keySet().stream().noneMatch(identity -> identity.kind() == LocalIdentity.Kind.ACCOUNT);
    }

    private void put(LocalIdentity identity, Zid zid) {
        zids.put(identity, zid);
        switch (identity.kind()) {
            case MAIN, PRACTICE -> records.put(Kind.IDENTITY, identity.token(), record(zid));
            case ACCOUNT, CONTACT -> records.put(Kind.OWNED_IDENTITY, identity.token(), ownedRecord(zid));
        }
    }

    private void putWithMain(LocalIdentity account) {
        withMain.add(account);
        try (RecordOut out = new RecordOut(VERSION)) {
            records.put(Kind.OWNED_IDENTITY, account.token(), out.flag(false).toBytes());
        }
    }

    static byte[] record(Zid zid) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.bytes(zid.bytes()).toBytes();
        }
    }

    private static byte[] ownedRecord(Zid zid) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.flag(true).bytes(zid.bytes()).toBytes();
        }
    }

    private static LocalIdentity account(String address) {
        return LocalIdentity.ofAccount(SipAddress.keyOf(address));
    }

    private static LocalIdentity identity(String token) throws DamagedException {
        return LocalIdentity.parse(token).orElseThrow(() -> new DamagedException("An endpoint that is not known here"));
    }

    private static Zid zid(byte[] bytes) throws DamagedException {
        if (bytes.length != Zid.BYTES) {
            throw new DamagedException("A ZID has 12 bytes");
        }
        return Zid.of(bytes);
    }
}
