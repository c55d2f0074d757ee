// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.util.List;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.storage.StorageException;
import picocli.CommandLine.ParseResult;

/** {@code account check} and {@code certificate}. */
final class AccountProbeCommands {

    private final Place place;
    private final Console console;
    private final ProbeLines lines = new ProbeLines();

    AccountProbeCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void check(ParseResult parsed) throws InvalidEntryException, CommandException, StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            AccountSpec account = use.account(parsed.matchedPositional(0).<String>getValue());
            check(use, stored(account));
        }
    }

    /** @throws CommandException with the reason, when a step failed */
    void check(StorageUse use, ProbeRequest request) throws InvalidEntryException, CommandException {
        List<ProbeStep> steps = new ProbeRun(use.storage())
                .take(request, ProbeStep.Kind.REGISTER, step -> console.out().println(lines.step(step)));
        ProbeStep last = steps.getLast();
        if (last.outcome() == ProbeStep.Outcome.FAILED) {
            throw new CommandException(last.reason());
        }
    }

    void certificate(ParseResult parsed) throws InvalidEntryException, CommandException, StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            AccountSpec account = use.account(parsed.matchedPositional(0).<String>getValue());
            ProbeStep last = new ProbeRun(use.storage())
                    .take(stored(account), ProbeStep.Kind.CERTIFICATE, step -> {})
                    .getLast();
            if (last.certificate().isEmpty()) {
                throw new CommandException(last.reason());
            }
            console.out()
                    .println(lines.certificate(
                            last.certificate().get(),
                            last.reason(),
                            use.storage().tls().pin(account.address()).map(CertificatePin::sha256)));
        }
    }

    private static ProbeRequest stored(AccountSpec account) {
        return new ProbeRequest(account, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
