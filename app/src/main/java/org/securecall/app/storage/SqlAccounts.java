// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.AccountRules;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.PasswordVault;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Transport;
import org.securecall.media.secret.SecretBytes;

/** Accounts and their passwords in memory, with every change handed to the writer. */
final class SqlAccounts implements AccountStore, AutoCloseable {

    private static final String SELECT = "SELECT address, position, display_name, auth_user, transport, registrar,"
            + " ca_file, enabled, password FROM account ORDER BY position, address";
    private static final String UPSERT = "INSERT INTO account (address, position, display_name, auth_user, transport,"
            + " registrar, ca_file, enabled, password) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (address)"
            + " DO UPDATE SET position = excluded.position, display_name = excluded.display_name,"
            + " auth_user = excluded.auth_user, transport = excluded.transport, registrar = excluded.registrar,"
            + " ca_file = excluded.ca_file, enabled = excluded.enabled, password = excluded.password";

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

    private final DatabaseWriter writer;
    private final PasswordVault vault;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long lastPosition;

    private SqlAccounts(DatabaseWriter writer, PasswordVault vault) {
        this.writer = writer;
        this.vault = vault;
    }

    static SqlAccounts load(Connection connection, DatabaseWriter writer, PasswordVault vault)
            throws SQLException, DamagedException {
        SqlAccounts accounts = new SqlAccounts(writer, vault);
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery(SELECT));
            while (row.next()) {
                accounts.add(row);
            }
        }
        return accounts;
    }

    private synchronized void add(Row row) throws SQLException, DamagedException {
        AccountSpec spec = new AccountSpec(
                row.text("address"),
                row.text("display_name"),
                row.optionalText("auth_user"),
                row.choice("transport", Transport.values(), Transport::token),
                row.optionalText("registrar"),
                row.optionalText("ca_file"),
                row.flag("enabled"));
        Optional<byte[]> sealed = row.bytes("password");
        SecretBytes password = sealed.isEmpty() ? null : vault.open(sealed.get());
        sealed.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        lastPosition = Math.max(lastPosition, row.number("position"));
        entries.put(spec.address(), new Entry(row.number("position"), spec, password));
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
        return entry == null || entry.password == null ? new char[0] : PasswordVault.chars(entry.password);
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
                kept = PasswordVault.bytes(password.get());
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
        String stored = removed.spec.address();
        writer.submit(new RowWrite("account/" + stored, "DELETE FROM account WHERE address = ?", stored));
        return true;
    }

    private void save(Entry entry) {
        AccountSpec spec = entry.spec;
        writer.submit(new RowWrite(
                "account/" + spec.address(),
                UPSERT,
                spec.address(),
                entry.position,
                spec.displayName(),
                spec.authUser(),
                spec.transport().token(),
                spec.registrar(),
                spec.caFile(),
                spec.enabled(),
                entry.password == null ? null : vault.seal(entry.password)));
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
