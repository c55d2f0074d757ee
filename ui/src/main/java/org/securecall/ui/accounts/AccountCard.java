// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.text.Texts;

/** One account: its live state with the reason, the server's certificate, and what can be changed. */
final class AccountCard extends VBox {

    private static final Texts TEXTS = Texts.of("accounts");
    private static final DateTimeFormatter DATES = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(Locale.getDefault(Locale.Category.FORMAT))
            .withZone(ZoneId.systemDefault());

    AccountCard(AccountSnapshot account, Runnable edit, Runnable remove) {
        getStyleClass().add("account-card");
        AccountWords words = AccountWords.of(account);
        String address = Addresses.shown(account.spec().address());
        HBox state = new HBox(words.icon().node("shield"), Controls.label(words.state(), "row-trust"));
        state.setAlignment(Pos.CENTER_LEFT);
        state.getStyleClass().addAll("trust-row", "tone-" + words.tone().style());
        VBox names = new VBox(Controls.line(address, "row-name"), state);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        Button change = Controls.iconButton(Icon.EDIT, TEXTS.get("change"), edit, "flat");
        change.setAccessibleText(TEXTS.get("change.accessible", address));
        Button delete = Controls.iconButton(Icon.DELETE, TEXTS.get("remove"), () -> {}, "flat");
        delete.setAccessibleText(TEXTS.get("remove.accessible", address));
        HBox buttons = new HBox(change, delete);
        HBox question = new HBox(
                Controls.button(TEXTS.get("remove.yes"), remove, "danger"),
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
        account.certificate().ifPresent(certificate -> addCertificate(certificate));
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        setAccessibleText(address + ": " + words.state() + (words.reason().isEmpty() ? "" : ". " + words.reason()));
    }

    private static void ask(HBox buttons, boolean asking) {
        Controls.show(buttons, !asking);
        Controls.show((HBox) buttons.getUserData(), asking);
    }

    private void addCertificate(ServerCertificate certificate) {
        String trusted = certificate.trusted() ? TEXTS.get("certificate.trusted") : TEXTS.get("certificate.untrusted");
        ToggleButton more = new ToggleButton(trusted, Icon.KEY.node());
        more.setAccessibleText(TEXTS.get("certificate") + ": " + trusted);
        more.getStyleClass().addAll("flat", "certificate-toggle");
        FlowPane facts = new FlowPane();
        facts.getStyleClass().addAll("key-facts", "certificate");
        fact(facts, TEXTS.get("certificate.names"), String.join(", ", certificate.names()));
        fact(facts, TEXTS.get("certificate.issuer"), certificate.issuer());
        fact(
                facts,
                TEXTS.get("certificate.valid"),
                TEXTS.get(
                        "certificate.span",
                        DATES.format(certificate.notBefore()),
                        DATES.format(certificate.notAfter())));
        fact(facts, TEXTS.get("certificate.protocol"), certificate.protocol() + ", " + certificate.suite());
        fact(facts, TEXTS.get("certificate.sha256"), certificate.sha256(), "mono");
        Controls.showWhen(facts, more.selectedProperty());
        getChildren().addAll(more, facts);
    }

    private static void fact(FlowPane facts, String name, String value, String... styleClasses) {
        var text = Controls.label(value, "fact-value");
        text.getStyleClass().addAll(styleClasses);
        text.setMaxWidth(520);
        facts.getChildren().add(new VBox(Controls.line(name, "fact-name"), text));
    }
}
