// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/** A certificate fact by fact: names, issuer, dates, protocol and fingerprint. */
final class CertificateFacts extends FlowPane {

    private static final Texts TEXTS = Texts.of("accounts");
    private static final double WIDEST = 520;

    CertificateFacts(ServerCertificate certificate) {
        getStyleClass().addAll("key-facts", "certificate");
        setMinWidth(0);
        fact(TEXTS.get("certificate.names"), CertificateWords.names(certificate));
        fact(TEXTS.get("certificate.subject"), certificate.subject());
        fact(TEXTS.get("certificate.issuer"), certificate.issuer());
        fact(
                TEXTS.get("certificate.valid"),
                TEXTS.get(
                        "certificate.span",
                        CertificateWords.date(certificate.notBefore()),
                        CertificateWords.date(certificate.notAfter())));
        if (!certificate.protocol().isEmpty()) {
            fact(TEXTS.get("certificate.protocol"), certificate.protocol() + ", " + certificate.suite());
        }
        getChildren().add(fingerprint(TEXTS.get("certificate.sha256"), certificate.sha256()));
    }

    private void fact(String name, String value) {
        Label text = Controls.label(value, "fact-value");
        // A flow pane is by itself as wide as the widest of its children.
        text.maxWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> getWidth() > 0 ? Math.min(getWidth(), WIDEST) : WIDEST, widthProperty()));
        getChildren().add(new VBox(Controls.line(name, "fact-name"), text));
    }

    /** In groups, with its name above. */
    static VBox fingerprint(String name, String sha256) {
        Label digits = Controls.label(CertificateWords.groups(sha256), "fact-value", "mono", "fingerprint");
        digits.setAccessibleText(name + ": " + CertificateWords.spoken(sha256));
        digits.setFocusTraversable(true);
        return new VBox(Controls.line(name, "fact-name"), digits);
    }
}
