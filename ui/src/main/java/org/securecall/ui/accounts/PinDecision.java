// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/**
 * A certificate that was refused, and what the user can do: nothing, which is the default; name an authority; or pin it, once it is said
 * that it was compared. One with other faults than that nobody vouches for it can only be looked at.
 */
final class PinDecision extends VBox {

    private static final Texts TEXTS = Texts.of("accounts");

    private static final double WIDEST_SUBJECT = 220;

    /** What follows from the decision. */
    interface Outcome {

        void pin();

        void chooseAuthority();

        void cancel();
    }

    /** @param pinned the one that is pinned now */
    PinDecision(ServerCertificate shown, Optional<CertificatePin> pinned, Outcome outcome) {
        getStyleClass().add("pin-decision");
        setId("pin-decision");
        boolean changed = shown.verdict() == CertificateVerdict.PIN_CHANGED;
        String title = CertificateWords.verdict(shown.verdict());
        getChildren().addAll(Controls.label(title, "card-title", "problem"), Controls.label(about(shown), "muted"));
        if (changed && pinned.isPresent()) {
            FlowPane both =
                    new FlowPane(old(pinned.get()), CertificateFacts.fingerprint(TEXTS.get("pin.new"), shown.sha256()));
            both.getStyleClass().add("key-facts");
            both.setId("pin-both");
            getChildren().add(both);
        }
        getChildren().add(new CertificateFacts(shown));
        Button cancel = Controls.button(TEXTS.get("cancel"), outcome::cancel);
        cancel.setId("pin-cancel");
        cancel.setDefaultButton(true);
        cancel.setCancelButton(true);
        FlowPane buttons = new FlowPane(cancel);
        buttons.getStyleClass().add("pin-buttons");
        buttons.setAlignment(Pos.CENTER_LEFT);
        if (changed || shown.verdict().canBePinned()) {
            CheckBox compared = new CheckBox(TEXTS.get("pin.compared"));
            compared.setId("pin-compared");
            compared.setWrapText(true);
            compared.setAccessibleText(TEXTS.get("pin.compared"));
            Button pin = Controls.button(Icon.KEY, pinText(changed), outcome::pin);
            pin.setId("pin-accept");
            pin.disableProperty().bind(compared.selectedProperty().not());
            getChildren().add(compared);
            buttons.getChildren().add(pin);
        }
        if (shown.verdict().canBePinned()) {
            Button authority = Controls.button(Icon.FILE, TEXTS.get("pin.authority"), outcome::chooseAuthority);
            authority.setId("pin-authority");
            buttons.getChildren().add(authority);
        }
        // In a narrow window a long text goes on in a second line.
        buttons.setMinWidth(0);
        for (Node node : buttons.getChildren()) {
            Button button = (Button) node;
            button.setWrapText(true);
            button.maxWidthProperty().bind(buttons.widthProperty());
        }
        getChildren().add(buttons);
        Controls.focus(cancel);
        Controls.reveal(this);
    }

    private static String pinText(boolean changed) {
        return changed ? TEXTS.get("pin.replace") : TEXTS.get("pin.accept");
    }

    private static String about(ServerCertificate shown) {
        if (shown.verdict() == CertificateVerdict.PIN_CHANGED) {
            return TEXTS.get("pin.about.changed");
        }
        return shown.verdict().canBePinned() ? TEXTS.get("pin.about") : TEXTS.get("pin.about.never");
    }

    private static VBox old(CertificatePin pin) {
        VBox box = CertificateFacts.fingerprint(TEXTS.get("pin.old", CertificateWords.date(pin.since())), pin.sha256());
        if (!pin.subject().isEmpty()) {
            Label subject = Controls.label(pin.subject(), "fact-value");
            subject.setMaxWidth(WIDEST_SUBJECT);
            box.getChildren().add(subject);
        }
        return box;
    }
}
