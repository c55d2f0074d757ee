// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.util.Comparator;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** At the top of the window: which account, whether it is registered, over what, and why not. */
public final class AccountChip extends Button implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("accounts");

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;
    private final HBox sign = new HBox();
    private final Label name = Controls.line("", "chip-name");
    private final Label state = Controls.line("", "chip-state");
    private final VBox words = new VBox(name, state);

    /** @param open shows the accounts */
    public AccountChip(PhoneModel model, Runnable open) {
        this.model = model;
        getStyleClass().add("account-chip");
        setId("account-chip");
        HBox content = new HBox(sign, words);
        content.getStyleClass().add("chip-content");
        content.setAlignment(Pos.CENTER_LEFT);
        sign.setAlignment(Pos.CENTER);
        setGraphic(content);
        setTooltip(new Tooltip());
        setOnAction(event -> open.run());
        attachments.onAny(this::update, model.accounts());
    }

    /** @param narrow shows the icon alone */
    public void narrow(boolean narrow) {
        Controls.show(words, !narrow);
        pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), narrow);
    }

    private void update() {
        // One that failed comes first: that is what the user must not miss.
        Optional<AccountSnapshot> shown = model.accounts().stream()
                .max(Comparator.comparing(account -> account.registration() == AccountSnapshot.Registration.FAILED));
        if (shown.isEmpty()) {
            show("neutral", Icon.ACCOUNT, TEXTS.get("chip.none"), TEXTS.get("chip.none.state"), "");
            return;
        }
        AccountWords account = AccountWords.of(shown.get());
        show(
                account.tone().style(),
                account.icon(),
                Addresses.shown(shown.get().spec().address()),
                account.state(),
                account.reason());
    }

    private void show(String tone, Icon icon, String title, String text, String reason) {
        Controls.styleFamily(this, "tone-", tone);
        sign.getChildren().setAll(icon.node("chip-icon"));
        name.setText(title);
        // Why it is down matters more than that it is; what has no room is in the tooltip.
        state.setText(reason.isEmpty() ? text : reason);
        String all = title + ": " + text + (reason.isEmpty() ? "" : ". " + reason);
        getTooltip().setText(all);
        setAccessibleText(all);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
