// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.time.format.DateTimeFormatter;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.text.Texts;

/** Somebody whose keys were met, as a button that opens the page of these keys. */
final class PersonRow extends Button {

    private static final Texts TEXTS = Texts.of("security");

    private static final double ROOM_BESIDE = 420;

    private final String address;

    PersonRow(KnownPerson person, DateTimeFormatter dates, Runnable open) {
        this.address = person.address();
        String standing = StandingWords.words(person.standing());
        String shown = person.isPractice() ? TEXTS.get("keys.practice.about") : Addresses.shown(person.address());
        String telephones = person.telephones() == 1
                ? TEXTS.get("keys.telephone")
                : TEXTS.get("keys.telephones", person.telephones());
        String last = TEXTS.get("keys.met", dates.format(person.lastSeen()));
        Avatar avatar = new Avatar(40);
        if (person.isPractice()) {
            avatar.icon(Icon.PRACTICE);
        } else {
            avatar.person(person.name());
        }
        avatar.trust(StandingWords.tone(person.standing()).style());
        VBox words = new VBox(
                Controls.line(person.name(), "row-name"),
                Controls.line(shown, "muted"),
                Controls.line(telephones + " · " + last, "muted", "row-address"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Node badge = StandingWords.badge(person.standing());
        HBox head = new HBox(avatar, words, badge);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinWidth(0);
        head.setMaxWidth(USE_PREF_SIZE);
        head.getStyleClass().add("key-head");
        // As wide as the button and no wider: long names are cut.
        head.prefWidthProperty()
                .bind(widthProperty()
                        .map(width -> Math.max(
                                0,
                                width.doubleValue()
                                        - getInsets().getLeft()
                                        - getInsets().getRight())));
        widthProperty().addListener(width -> place(badge, head, words));
        setGraphic(head);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        setPrefWidth(0);
        setMaxWidth(Double.MAX_VALUE);
        getStyleClass().addAll("card", "key-card", "person-row");
        setOnAction(event -> open.run());
        setAccessibleText(person.name() + ", " + shown + ", " + standing + ". " + telephones + ". " + last);
        setAccessibleHelp(TEXTS.get("keys.open"));
    }

    /** Beside the words where there is room, else below them. */
    private void place(Node badge, HBox head, VBox words) {
        boolean below = getWidth() < ROOM_BESIDE;
        if (below != words.getChildren().contains(badge)) {
            // No node may be in two places, not even for a moment.
            (below ? head : words).getChildren().remove(badge);
            (below ? words : head).getChildren().add(badge);
        }
    }

    String address() {
        return address;
    }
}
