// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.ProbeStep;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.security.Tone;
import org.securecall.ui.text.Texts;

/** The steps of a try-out, each with how it went, why, and how to try it again. */
final class ProbeList extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("accounts");

    private final Attachments attachments = new Attachments();
    private final ProbeModel model;

    ProbeList(ProbeModel model) {
        this.model = model;
        getStyleClass().add("probe-list");
        setId("account-steps");
        attachments.onAny(this::update, model.steps(), model.running());
    }

    private void update() {
        getChildren().setAll(model.steps().stream().map(this::row).toList());
        Controls.show(this, !model.steps().isEmpty());
    }

    private HBox row(ProbeStep step) {
        Tone tone = tone(step.outcome());
        String name = name(step.kind());
        String time = step.outcome() == ProbeStep.Outcome.RUNNING
                ? TEXTS.get("step.running")
                : TEXTS.get("step.time", step.took().toMillis());
        Label reason = Controls.label(step.reason(), "fact-value");
        Controls.show(reason, !step.reason().isEmpty());
        HBox head = new HBox(Controls.line(name, "row-name"), Controls.line(time, "fact-name"));
        head.getStyleClass().add("trust-row");
        head.setAlignment(Pos.BASELINE_LEFT);
        VBox words = new VBox(head, reason);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(icon(step.outcome()).node("shield"), words);
        row.getStyleClass().addAll("trust-row", "probe-step", "tone-" + tone.style());
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setFocusTraversable(true);
        row.setAccessibleText(name + ": " + outcome(step.outcome()) + ". " + step.reason());
        if (step.outcome() == ProbeStep.Outcome.FAILED) {
            Button retry = Controls.button(TEXTS.get("step.retry"), () -> model.retry(step.kind()));
            retry.setId("step-retry");
            retry.setAccessibleText(TEXTS.get("step.retry.accessible", name));
            retry.disableProperty().bind(model.running());
            row.getChildren().add(retry);
        }
        return row;
    }

    private static String name(ProbeStep.Kind kind) {
        return switch (kind) {
            case NAPTR -> TEXTS.get("step.naptr");
            case SRV -> TEXTS.get("step.srv");
            case CONNECT -> TEXTS.get("step.connect");
            case CERTIFICATE -> TEXTS.get("step.certificate");
            case REGISTER -> TEXTS.get("step.register");
        };
    }

    private static String outcome(ProbeStep.Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> TEXTS.get("step.running");
            case OK -> TEXTS.get("step.ok");
            case SKIPPED -> TEXTS.get("step.skipped");
            case FAILED -> TEXTS.get("step.failed");
        };
    }

    private static Tone tone(ProbeStep.Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> Tone.BUSY;
            case OK -> Tone.GOOD;
            case SKIPPED -> Tone.NEUTRAL;
            case FAILED -> Tone.DANGER;
        };
    }

    private static Icon icon(ProbeStep.Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> Icon.SECURING;
            case OK -> Icon.CHECK;
            case SKIPPED -> Icon.ABOUT;
            case FAILED -> Icon.ERROR;
        };
    }

    @Override
    public void close() {
        attachments.close();
    }
}
