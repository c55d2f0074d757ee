// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** One address in the form, with what is wrong with it below. */
final class AddressLine extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("contacts");

    private final Attachments attachments = new Attachments();
    private final ContactFormModel.Address address;
    private final TextField typed = new TextField();
    private final Button up;
    private final Button remove;

    AddressLine(ContactFormModel model, ContactFormModel.Address address) {
        this.address = address;
        setUserData(address);
        typed.setPromptText("alice@example.org");
        typed.textProperty().bindBidirectional(address.typed());
        HBox.setHgrow(typed, Priority.ALWAYS);
        up = Controls.iconButton(Icon.UP, TEXTS.get("form.address.up"), () -> moveUp(model), "flat");
        remove = Controls.iconButton(Icon.CLOSE, TEXTS.get("form.address.remove"), () -> model.remove(address), "flat");
        HBox line = new HBox(typed, up, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        Label problem = Controls.label("", "field-hint", "problem");
        attachments.now(address.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
            typed.setAccessibleHelp(text.isEmpty() ? TEXTS.get("form.address.hint") : text);
        });
        getChildren().addAll(line, problem);
        getStyleClass().add("address-line");
    }

    private void moveUp(ContactFormModel model) {
        model.up(address);
        // The button goes along with its line; where it is the first, there is none any more.
        (up.isVisible() ? up : typed).requestFocus();
    }

    /** @param index of this line among {@code count} */
    void place(int index, int count) {
        String number = index == 0 ? "" : "-" + (index + 1);
        typed.setId("contact-address" + number);
        up.setId("contact-address-up" + number);
        remove.setId("contact-address-remove" + number);
        String which = index == 0 ? TEXTS.get("form.address.first") : TEXTS.get("form.address.other", index + 1);
        typed.setAccessibleText(which);
        up.setAccessibleText(TEXTS.get("form.address.up") + ": " + which);
        remove.setAccessibleText(TEXTS.get("form.address.remove") + ": " + which);
        Controls.show(up, index > 0);
        Controls.show(remove, count > 1);
    }

    boolean isWrong() {
        return !address.problem().get().isEmpty();
    }

    void focus() {
        typed.requestFocus();
    }

    @Override
    public void close() {
        attachments.close();
    }
}
