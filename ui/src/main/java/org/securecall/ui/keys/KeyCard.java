// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.PeerKey;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.security.StandingWords;
import org.securecall.ui.text.Texts;

/** One key of the person: what is known of it, and the way to forget it, which asks once more. */
final class KeyCard extends VBox {

    private static final Texts TEXTS = Texts.of("keypage");

    private final KeyPageModel model;
    private final PeerKey key;
    private final Button forget;
    private final ForgetQuestion question;

    /** @param number of the key on the page, from 1 on */
    KeyCard(KeyPageModel model, PeerKey key, TimelineWords words, int number) {
        this.model = model;
        this.key = key;
        setId("keys-key-" + number);
        getStyleClass().addAll("card", "key-card");
        String name = key.name().isEmpty() ? TEXTS.get("key.unnamed") : TEXTS.get("key.of", key.name());
        Label title = Controls.label(name, "card-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox heading = new HBox(Icon.KEY.node("card-icon"), title, StandingWords.badge(key.standing()));
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("card-heading");
        forget = Controls.button(Icon.DELETE, TEXTS.get("forget"), () -> model.askToForget(key));
        forget.setId("keys-forget-" + number);
        forget.setAccessibleText(TEXTS.get("forget.accessible", name));
        FlowPane actions = new FlowPane(forget);
        actions.getStyleClass().add("action-row");
        question = new ForgetQuestion(model, number);
        FactGrid facts =
                new FactGrid(KeyFacts.of(key, words, model.phone()), name + ", " + StandingWords.words(key.standing()));
        facts.setId("keys-facts-" + number);
        getChildren().addAll(heading, facts, actions, question);
        asked(false);
    }

    /** Whether this is the key that is asked about. */
    void asked(boolean ask) {
        Controls.show(forget, !ask);
        question.show(ask);
    }

    boolean isOf(Optional<PeerKey> asked) {
        return asked.filter(other -> other.zid().equals(key.zid())).isPresent();
    }

    void focusForget() {
        Controls.focus(forget);
    }

    void refresh() {
        boolean ask = isOf(model.asked().get());
        boolean was = question.isVisible();
        asked(ask);
        if (was && !ask) {
            focusForget();
        }
    }
}
