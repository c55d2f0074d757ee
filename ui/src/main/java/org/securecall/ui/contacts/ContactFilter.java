// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** What the list is narrowed down to: a text, and a group where there are some. */
final class ContactFilter extends HBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("contacts");

    private final Attachments attachments = new Attachments();
    private final ContactsModel model;
    private final ComboBox<Optional<String>> group = new ComboBox<>();

    /** @param toList goes from the text to what was found */
    ContactFilter(ContactsModel model, Runnable toList) {
        this.model = model;
        getStyleClass().add("contact-filter");
        setAlignment(Pos.CENTER_LEFT);
        TextField text = new TextField();
        text.setId("contact-filter-text");
        text.setPromptText(TEXTS.get("filter"));
        text.setAccessibleText(TEXTS.get("filter"));
        text.textProperty().bindBidirectional(model.filter());
        text.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !text.getText().isEmpty()) {
                text.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                toList.run();
                event.consume();
            }
        });
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox box = new HBox(Icon.SEARCH.node("search-icon"), text);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("search-box");
        HBox.setHgrow(box, Priority.ALWAYS);
        group.setId("contact-group-filter");
        group.setAccessibleText(TEXTS.get("group"));
        group.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<String> shown) {
                return shown == null || shown.isEmpty() ? TEXTS.get("group.all") : shown.get();
            }

            @Override
            public Optional<String> fromString(String chosen) {
                throw new IllegalStateException("Groups are chosen, not typed");
            }
        });
        attachments.onAny(this::showGroups, model.groups());
        attachments.now(model.group(), group::setValue);
        group.setOnAction(event -> {
            if (group.getValue() != null) {
                model.group().set(group.getValue());
            }
        });
        getChildren().addAll(box, group);
    }

    private void showGroups() {
        List<Optional<String>> all = new ArrayList<>();
        all.add(Optional.empty());
        model.groups().forEach(name -> all.add(Optional.of(name)));
        Optional<String> chosen = model.group().get();
        group.getItems().setAll(all);
        group.setValue(all.contains(chosen) ? chosen : Optional.empty());
        Controls.show(group, all.size() > 1);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
