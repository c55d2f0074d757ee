// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.AccountRules;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.Passwords;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Transport;
import org.securecall.media.secret.SecretBytes;

/** Accounts and their passwords in memory, with every change handed to the records. */
final class StoredAccounts implements AccountStore, AutoCloseable {

    private static final int VERSION = 1;

    private static final class Entry {
        final long position;
        final AccountSpec spec;
        final @Nullable SecretBytes password;

        Entry(long position, AccountSpec spec, @Nullable SecretBytes password) {
            this.position = position;
            this.spec = spec;
            this.password = password;
        }
    }

    private final Records records;
    private final LocalIdentities identities;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long lastPosition;

    private StoredAccounts(Records records, LocalIdentities identities) {
        this.records = records;
        this.identities = identities;
    }

    static StoredAccounts load(Records.All all, Records records, LocalIdentities identities) throws DamagedException {
        StoredAccounts accounts = new StoredAccounts(records, identities);
        List<Entry> read = new ArrayList<>();
        for (Records.Opened record : all.of(Kind.ACCOUNT)) {
            read.add(read(record.content()));
        }
        read.sort(
                Comparator.<Entry>comparingLong(entry -> entry.position).thenComparing(entry -> entry.spec.address()));
        read.forEach(accounts::add);
        return accounts;
    }

    private static Entry read(byte[] content) throws DamagedException {
        try {
            RecordIn in = new RecordIn(content);
            long position = in.number();
            AccountSpec spec = new AccountSpec(
                    in.text(),
                    in.text(),
                    in.optionalText(),
                    in.choice(Transport.values(), Transport::token),
                    in.optionalText(),
                    in.optionalText(),
                    in.flag());
            return new Entry(
                    position, spec, in.optionalBytes().map(SecretBytes::owning).orElse(null));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** The caller owns it: it holds the password. */
    static byte[] record(long position, AccountSpec spec, @Nullable SecretBytes password) {
        try (RecordOut out = new RecordOut(VERSION)) {
            out.number(position)
                    .text(spec.address())
                    .text(spec.displayName())
                    .optionalText(spec.authUser())
                    .text(spec.transport().token())
                    .optionalText(spec.registrar())
                    .optionalText(spec.caFile())
                    .flag(spec.enabled())
                    .flag(password != null);
            if (password != null) {
                out.bytes(password.reveal());
            }
            return out.toBytes();
        }
    }

    private synchronized void add(Entry entry) {
        lastPosition = Math.max(lastPosition, entry.position);
        entries.put(entry.spec.address(), entry);
    }

    @Override
    public synchronized List<AccountSpec> accounts() {
        return entries.values().stream().map(entry -> entry.spec).toList();
    }

    @Override
    public synchronized Optional<AccountSpec> find(String address) {
        return Optional.ofNullable(entries.get(spelling(address))).map(entry -> entry.spec);
    }

    @Override
    public synchronized char[] password(String address) {
        Entry entry = entries.get(spelling(address));
        return entry == null || entry.password == null ? new char[0] : Passwords.chars(entry.password);
    }

    @Override
    public synchronized AccountSpec put(AccountSpec spec, Optional<char[]> password) throws InvalidEntryException {
        try {
            AccountSpec checked = AccountRules.checked(spec);
            Entry old = entries.get(checked.address());
            SecretBytes kept = old == null ? null : old.password;
            if (password.isPresent()) {
                if (kept != null) {
                    kept.close();
                }
                kept = Passwords.bytes(password.get());
            }
            if (isNew(checked.address())) {
                // Before the account: without it, that one would be an account of old.
                identities.accountAdded(checked.address(), entries.isEmpty());
            }
            Entry entry = new Entry(old == null ? ++lastPosition : old.position, checked, kept);
            entries.put(checked.address(), entry);
            save(entry);
            return checked;
        } finally {
            password.ifPresent(chars -> Arrays.fill(chars, '\0'));
        }
    }

    @Override
    public synchronized boolean remove(String address) {
        Entry removed = entries.remove(spelling(address));
        if (removed == null) {
            return false;
        }
        if (removed.password != null) {
            removed.password.close();
        }
        identities.accountRemoved(removed.spec.address());
        records.remove(Kind.ACCOUNT, removed.spec.address());
        return true;
    }

    /** Whether no account has this address, in whatever spelling. */
    private boolean isNew(String address) {
        String key = SipAddress.keyOf(address);
        return entries.keySet().stream().map(SipAddress::keyOf).noneMatch(key::equals);
    }

    private void save(Entry entry) {
        records.put(Kind.ACCOUNT, entry.spec.address(), record(entry.position, entry.spec, entry.password));
    }

    private static String spelling(String address) {
        try {
            return SipAddress.parse(address).toString();
        } catch (InvalidEntryException notSip) {
            return address;
        }
    }

    /** Wipes the passwords; nothing can be asked afterwards. */
    @Override
    public synchronized void close() {
        for (Entry entry : entries.values()) {
            if (entry.password != null) {
                entry.password.close();
            }
        }
        entries.clear();
    }
}
