// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.incoming;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.CallSnapshot;
import org.securecall.ui.call.CallModel;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.ExpectedSecurity;
import org.securecall.ui.text.Texts;

/** Who is calling, what is known of their key, and the answers. */
final class IncomingCard extends VBox {

    private static final Texts TEXTS = Texts.of("incoming");

    IncomingCard(CallModel call, PhoneModel model, Runnable answer, Runnable silence) {
        getStyleClass().add("incoming");
        setId("incoming");
        CallSnapshot now = call.call().get();
        // A key's owner cannot be forged by the caller; the name that the caller gives can.
        String keyName = ExpectedSecurity.keyName(model, now.peer()).orElse("");
        String name = keyName.isEmpty() ? call.name() : keyName;
        ExpectedSecurity expected = ExpectedSecurity.of(model, now.peer());

        Avatar avatar = new Avatar(52);
        if (Addresses.isPractice(now.peer())) {
            avatar.icon(Icon.PRACTICE);
        } else {
            avatar.person(name);
        }
        avatar.trust(
                expected == ExpectedSecurity.FIRST ? "none" : expected.tone().style());
        VBox words = new VBox(
                Controls.line(TEXTS.get("title"), "incoming-title"),
                Controls.line(name, "incoming-name"),
                Controls.line(Addresses.shown(now.peer()), "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(avatar, words);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("incoming-head");

        Label about = Controls.label(expected.about(name));
        HBox trust = new HBox(expected.icon().node("shield"), about);
        trust.setAlignment(Pos.CENTER_LEFT);
        trust.getStyleClass()
                .addAll("trust-row", "incoming-trust", "tone-" + expected.tone().style());
        HBox.setHgrow(about, Priority.ALWAYS);

        Button answerButton = Controls.button(Icon.CALL, TEXTS.get("answer"), answer, "answer");
        answerButton.setId("incoming-answer");
        Button declineButton = Controls.button(Icon.HANG_UP, TEXTS.get("decline"), call::hangUp, "decline");
        declineButton.setId("incoming-decline");
        for (Button button : new Button[] {answerButton, declineButton}) {
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        Button silenceButton = Controls.iconButton(Icon.SILENCE, TEXTS.get("silence"), silence, "flat");
        silenceButton.setId("incoming-silence");
        // Keys that are typed into the window below come to a pop-up as well: whoever is writing must not answer by a
        // blank. What is done
        // here by mouse, F6 and Esc do by keyboard.
        for (Button button : new Button[] {answerButton, declineButton, silenceButton}) {
            button.setFocusTraversable(false);
        }
        HBox buttons = new HBox(answerButton, declineButton, silenceButton);
        buttons.setAlignment(Pos.CENTER);
        buttons.getStyleClass().add("action-row");

        getChildren().addAll(head, trust);
        now.account()
                .ifPresent(account -> getChildren()
                        .add(Controls.line(TEXTS.get("account", Addresses.shown(account)), "muted", "small-text")));
        getChildren().add(buttons);
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(TEXTS.get("accessible", name, Addresses.shown(now.peer()), expected.about(name)));
    }
}
