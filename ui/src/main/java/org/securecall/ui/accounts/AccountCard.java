// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.text.Texts;

/** One account: its live state with the reason, the server's certificate, and what can be changed. */
final class AccountCard extends VBox {

    private static final Texts TEXTS = Texts.of("accounts");
    /** What can be done about an account. */
    interface Decisions {

        void edit();

        void remove();

        /** The user compared the certificate. */
        void pin(ServerCertificate certificate);
    }

    /** @param pinned what is pinned for it */
    AccountCard(AccountSnapshot account, Optional<CertificatePin> pinned, Decisions decisions) {
        getStyleClass().add("account-card");
        AccountWords words = AccountWords.of(account);
        String address = Addresses.shown(account.spec().address());
        HBox state = new HBox(words.icon().node("shield"), Controls.label(words.state(), "row-trust"));
        state.setAlignment(Pos.CENTER_LEFT);
        state.getStyleClass().addAll("trust-row", "tone-" + words.tone().style());
        VBox names = new VBox(Controls.line(address, "row-name"), state);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        Button change = Controls.iconButton(Icon.EDIT, TEXTS.get("change"), decisions::edit, "flat");
        change.setAccessibleText(TEXTS.get("change.accessible", address));
        Button delete = Controls.iconButton(Icon.DELETE, TEXTS.get("remove"), () -> {}, "flat");
        delete.setAccessibleText(TEXTS.get("remove.accessible", address));
        HBox buttons = new HBox(change, delete);
        HBox question = new HBox(
                Controls.button(TEXTS.get("remove.yes"), decisions::remove, "danger"),
                Controls.button(TEXTS.get("remove.no"), () -> ask(buttons, false)));
        question.getStyleClass().add("action-row");
        buttons.setUserData(question);
        Controls.show(question, false);
        delete.setOnAction(event -> ask(buttons, true));
        HBox row = new HBox(names, buttons, question);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("key-head");
        getChildren().add(row);
        if (!words.reason().isEmpty()) {
            getChildren()
                    .add(Controls.label(
                            words.reason(),
                            "account-reason",
                            "tone-" + words.tone().style()));
        }
        boolean failed = account.registration() == AccountSnapshot.Registration.FAILED;
        account.certificate().ifPresent(certificate -> {
            if (failed && !certificate.trusted()) {
                addDecision(certificate, pinned, decisions);
            } else {
                addCertificate(certificate);
            }
        });
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        setAccessibleText(address + ": " + words.state() + (words.reason().isEmpty() ? "" : ". " + words.reason()));
    }

    private static void ask(HBox buttons, boolean asking) {
        Controls.show(buttons, !asking);
        Controls.show((HBox) buttons.getUserData(), asking);
    }

    private void addCertificate(ServerCertificate certificate) {
        String trusted = CertificateWords.verdict(certificate.verdict());
        ToggleButton more = new ToggleButton(trusted, Icon.KEY.node());
        more.setAccessibleText(TEXTS.get("certificate") + ": " + trusted);
        more.getStyleClass().addAll("flat", "certificate-toggle");
        CertificateFacts facts = new CertificateFacts(certificate);
        Controls.showWhen(facts, more.selectedProperty());
        getChildren().addAll(more, facts);
    }

    /** The certificate is refused, and the user can have a look at it and decide. */
    private void addDecision(ServerCertificate certificate, Optional<CertificatePin> pinned, Decisions decisions) {
        VBox place = new VBox();
        Button decide = Controls.button(Icon.KEY, TEXTS.get("decide"), () -> {});
        decide.getStyleClass().add("certificate-decide");
        decide.setOnAction(event -> {
            Controls.show(decide, false);
            place.getChildren().setAll(new PinDecision(certificate, pinned, new PinDecision.Outcome() {
                @Override
                public void pin() {
                    decisions.pin(certificate);
                }

                @Override
                public void chooseAuthority() {
                    decisions.edit();
                }

                @Override
                public void cancel() {
                    place.getChildren().clear();
                    Controls.show(decide, true);
                    decide.requestFocus();
                }
            }));
        });
        getChildren().addAll(decide, place);
    }
}
