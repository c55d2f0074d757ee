// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.PeerIdentity;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.text.Texts;

/** The keys that were confirmed, each with the way to take that back. */
final class ConfirmedPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("identity");

    private final Attachments attachments = new Attachments();
    private final CompareModel model;
    private final Set<String> of;
    private final DateTimeFormatter dates = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.getDefault(Locale.Category.FORMAT))
            .withZone(ZoneId.systemDefault());

    /** @param of only those of these addresses; none for all */
    ConfirmedPane(CompareModel model, List<String> of) {
        this.model = model;
        this.of = Set.copyOf(of.stream().map(Addresses::key).toList());
        setId("identity-confirmed");
        getStyleClass().add("choices");
        attachments.onAny(
                this::update, model.phone().identities(), model.phone().contacts());
    }

    private void update() {
        List<PeerIdentity> confirmed = model.phone().identities().stream()
                .filter(PeerIdentity::confirmed)
                .filter(identity -> of.isEmpty() || of.contains(Addresses.key(identity.address())))
                .toList();
        getChildren().clear();
        if (confirmed.isEmpty()) {
            getChildren().add(Controls.label(TEXTS.get("confirmed.none"), "muted"));
        }
        int count = 0;
        for (PeerIdentity identity : confirmed) {
            getChildren().add(row(identity, ++count));
        }
    }

    private Node row(PeerIdentity identity, int number) {
        String name = model.name(identity.address());
        String digits = identity.fingerprint().substring(0, 16);
        VBox words = new VBox(
                Controls.line(name, "row-name"),
                Controls.line(how(identity), "muted"),
                Controls.line(digits.replaceAll("(.{4})(?!$)", "$1 ") + " …", "mono"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button revoke = Controls.button(Icon.DELETE, TEXTS.get("revoke"), () -> model.revoke(identity));
        revoke.setAccessibleText(TEXTS.get("revoke.of", name));
        revoke.setId("identity-revoke-" + number);
        HBox row = new HBox(words, revoke);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("key-head");
        return row;
    }

    private String how(PeerIdentity identity) {
        String date = dates.format(identity.since());
        return switch (identity.how()) {
            case TYPED -> TEXTS.get("how.typed", date);
            case SCANNED -> TEXTS.get("how.scanned", date);
            case COMPARED -> TEXTS.get("how.compared", date);
            case MET, REVOKED -> "";
        };
    }

    @Override
    public void close() {
        attachments.close();
    }
}
