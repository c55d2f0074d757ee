// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.dial.DialModel;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.text.Texts;

/** Finds a contact or takes an address; Enter calls. What fits is listed below while one types. */
final class SearchBox extends HBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("shell");

    private final Attachments attachments = new Attachments();
    private final DialModel model;
    private final TextField field = new TextField();
    private final VBox found = new VBox();
    private final Label problem = Controls.label("", "problem");

    SearchBox(DialModel model) {
        this.model = model;
        getStyleClass().add("search-box");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("search");
        field.setPromptText(TEXTS.get("search.prompt"));
        field.setAccessibleText(TEXTS.get("search"));
        field.textProperty().bindBidirectional(model.typed());
        HBox.setHgrow(field, Priority.ALWAYS);
        getChildren().addAll(Icon.SEARCH.node("search-icon"), field);
        field.setOnAction(event -> callTyped());
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN && found.isVisible()) {
                found.getChildren().stream()
                        .filter(Node::isFocusTraversable)
                        .findFirst()
                        .ifPresent(Node::requestFocus);
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                event.consume();
            }
        });
        found.getStyleClass().add("search-found");
        found.setId("search-found");
        found.setMaxHeight(Region.USE_PREF_SIZE);
        attachments.onAny(
                this::update, model.typed(), model.problem(), model.phone().contacts());
    }

    /** The list of what fits, to be laid over the page. */
    Region found() {
        return found;
    }

    void focus() {
        field.requestFocus();
        field.selectAll();
    }

    /** Calls what is typed, or the contact that fits it best. */
    boolean callTyped() {
        if (field.getText().isBlank()) {
            return false;
        }
        List<DialModel.Match> fits = model.matches();
        if (!model.callable() && !fits.isEmpty()) {
            model.typed().set(Addresses.shown(fits.getFirst().uri()));
        }
        model.call(Optional.empty());
        return true;
    }

    /** Empties the box, as after a call was begun. */
    void clear() {
        field.clear();
    }

    private void update() {
        found.getChildren().clear();
        if (!model.problem().get().isEmpty()) {
            problem.setText(model.problem().get());
            found.getChildren().add(problem);
        }
        model.matches()
                .forEach(match -> found.getChildren()
                        .add(row(
                                Addresses.isPractice(match.uri())
                                        ? Optional.empty()
                                        : Optional.of(match.contact().name()),
                                match.contact().name(),
                                Addresses.shown(match.uri()))));
        if (model.callable() && model.phone().contactOf(model.target()).isEmpty()) {
            found.getChildren().add(row(Optional.empty(), TEXTS.get("search.call", model.target()), model.target()));
        }
        found.setVisible(!found.getChildren().isEmpty());
    }

    private Button row(Optional<String> person, String title, String target) {
        HBox content = new HBox();
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("match-row");
        Avatar avatar = new Avatar(28);
        person.ifPresentOrElse(avatar::person, () -> avatar.icon(Icon.CALL));
        content.getChildren().addAll(avatar, Controls.line(title, "row-name"));
        if (!title.contains(target)) {
            content.getChildren().add(Controls.line(target, "muted"));
        }
        Button button = new Button();
        button.setGraphic(content);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "match");
        button.setAccessibleText(TEXTS.get("search.call", title));
        button.setOnAction(event -> {
            model.typed().set(target);
            model.call(Optional.empty());
        });
        button.setOnKeyPressed(event -> {
            int at = found.getChildren().indexOf(button);
            if (event.getCode() == KeyCode.UP) {
                (at == 0 ? field : found.getChildren().get(at - 1)).requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN
                    && at + 1 < found.getChildren().size()) {
                found.getChildren().get(at + 1).requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                field.clear();
                field.requestFocus();
                event.consume();
            }
        });
        return button;
    }

    @Override
    public void close() {
        attachments.close();
    }
}
