// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/** Asks before something is done, over the list; and says what came of it. */
final class HistoryQuestion extends VBox {

    private static final Texts TEXTS = Texts.of("history");

    private final Label text = Controls.label("");
    private final Button yes = Controls.button("", this::answerYes);
    private final Button no = Controls.button(TEXTS.get("question.no"), this::hide);
    private final FlowPane answers = new FlowPane(yes, no);
    private final Runnable hidden;
    private Runnable action = () -> {};

    /** @param hidden runs whenever nothing is asked any more */
    HistoryQuestion(Runnable hidden) {
        this.hidden = hidden;
        setId("history-question");
        getStyleClass().add("question-bar");
        text.setId("history-question-text");
        yes.setId("history-question-yes");
        no.setId("history-question-no");
        answers.setAlignment(Pos.CENTER_LEFT);
        answers.getStyleClass().add("action-row");
        getChildren().addAll(text, answers);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
        Controls.show(this, false);
    }

    void ask(String question, String answer, boolean danger, Runnable then) {
        text.setText(question);
        Controls.name(yes, answer);
        yes.getStyleClass().removeAll("danger", "accent");
        yes.getStyleClass().add(danger ? "danger" : "accent");
        action = then;
        Controls.show(answers, true);
        Controls.show(this, true);
        no.setAccessibleHelp(question);
        Controls.focus(no);
    }

    /** Says something that wants no answer. */
    void tell(String sentence) {
        text.setText(sentence);
        Controls.show(answers, false);
        Controls.show(this, true);
    }

    private void answerYes() {
        Controls.show(this, false);
        action.run();
        hidden.run();
    }

    private void hide() {
        Controls.show(this, false);
        hidden.run();
    }
}
