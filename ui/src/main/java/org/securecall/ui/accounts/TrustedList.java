// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTrust;
import org.securecall.ui.control.Controls;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** What accounts trust and show beyond this machine's authorities, each with a way to take it back. */
final class TrustedList extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("accounts");

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;

    TrustedList(PhoneModel model) {
        this.model = model;
        getStyleClass().add("account-list");
        setId("trusted");
        attachments.onAny(this::update, model.accounts());
    }

    private void update() {
        List<AccountTrust> trusted = model.phone().accountTrust().stream()
                .filter(trust -> !trust.isEmpty())
                .toList();
        getChildren().clear();
        Controls.show(this, !trusted.isEmpty());
        getChildren().add(Controls.label(TEXTS.get("trusted"), "card-title"));
        trusted.forEach(this::add);
    }

    private void add(AccountTrust trust) {
        String address = Addresses.shown(trust.account());
        trust.pin().ifPresent(pin -> {
            VBox digits = CertificateFacts.fingerprint(
                    TEXTS.get("trusted.pin", CertificateWords.date(pin.since())), pin.sha256());
            add(
                    address,
                    TEXTS.get("trusted.pin.short"),
                    digits,
                    () -> model.ask(model.phone().unpin(trust.account())));
        });
        trust.caFile()
                .ifPresent(file -> add(
                        address,
                        TEXTS.get("trusted.authorities"),
                        new VBox(
                                Controls.line(TEXTS.get("trusted.authorities"), "fact-name"),
                                Controls.label(file, "fact-value")),
                        () -> withoutAuthorities(trust.account())));
        trust.client().ifPresent(own -> {
            VBox facts = new VBox(
                    Controls.line(TEXTS.get("trusted.client"), "fact-name"),
                    Controls.label(
                            TEXTS.get("trusted.client.until", own.subject(), CertificateWords.date(own.notAfter())),
                            "fact-value"));
            add(
                    address,
                    TEXTS.get("trusted.client"),
                    facts,
                    () -> model.ask(model.phone().removeClientCertificate(trust.account())));
        });
    }

    private void withoutAuthorities(String account) {
        model.accounts().stream()
                .map(AccountSnapshot::spec)
                .filter(spec -> spec.address().equals(account))
                .findFirst()
                .ifPresent(spec -> model.ask(model.phone().putAccount(without(spec), Optional.empty())));
    }

    private static AccountSpec without(AccountSpec spec) {
        return new AccountSpec(
                spec.address(),
                spec.displayName(),
                spec.authUser(),
                spec.transport(),
                spec.registrar(),
                Optional.empty(),
                spec.enabled());
    }

    private void add(String address, String what, VBox facts, Runnable revoke) {
        VBox words = new VBox(Controls.line(address, "row-name"), facts);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button button = Controls.button(TEXTS.get("trusted.revoke"), revoke, "danger");
        button.getStyleClass().add("trusted-revoke");
        button.setAccessibleText(TEXTS.get("trusted.revoke.accessible", what, address));
        HBox row = new HBox(words, button);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("account-card", "trusted-row");
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(address + ": " + what);
        getChildren().add(row);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
