// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.time.Instant;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.Pins;
import org.securecall.app.account.Trusted;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.storage.StorageException;
import picocli.CommandLine.ParseResult;

/** {@code account pin}, {@code unpin} and {@code trusted}. */
final class AccountTrustCommands {

    private final Place place;
    private final Console console;

    AccountTrustCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void pin(ParseResult parsed) throws InvalidEntryException, CommandException, StorageException {
        String sha256 = parsed.matchedPositional(1).<String>getValue();
        Pins.of("", sha256, Instant.EPOCH);
        try (StorageUse use = new StorageUse(place, console)) {
            AccountSpec account = use.account(parsed.matchedPositional(0).<String>getValue());
            Optional<CertificatePin> before = use.storage().tls().pin(account.address());
            CertificatePin pin = Pins.of(account.address(), sha256, Instant.now());
            use.storage().tls().put(pin);
            use.save();
            before.ifPresent(former -> console.out().println("was\t" + former.sha256()));
            console.out().println("pin\t" + pin.sha256());
        }
    }

    void unpin(ParseResult parsed) throws InvalidEntryException, CommandException, StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            AccountSpec account = use.account(parsed.matchedPositional(0).<String>getValue());
            if (!use.storage().tls().removePin(account.address())) {
                throw new CommandException("No certificate is pinned for " + account.address());
            }
            use.save();
        }
    }

    void list() throws StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            for (AccountTrust trust :
                    Trusted.of(use.storage().accounts(), use.storage().tls())) {
                trust.pin().ifPresent(pin -> line(trust, "pin", pin.sha256(), "since " + pin.since(), pin.subject()));
                trust.caFile().ifPresent(file -> line(trust, "authorities", file));
                trust.client()
                        .ifPresent(own -> line(
                                trust, "client-certificate", own.sha256(), "until " + own.notAfter(), own.subject()));
            }
        }
    }

    private void line(AccountTrust trust, String kind, String... fields) {
        console.out().println(trust.account() + "\t" + kind + "\t" + String.join("\t", fields));
    }
}
