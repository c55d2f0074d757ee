// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.securecall.app.api.Retention;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** How long past calls are kept, and the way to be rid of them at once. */
final class HistoryPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("settings");
    private static final List<Retention> CHOICES = List.of(
            Retention.FOREVER, Retention.ofDays(365), Retention.ofDays(90), Retention.ofDays(30), Retention.ofDays(7));

    private final Attachments attachments = new Attachments();
    private final PhoneModel phone;
    private final Button clear = Controls.button(TEXTS.get("history.clear"), this::ask);
    private final Button no = Controls.button(TEXTS.get("history.clear.no"), this::back);
    private final VBox question = new VBox();
    private final Label result = Controls.label("");

    HistoryPane(SettingsModel settings) {
        this.phone = settings.phone();
        getStyleClass().add("choices");
        clear.setId("history-clear");
        no.setId("history-clear-no");
        result.setId("history-result");
        Button yes = Controls.button(TEXTS.get("history.clear.yes"), this::clear, "danger");
        yes.setId("history-clear-yes");
        FlowPane answers = new FlowPane(yes, no);
        answers.getStyleClass().add("action-row");
        question.getStyleClass().add("choices");
        question.getChildren().addAll(Controls.label(TEXTS.get("history.clear.question")), answers);
        getChildren().addAll(keep(settings), result, clear, question);
        Controls.show(question, false);
        Controls.show(result, false);
    }

    private Field keep(SettingsModel settings) {
        ComboBox<Retention> keep = new ComboBox<>();
        keep.setId("history-keep");
        keep.getItems().setAll(CHOICES);
        keep.setConverter(new StringConverter<>() {
            @Override
            public String toString(Retention retention) {
                if (retention == null) {
                    return "";
                }
                OptionalInt days = retention.days();
                return days.isPresent() ? TEXTS.get("history.days", days.getAsInt()) : TEXTS.get("history.forever");
            }

            @Override
            public Retention fromString(String text) {
                throw new UnsupportedOperationException("It is chosen, never typed");
            }
        });
        attachments.now(settings.phone().settings(), now -> {
            if (!keep.getItems().contains(now.pastCalls())) {
                keep.getItems().add(now.pastCalls());
            }
            keep.setValue(now.pastCalls());
        });
        keep.setOnAction(event -> {
            if (keep.getValue() != null) {
                settings.pastCalls(keep.getValue());
            }
        });
        return new Field(TEXTS.get("history.keep"), keep, "");
    }

    private void ask() {
        Controls.show(result, false);
        Controls.show(clear, false);
        Controls.show(question, true);
        Controls.focus(no);
    }

    private void clear() {
        phone.ask(phone.phone().clearHistory(Optional.empty()), done -> tell(TEXTS.get("history.cleared")), this::tell);
    }

    private void tell(String text) {
        result.setText(text);
        back();
        Controls.show(result, true);
    }

    private void back() {
        Controls.show(question, false);
        Controls.show(clear, true);
        Controls.focus(clear);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
