// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.securecall.app.account.AccountRules;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Transport;
import org.securecall.app.storage.StorageException;
import org.securecall.app.trust.TrustStore;
import picocli.CommandLine.ParseResult;

/** {@code account add}, {@code list} and {@code remove}. */
final class AccountCommands {

    private final Place place;
    private final Console console;

    AccountCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void add(ParseResult parsed) throws InvalidEntryException, CommandException, StorageException {
        Optional<Path> ca = CommandLineFront.option(parsed, "--ca");
        if (ca.isPresent() && !Files.isReadable(ca.get())) {
            throw new CommandException("The file of certificate authorities cannot be read: " + ca.get());
        }
        // Checked before the password is read and before another program could be in the way.
        AccountSpec spec = AccountRules.checked(new AccountSpec(
                CommandLineFront.<String>option(parsed, "--address").orElseThrow(),
                CommandLineFront.<String>option(parsed, "--display-name").orElse(""),
                CommandLineFront.option(parsed, "--auth-user"),
                CommandLineFront.<Transport>option(parsed, "--transport").orElse(Transport.TLS),
                CommandLineFront.option(parsed, "--registrar"),
                ca.map(file -> file.toAbsolutePath().normalize().toString()),
                true));
        Optional<char[]> password = parsed.hasMatchedOption("--password-stdin")
                ? Optional.of(PasswordInput.firstLine(console.in()))
                : Optional.empty();
        try (StorageUse use = new StorageUse(place, console)) {
            AccountSpec stored = use.storage().accounts().put(spec, password);
            use.save();
            show(use, stored);
        }
    }

    void list() throws StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            use.storage().accounts().accounts().forEach(spec -> show(use, spec));
        }
    }

    void remove(ParseResult parsed) throws InvalidEntryException, CommandException, StorageException {
        SipAddress address = SipAddress.parse(parsed.matchedPositional(0).<String>getValue());
        try (StorageUse use = new StorageUse(place, console)) {
            if (!use.storage().accounts().remove(address.toString())) {
                throw new CommandException("There is no account " + address);
            }
            use.save();
        }
    }

    private void show(StorageUse use, AccountSpec spec) {
        TrustStore trust = use.storage().trust();
        String zid = trust.cache(trust.identityOf(spec.address())).localZid().hex();
        console.out()
                .println(spec.address() + "\t" + spec.transport().token() + "\t"
                        + spec.registrar().orElse("-") + "\t" + (spec.enabled() ? "enabled" : "disabled") + "\t" + zid);
    }
}
