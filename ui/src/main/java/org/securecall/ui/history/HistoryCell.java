// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.app.api.PastCall;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.SecurityWords;
import org.securecall.ui.text.Texts;

/** One past call: with whom, how it came out, how safe it was and how it was heard. */
final class HistoryCell extends ListCell<HistoryRow> {

    private static final Texts TEXTS = Texts.of("history");
    private static final double ROOM_FOR_ALL = 620;
    private static final double ROOM_FOR_WORDS = 460;

    private final HistoryModel model;
    private final Label section = Controls.line("", "section-name");
    private final Avatar avatar = new Avatar(40);
    private final Label name = Controls.line("", "row-name");
    private final Label account = Controls.line("", "muted", "small-text");
    private final FontIcon way = Icon.CALL_IN.node("way-icon");
    private final Label outcome = Controls.line("", "row-outcome");
    private final Badge shield = new Badge();
    private final Badge weakest = new Badge();
    /** The same below, where there is no room beside. */
    private final Badge shieldBelow = new Badge();

    private final Badge weakestBelow = new Badge();
    private final Label heard = Controls.line("", "muted", "row-trust");
    private final Label time = Controls.line("", "row-time");
    private final Label length = Controls.line("", "muted", "small-text");
    private final Button call;
    private final Button details;
    private final Button remove;
    private final HBox row;
    private final VBox whole;

    /** An icon and words in the colour of a state. */
    private static final class Badge extends HBox {

        private final FontIcon icon = Icon.SHIELD.node("shield");
        private final Label words = Controls.line("", "row-trust");

        Badge() {
            super();
            getChildren().addAll(icon, words);
            setAlignment(Pos.CENTER_LEFT);
            setMinWidth(0);
            getStyleClass().add("trust-row");
        }

        void show(Optional<SecurityWords> state, String text) {
            state.ifPresent(known -> {
                known.icon().show(icon);
                Controls.styleFamily(this, "tone-", known.tone().style());
            });
            words.setText(text);
            Controls.show(this, state.isPresent());
        }
    }

    HistoryCell(ListView<HistoryRow> list, HistoryModel model, Consumer<PastCall> open) {
        this.model = model;
        getStyleClass().add("history-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        // As wide as the list and no wider: long names are cut, never scrolled to.
        setPrefWidth(0);
        remove = Controls.iconButton(
                Icon.DELETE, TEXTS.get("remove"), () -> model.remove(getItem().call()), "flat");
        details = Controls.iconButton(
                Icon.ABOUT, TEXTS.get("details"), () -> open.accept(getItem().call()), "flat");
        call = Controls.iconButton(
                Icon.CALL, TEXTS.get("call"), () -> model.call(getItem().call()), "accent", "round", "small");
        HBox actions = new HBox(remove, details, call);
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.getStyleClass().add("row-actions");
        HBox head = new HBox(name, account);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("row-under");
        HBox how = new HBox(way, outcome);
        how.setAlignment(Pos.CENTER_LEFT);
        how.setMinWidth(Region.USE_PREF_SIZE);
        how.getStyleClass().add("trust-row");
        HBox beside = new HBox(shield, weakest, heard);
        HBox below = new HBox(shieldBelow, weakestBelow);
        HBox under = new HBox(how, beside);
        under.setAlignment(Pos.CENTER_LEFT);
        under.getStyleClass().add("row-under");
        for (HBox line : new HBox[] {beside, below}) {
            line.setAlignment(Pos.CENTER_LEFT);
            line.setMinWidth(0);
            line.getStyleClass().add("row-under");
        }
        VBox words = new VBox(head, under, below);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        VBox when = new VBox(time, length);
        when.setAlignment(Pos.CENTER_RIGHT);
        when.setMinWidth(Region.USE_PREF_SIZE);
        row = new HBox(avatar, words, actions, when);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("contact-row");
        row.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && getItem() != null) {
                model.call(getItem().call());
            }
        });
        whole = new VBox(section, row);
        actions.visibleProperty()
                .bind(row.hoverProperty().or(selectedProperty()).or(actionFocused()));
        // Where there is room, nothing moves when they appear.
        actions.managedProperty()
                .bind(actions.visibleProperty().or(Bindings.greaterThan(list.widthProperty(), ROOM_FOR_ALL)));
        showWhere(list, ROOM_FOR_ALL, account, heard);
        Controls.showWhen(beside, Bindings.greaterThan(list.widthProperty(), ROOM_FOR_WORDS));
        Controls.showWhen(
                below,
                Bindings.lessThanOrEqual(list.widthProperty(), ROOM_FOR_WORDS).and(shieldBelow.visibleProperty()));
    }

    private static void showWhere(ListView<HistoryRow> list, double wide, Label... labels) {
        for (Label label : labels) {
            label.visibleProperty()
                    .bind(Bindings.greaterThan(list.widthProperty(), wide)
                            .and(label.textProperty().isNotEmpty()));
            label.managedProperty().bind(label.visibleProperty());
        }
    }

    private BooleanBinding actionFocused() {
        return call.focusedProperty().or(details.focusedProperty()).or(remove.focusedProperty());
    }

    @Override
    protected void updateItem(HistoryRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        if (getIndex() + HistoryModel.PAGE / 4 > model.rows().size()) {
            // Not now: the list is being laid out.
            model.phone().later(model::more);
        }
        show(item);
        setGraphic(whole);
    }

    private void show(HistoryRow item) {
        PastCall past = item.call();
        PastCallWords words = model.words();
        String called = words.name(past);
        section.setText(item.first() ? words.day(item.day()) : "");
        Controls.show(section, item.first());
        name.setText(called);
        account.setText(words.account(past));
        if (Addresses.isPractice(past.peer())) {
            avatar.icon(Icon.PRACTICE);
        } else {
            avatar.person(called);
        }
        PastCallWords.icon(past).show(way);
        outcome.setText(PastCallWords.outcome(past));
        Controls.styleFamily(row, "call-", PastCallWords.isMissed(past) ? "missed" : "other");
        Optional<SecurityWords> last = PastCallWords.shield(past);
        Optional<SecurityWords> weaker = PastCallWords.weakest(past);
        String lastly = last.map(SecurityWords::title).orElse("");
        String meanwhile = weaker.isPresent() ? TEXTS.get("weaker") : "";
        shield.show(last, lastly);
        shieldBelow.show(last, lastly);
        weakest.show(weaker, meanwhile);
        weakestBelow.show(weaker, meanwhile);
        avatar.trust(last.map(state -> state.tone().style()).orElse("none"));
        heard.setText(PastCallWords.heard(past).map(HeardWords::words).orElse(""));
        time.setText(words.time(past));
        length.setText(PastCallWords.length(past));
        Controls.show(length, !length.getText().isEmpty());
        call.setAccessibleText(TEXTS.get("call.accessible", called));
        details.setAccessibleText(TEXTS.get("details.accessible", called));
        remove.setAccessibleText(TEXTS.get("remove.accessible", called));
        setAccessibleText(Stream.of(
                        called,
                        outcome.getText(),
                        words.day(item.day()) + " " + time.getText(),
                        length.getText(),
                        account.getText(),
                        last.map(SecurityWords::title).orElse(""),
                        weaker.map(state -> TEXTS.get("weaker.accessible", state.title()))
                                .orElse(""),
                        heard.getText())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ")));
    }
}
