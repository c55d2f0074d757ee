// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.practice;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.collections.SetChangeListener;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.PracticeScenario;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Dialler;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** What can be practised: what happens, what will be seen, what to do, and a call that begins it. */
public final class PracticeView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("practice");

    private final PhoneModel model;
    private final Dialler dialler;
    private final Practised practised;
    private final Map<PracticeScenario, Node> ticks = new EnumMap<>(PracticeScenario.class);
    private final Map<PracticeScenario, Button> starts = new EnumMap<>(PracticeScenario.class);
    private final SetChangeListener<PracticeScenario> follow = change -> tick();

    /** @param back leaves the page */
    public PracticeView(PhoneModel model, Dialler dialler, Practised practised, Runnable back) {
        this.model = model;
        this.dialler = dialler;
        this.practised = practised;
        Button leave = Controls.iconButton(Icon.BACK, TEXTS.get("back"), back, "flat");
        leave.setId("practice-back");
        HBox heading = new HBox(leave, Controls.line(TEXTS.get("title"), "page-title"));
        heading.getStyleClass().add("page-heading");
        VBox column = new VBox();
        column.getStyleClass().add("settings-column");
        for (PracticeScenario scenario : PracticeScenario.values()) {
            column.getChildren().add(card(scenario));
        }
        VBox page = new VBox(heading, Controls.label(TEXTS.get("about"), "muted", "page-about"), column);
        page.getStyleClass().add("page");
        setCenter(Controls.scroll(page));
        practised.done().addListener(follow);
        tick();
        // Whoever comes back from a call goes on where it was begun.
        practised.last().map(starts::get).ifPresent(start -> goOn(page, start));
    }

    /** The page has its height only after several layouts; and once the user does something, it stays where it is. */
    private void goOn(VBox page, Button start) {
        Controls.focus(start);
        ChangeListener<Number> grown = (height, before, now) -> Controls.reveal(start.getParent());
        page.heightProperty().addListener(grown);
        EventHandler<InputEvent> touched = event -> page.heightProperty().removeListener(grown);
        addEventFilter(ScrollEvent.SCROLL, touched);
        addEventFilter(MouseEvent.MOUSE_PRESSED, touched);
        addEventFilter(KeyEvent.KEY_PRESSED, touched);
    }

    private Node card(PracticeScenario scenario) {
        PracticeWords words = PracticeWords.of(scenario);
        HBox tick = new HBox(Icon.CHECK.node("shield"), Controls.line(TEXTS.get("done"), "row-trust"));
        tick.setAlignment(Pos.CENTER_LEFT);
        tick.setMinWidth(USE_PREF_SIZE);
        tick.setMaxHeight(USE_PREF_SIZE);
        tick.getStyleClass().addAll("trust-row", "badge", "tone-good");
        ticks.put(scenario, tick);
        HBox heading = new HBox(
                words.icon().node("card-icon"), Controls.line(words.title(), "card-title"), Controls.space(), tick);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("card-heading");
        Button start = Controls.button(Icon.CALL, TEXTS.get("start"), () -> start(scenario), "accent");
        start.setId("practise-" + scenario.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        starts.put(scenario, start);
        VBox card = new VBox(
                heading,
                Controls.label(words.what()),
                said(TEXTS.get("see"), words.see()),
                said(TEXTS.get("act"), words.act()),
                start);
        card.getStyleClass().addAll("card", "practice-card");
        return card;
    }

    private static Node said(String name, String text) {
        VBox box = new VBox(Controls.line(name, "fact-name"), Controls.label(text));
        box.getStyleClass().add("practice-said");
        return box;
    }

    private void start(PracticeScenario scenario) {
        practised.begun(scenario);
        dialler.call(scenario.target(), Optional.empty(), model::notice);
    }

    private void tick() {
        ticks.forEach((scenario, tick) -> Controls.show(tick, practised.done().contains(scenario)));
        // The button is what a screen reader comes to: it says what it begins, and whether that was done.
        starts.forEach((scenario, start) -> {
            PracticeWords words = PracticeWords.of(scenario);
            String done = practised.done().contains(scenario) ? TEXTS.get("done") + ". " : "";
            start.setAccessibleText(
                    TEXTS.get("start.accessible", words.title()) + ". " + done + words.what() + " " + words.see());
        });
    }

    @Override
    public void close() {
        practised.done().removeListener(follow);
    }
}
