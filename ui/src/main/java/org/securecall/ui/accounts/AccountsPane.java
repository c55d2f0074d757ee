// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** All accounts, and the form for one of them. */
public final class AccountsPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("accounts");

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;
    private final VBox list = new VBox();
    private final VBox editor = new VBox();
    private final Button add;
    private final TrustedList trusted;
    private Optional<AccountForm> form = Optional.empty();

    public AccountsPane(PhoneModel model) {
        this.model = model;
        getStyleClass().add("accounts-pane");
        add = Controls.button(Icon.ADD, TEXTS.get("add"), () -> open(Optional.empty()));
        add.setId("account-add");
        list.getStyleClass().add("account-list");
        editor.getStyleClass().add("account-editor");
        Controls.show(editor, false);
        trusted = new TrustedList(model);
        getChildren().addAll(list, editor, new HBox(add), trusted);
        attachments.onAny(this::update, model.accounts());
    }

    private void update() {
        list.getChildren().clear();
        if (model.accounts().isEmpty()) {
            list.getChildren().add(Controls.label(TEXTS.get("none"), "muted"));
        }
        for (AccountSnapshot account : model.accounts()) {
            AccountSpec spec = account.spec();
            list.getChildren().add(new AccountCard(account, pinned(spec), new AccountCard.Decisions() {
                @Override
                public void edit() {
                    open(Optional.of(spec));
                }

                @Override
                public void remove() {
                    model.ask(model.phone().removeAccount(spec.address()));
                }

                @Override
                public void pin(ServerCertificate certificate) {
                    model.ask(model.phone().pin(spec.address(), certificate));
                }
            }));
        }
    }

    private Optional<CertificatePin> pinned(AccountSpec spec) {
        return model.phone().accountTrust().stream()
                .filter(trust -> trust.account().equals(spec.address()))
                .findFirst()
                .flatMap(AccountTrust::pin);
    }

    private void open(Optional<AccountSpec> changed) {
        closeForm();
        AccountForm opened = new AccountForm(new AccountFormModel(model, changed), TEXTS.get("save"), this::closeForm);
        form = Optional.of(opened);
        Button cancel = Controls.button(TEXTS.get("cancel"), this::closeForm, "flat");
        editor.getChildren()
                .setAll(
                        new HBox(
                                Controls.label(
                                        changed.isEmpty() ? TEXTS.get("form.add") : TEXTS.get("form.change"),
                                        "card-title"),
                                Controls.space(),
                                cancel),
                        opened);
        Controls.show(editor, true);
        Controls.show(add, false);
    }

    private void closeForm() {
        form.ifPresent(AccountForm::close);
        form = Optional.empty();
        editor.getChildren().clear();
        Controls.show(editor, false);
        Controls.show(add, true);
    }

    @Override
    public void close() {
        closeForm();
        trusted.close();
        attachments.close();
    }
}
