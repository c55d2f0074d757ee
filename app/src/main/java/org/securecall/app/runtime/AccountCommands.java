// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.securecall.app.account.ClientKey;
import org.securecall.app.account.Trusted;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTls;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.ProbeListener;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.sip.Probes;
import org.securecall.app.storage.Storage;

/** What a front end does with accounts. Thread-safe. */
final class AccountCommands {

    private final Commands commands;
    private final Storage storage;

    AccountCommands(Commands commands, Storage storage) {
        this.commands = commands;
        this.storage = storage;
    }

    List<AccountSnapshot> snapshots() {
        return commands.line().map(open -> open.accounts().snapshots()).orElse(List.of());
    }

    CompletionStage<Void> put(AccountSpec spec, Optional<char[]> password, AccountTls tls) {
        return clientKey(tls)
                .whenComplete((key, failure) -> {
                    if (failure != null) {
                        password.ifPresent(chars -> Arrays.fill(chars, '\0'));
                    }
                })
                .thenCompose(key -> commands.onLine(open -> open.accounts().put(spec, password, tls.pin(), key)));
    }

    /** Read in the background: the password of the file is stretched. */
    private static CompletionStage<Optional<ClientKey>> clientKey(AccountTls tls) {
        return tls.clientKey().isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : Commands.inBackground(
                        "client-key",
                        () -> Optional.of(ClientKey.read(tls.clientKey().get())));
    }

    CompletionStage<Void> pin(String account, ServerCertificate certificate) {
        return commands.onLine(open -> open.accounts().pin(account, certificate));
    }

    CompletionStage<Void> unpin(String account) {
        return commands.onLine(open -> open.accounts().unpin(account));
    }

    CompletionStage<Void> removeClientCertificate(String account) {
        return commands.onLine(open -> open.accounts().removeClientCertificate(account));
    }

    List<AccountTrust> trust() {
        return Trusted.of(storage.accounts(), storage.tls());
    }

    CompletionStage<AccountProbe> probe(ProbeRequest request, ProbeListener listener) {
        return Commands.inBackground("probe", () -> {
            try {
                Line open = commands.opened();
                return Probes.open(open.sip(), storage.accounts(), storage.tls(), request, listener);
            } catch (PhoneException e) {
                request.password().ifPresent(chars -> Arrays.fill(chars, '\0'));
                throw e;
            }
        });
    }

    CompletionStage<Void> remove(String address) {
        return commands.onLine(open -> {
            if (!open.accounts().remove(address)) {
                throw new PhoneException("There is no account of this address");
            }
        });
    }
}
