// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/** Says what follows when a key is forgotten, and wants to hear it once more. Whoever presses Enter or Esc keeps the key. */
final class ForgetQuestion extends VBox {

    private static final Texts TEXTS = Texts.of("keypage");

    private final KeyPageModel model;
    private final VBox text = new VBox();
    private final Label refusal = Controls.label("", "problem");
    private final Button keep;
    private final Button forget;

    /** @param number of the key on the page */
    ForgetQuestion(KeyPageModel model, int number) {
        this.model = model;
        getStyleClass().add("question-bar");
        keep = Controls.button(TEXTS.get("forget.no"), model::keep);
        keep.setId("keys-keep-" + number);
        forget = Controls.button(TEXTS.get("forget.yes"), model::forget, "danger");
        forget.setId("keys-forget-yes-" + number);
        refusal.setId("keys-refusal-" + number);
        text.getStyleClass().add("question-text");
        text.setId("keys-question-" + number);
        text.setFocusTraversable(true);
        text.setAccessibleRole(AccessibleRole.TEXT);
        FlowPane answers = new FlowPane(keep, forget);
        answers.setAlignment(Pos.CENTER_LEFT);
        answers.getStyleClass().add("action-row");
        getChildren().addAll(text, refusal, answers);
        Controls.show(this, false);
    }

    void show(boolean asked) {
        boolean opens = asked && !isVisible();
        Controls.show(this, asked);
        keep.setDefaultButton(asked);
        if (!asked) {
            return;
        }
        forget.setDisable(model.forgetting().get());
        String reason = model.refusal().get();
        refusal.setText(reason);
        Controls.show(refusal, !reason.isEmpty());
        if (opens) {
            say(sentences(model));
            Controls.focus(keep);
        }
    }

    private void say(List<String> sentences) {
        text.getChildren().setAll(sentences.stream().map(Controls::label).toList());
        String all = String.join(" ", sentences);
        text.setAccessibleText(all);
        keep.setAccessibleHelp(all);
    }

    private static List<String> sentences(KeyPageModel model) {
        List<String> sentences = new ArrayList<>();
        String name = model.name();
        if (model.isPractice()) {
            sentences.add(TEXTS.get("forget.practice"));
        } else {
            sentences.add(TEXTS.get("forget.next", name));
            sentences.add(TEXTS.get("forget.attacker"));
            sentences.add(TEXTS.get("forget.other", name));
            if (model.hasConfirmedSigner()) {
                sentences.add(TEXTS.get("forget.signer", name));
            }
        }
        sentences.add(TEXTS.get("forget.history"));
        return sentences;
    }
}
