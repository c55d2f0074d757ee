// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.securecall.app.api.OwnCard;
import org.securecall.app.api.SafetyNumber;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** The own key in digits and as a code, and comparing keys with somebody who is here. */
final class ComparePane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("identity");

    private final Attachments attachments = new Attachments();
    private final CompareModel model;
    private final VBox own = new VBox();
    private final VBox numbers = new VBox();
    private final ComboBox<Optional<String>> person = new ComboBox<>();
    private final Button show = Controls.button(Icon.OPEN, "", this::toggle);
    private final TextField typed = new TextField();

    /** @param with whom keys are compared with; empty for whoever is chosen here */
    ComparePane(CompareModel model, Optional<String> with) {
        this.model = model;
        model.choose(with);
        getStyleClass().add("identity-pane");
        QrPane code = new QrPane("identity", model.code(), model::save);
        OutcomePane outcome = new OutcomePane("identity", model.outcome());
        attachments.add(code::close);
        attachments.add(outcome::close);
        show.setId("identity-show");
        Button scan = Controls.button(
                Icon.FILE, TEXTS.get("scan"), () -> Pictures.toRead(this).ifPresent(model::scan));
        scan.setId("identity-scan");
        Button check = Controls.button(Icon.COMPARE, TEXTS.get("check"), this::check);
        check.setId("identity-check");
        typed.setId("identity-typed");
        typed.setOnAction(event -> check());
        FlowPane buttons = new FlowPane(show, scan, check);
        buttons.getStyleClass().add("action-row");
        // A long name is cut short; it does not widen the page.
        buttons.setMinWidth(0);
        show.maxWidthProperty().bind(buttons.widthProperty());
        getChildren()
                .addAll(
                        Controls.label(TEXTS.get("about"), "muted"),
                        own,
                        with.isPresent() ? alone() : people(),
                        numbers,
                        new Field(TEXTS.get("typed"), typed, TEXTS.get("typed.hint")),
                        buttons,
                        outcome,
                        code);
        attachments.now(model.card(), card -> card.ifPresent(this::own));
        attachments.onAny(this::name, model.code());
        attachments.onAny(this::numbers, model.numbers());
    }

    private void own(OwnCard card) {
        own.getChildren().setAll(new Digits("identity-own", TEXTS.get("own"), card.groups()));
        card.linked()
                .ifPresent(linked ->
                        own.getChildren().add(Controls.label(TEXTS.get("linked.as", linked.name()), "muted")));
    }

    private Field people() {
        person.setId("identity-person");
        person.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<String> address) {
                return address == null ? "" : address.map(model::name).orElse(TEXTS.get("anybody"));
            }

            @Override
            public Optional<String> fromString(String text) {
                throw new UnsupportedOperationException("Somebody is chosen, never typed");
            }
        });
        attachments.onAny(this::fill, model.phone().contacts(), model.phone().identities());
        person.setOnAction(event -> {
            if (person.getValue() != null) {
                model.choose(person.getValue());
                name();
            }
        });
        return new Field(TEXTS.get("person"), person, TEXTS.get("person.hint"));
    }

    /** In place of the choice, where there is none. */
    private VBox alone() {
        attachments.onAny(model::update, model.phone().contacts(), model.phone().identities());
        VBox nothing = new VBox();
        Controls.show(nothing, false);
        return nothing;
    }

    private void fill() {
        List<Optional<String>> people = new ArrayList<>();
        people.add(Optional.empty());
        model.people().forEach(address -> people.add(Optional.of(address)));
        if (!people.equals(person.getItems())) {
            Optional<String> chosen = model.person();
            person.getItems().setAll(people);
            person.setValue(people.contains(chosen) ? chosen : Optional.empty());
        }
        model.update();
    }

    private void name() {
        boolean shown = model.code().get().isPresent();
        Controls.name(
                show,
                shown
                        ? TEXTS.get("hide")
                        : model.person()
                                .map(address -> TEXTS.get("show.to", model.name(address)))
                                .orElse(TEXTS.get("show")));
    }

    private void toggle() {
        if (model.code().get().isPresent()) {
            model.hide();
        } else {
            model.show();
        }
    }

    private void numbers() {
        numbers.getChildren().clear();
        int count = 0;
        for (SafetyNumber number : model.numbers()) {
            String name = number.of().confirmed() ? TEXTS.get("safety.confirmed") : TEXTS.get("safety");
            numbers.getChildren().add(new Digits("identity-safety-" + ++count, name, number.groups()));
        }
        Controls.show(numbers, count > 0);
    }

    private void check() {
        model.check(typed.getText());
    }

    @Override
    public void close() {
        attachments.close();
    }
}
