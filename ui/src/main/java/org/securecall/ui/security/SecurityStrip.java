// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.security.SecurityWords.Offer;
import org.securecall.ui.text.Texts;

/** The full-width strip across a call: icon, words, colour, and what can be done. */
public final class SecurityStrip extends HBox {

    private static final Texts TEXTS = Texts.of("security");
    private static final double NARROW = 560;

    private final FontIcon icon = Icon.SHIELD.node("strip-icon");
    private final ProgressIndicator busy = new ProgressIndicator();
    private final Label title = Controls.label("", "strip-title");
    private final Label explanation = Controls.label("", "strip-explanation");
    private final FlowPane offers = new FlowPane();
    private final VBox words = new VBox(title, explanation);
    private final StackPane sign = new StackPane(icon, busy);
    private final Consumer<Offer> chosen;
    private boolean compact;

    public SecurityStrip(Consumer<Offer> chosen) {
        this.chosen = chosen;
        getStyleClass().add("security-strip");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        // Focusable, so that a screen reader can go to it and keyboard users can have it read again.
        setFocusTraversable(true);
        busy.getStyleClass().add("strip-busy");
        busy.setFocusTraversable(false);
        offers.getStyleClass().add("strip-offers");
        offers.setAlignment(Pos.CENTER_RIGHT);
        offers.setPrefWrapLength(0);
        words.getStyleClass().add("strip-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(sign, words, offers);
        widthProperty().addListener((observable, before, width) -> fit(width.doubleValue()));
    }

    public void show(SecurityWords state) {
        Controls.styleFamily(this, "tone-", state.tone().style());
        state.icon().show(icon);
        Controls.show(busy, state.tone() == Tone.BUSY);
        Controls.show(icon, state.tone() != Tone.BUSY);
        title.setText(state.title());
        explanation.setText(state.explanation());
        setAccessibleText(state.explanation().isEmpty() ? state.title() : state.title() + ". " + state.explanation());
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        offers.getChildren().clear();
        for (Offer offer : state.offers()) {
            offers.getChildren().add(button(offer, offer.equals(state.offers().getFirst())));
        }
        trim();
        fit(getWidth());
    }

    /** @param compact leaves the title alone: what could be done is being done */
    public void compact(boolean compact) {
        this.compact = compact;
        trim();
    }

    private void trim() {
        Controls.show(explanation, !compact && !explanation.getText().isEmpty());
        Controls.show(offers, !compact && !offers.getChildren().isEmpty());
    }

    private Button button(Offer offer, boolean first) {
        Button button = switch (offer) {
            case COMPARE ->
                Controls.button(Icon.COMPARE, TEXTS.get("offer.compare"), () -> chosen.accept(Offer.COMPARE));
            case TALK_ANYWAY -> Controls.button(TEXTS.get("offer.talk"), () -> chosen.accept(Offer.TALK_ANYWAY));
            case HANG_UP ->
                Controls.button(Icon.HANG_UP, TEXTS.get("offer.hangup"), () -> chosen.accept(Offer.HANG_UP));
        };
        button.getStyleClass().add(first ? "strip-first" : "strip-other");
        button.setDefaultButton(offer == Offer.HANG_UP);
        button.setId("offer-" + offer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return button;
    }

    /** In a narrow window the offers go below the words. */
    private void fit(double width) {
        boolean below = width > 0 && width < NARROW;
        if (below && !words.getChildren().contains(offers)) {
            getChildren().remove(offers);
            words.getChildren().add(offers);
            offers.setAlignment(Pos.CENTER_LEFT);
            offers.setPrefWrapLength(260);
        } else if (!below && !getChildren().contains(offers)) {
            words.getChildren().remove(offers);
            getChildren().add(offers);
            offers.setAlignment(Pos.CENTER_RIGHT);
        }
        if (!below) {
            // All in one row as long as there is room for it.
            offers.setPrefWrapLength(offers.getChildren().size() * 190.0);
            offers.setMinWidth(USE_PREF_SIZE);
        } else {
            offers.setMinWidth(0);
        }
    }
}
