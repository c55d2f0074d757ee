// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTls;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ClientKeyFile;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** What is being entered about one account. */
public final class AccountFormModel {

    private static final Texts TEXTS = Texts.of("accounts");

    final StringProperty address = new SimpleStringProperty("");
    final StringProperty displayName = new SimpleStringProperty("");
    final StringProperty password = new SimpleStringProperty("");
    final ObjectProperty<Transport> transport = new SimpleObjectProperty<>(Transport.TLS);
    final StringProperty authUser = new SimpleStringProperty("");
    final StringProperty registrar = new SimpleStringProperty("");
    final StringProperty caFile = new SimpleStringProperty("");
    final StringProperty clientFile = new SimpleStringProperty("");
    final StringProperty clientPassword = new SimpleStringProperty("");

    private final PhoneModel model;
    private final Optional<AccountSpec> changed;
    private final ReadOnlyStringWrapper addressProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();
    private Optional<ServerCertificate> pin = Optional.empty();

    /** @param changed the account that is changed; empty for a new one */
    public AccountFormModel(PhoneModel model, Optional<AccountSpec> changed) {
        this.model = model;
        this.changed = changed;
        changed.ifPresent(spec -> {
            address.set(Addresses.shown(spec.address()));
            displayName.set(spec.displayName());
            transport.set(spec.transport());
            authUser.set(spec.authUser().orElse(""));
            registrar.set(spec.registrar().orElse(""));
            caFile.set(spec.caFile().orElse(""));
        });
    }

    boolean isNew() {
        return changed.isEmpty();
    }

    PhoneModel phone() {
        return model;
    }

    ReadOnlyStringProperty addressProblem() {
        return addressProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty saving() {
        return saving.getReadOnlyProperty();
    }

    /** The account as it stands in the telephone, once it is there. */
    Optional<AccountSnapshot> account() {
        String key = Addresses.key(address.get());
        return model.accounts().stream()
                .filter(account -> Addresses.key(account.spec().address()).equals(key))
                .findFirst();
    }

    /** What is pinned for the account now. */
    Optional<CertificatePin> pinned() {
        return changed.flatMap(spec -> model.phone().accountTrust().stream()
                .filter(trust -> trust.account().equals(spec.address()))
                .findFirst()
                .flatMap(AccountTrust::pin));
    }

    /** The user compared this certificate; it is stored with the account. */
    void pin(Optional<ServerCertificate> compared) {
        pin = compared;
    }

    /** Something did not work, with one sentence. */
    void failed(String reason) {
        problem.set(reason);
    }

    /** What is entered, to be tried out; empty where it cannot be, which is told beside the field. */
    Optional<ProbeRequest> request() {
        return spec().map(spec ->
                new ProbeRequest(spec, secret(password), pin.map(ServerCertificate::sha256), clientKey()));
    }

    /** Stores the account, which registers it; {@code success} runs when it is stored, not when it is registered. */
    void save(Runnable success) {
        Optional<AccountSpec> spec = spec();
        if (spec.isEmpty()) {
            return;
        }
        saving.set(true);
        model.ask(
                // The telephone wipes the characters; the text field keeps its own copy until the form is gone.
                model.phone().putAccount(spec.get(), secret(password), new AccountTls(pin, clientKey())),
                done -> {
                    saving.set(false);
                    password.set("");
                    clientPassword.set("");
                    success.run();
                },
                reason -> {
                    saving.set(false);
                    problem.set(reason);
                });
    }

    private Optional<AccountSpec> spec() {
        String typed = address.get().strip();
        addressProblem.set(
                typed.isEmpty()
                        ? TEXTS.get("address.missing")
                        : typed.indexOf('@') < 1 ? TEXTS.get("address.wrong") : "");
        problem.set("");
        if (!addressProblem.get().isEmpty()) {
            return Optional.empty();
        }
        String uri = typed.startsWith("sip:") || typed.startsWith("sips:") ? typed : "sip:" + typed;
        return Optional.of(new AccountSpec(
                changed.map(AccountSpec::address).orElse(uri),
                displayName.get().strip(),
                present(authUser),
                transport.get(),
                present(registrar),
                present(caFile),
                changed.map(AccountSpec::enabled).orElse(true)));
    }

    private static Optional<char[]> secret(StringProperty text) {
        return text.get().isEmpty() ? Optional.empty() : Optional.of(text.get().toCharArray());
    }

    private Optional<ClientKeyFile> clientKey() {
        return present(clientFile)
                .map(file ->
                        new ClientKeyFile(Path.of(file), clientPassword.get().toCharArray()));
    }

    private static Optional<String> present(StringProperty text) {
        return Optional.of(text.get().strip()).filter(value -> !value.isEmpty());
    }
}
