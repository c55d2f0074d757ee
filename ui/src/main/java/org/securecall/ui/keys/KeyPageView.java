// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerKey;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Card;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.identity.PersonIdentity;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.StandingWords;
import org.securecall.ui.text.Texts;

/** The keys of one person: each with what is known of it, what their calls insist on, comparing in person, and what happened. */
public final class KeyPageView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("keypage");

    private final Attachments attachments = new Attachments();
    private final KeyPageModel model;
    private final Label title = Controls.label("", "page-title");
    private final Label address = Controls.label("", "muted");
    private final Avatar avatar = new Avatar(40);
    private final VBox keys = new VBox();
    private final List<KeyCard> cards = new ArrayList<>();
    private final VBox timeline = new VBox();
    private final Label broken = Controls.label(TEXTS.get("timeline.broken"), "problem");
    private final ScrollPane scroll;
    private @Nullable TimelinePane events;

    /**
     * @param back leaves the page
     * @param add begins a contact of a name and an address
     */
    public KeyPageView(KeyPageModel model, Runnable back, BiConsumer<String, String> add) {
        this.model = model;
        attachments.add(model);
        Button leave = Controls.iconButton(Icon.BACK, TEXTS.get("back"), back, "flat");
        leave.setId("keys-back");
        VBox column = new VBox(keys);
        column.getStyleClass().add("settings-column");
        keys.getStyleClass().add("key-list");
        if (model.isPerson()) {
            PolicyPane policy = new PolicyPane(model, add);
            PersonIdentity identity = new PersonIdentity(model.phone(), model.addresses());
            attachments.add(policy::close);
            attachments.add(identity::close);
            column.getChildren().addAll(new Card(Icon.SHIELD, TEXTS.get("policy"), policy), identity);
        }
        column.getChildren().add(new Card(Icon.HISTORY, TEXTS.get("timeline"), broken, timeline));
        broken.setId("keys-broken");
        Controls.show(broken, false);
        VBox page = new VBox(heading(leave), told("keys-problem", model.problem(), true), column);
        page.getChildren().add(1, told("keys-outcome", model.outcome(), false));
        page.getStyleClass().add("page");
        scroll = Controls.scroll(page);
        setCenter(scroll);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                if (model.asked().get().isPresent()) {
                    model.keep();
                } else {
                    back.run();
                }
                event.consume();
            }
        });
        attachments.now(model.history(), read -> read.ifPresent(this::show));
        attachments.onAny(this::name, model.history(), model.phone().contacts());
        attachments.onAny(() -> cards.forEach(KeyCard::refresh), model.asked(), model.refusal(), model.forgetting());
        attachments.now(model.outcome(), told -> {
            if (!told.isEmpty()) {
                Controls.focus(leave);
            }
        });
        Controls.focus(leave);
    }

    private HBox heading(Button leave) {
        title.setId("keys-title");
        address.setId("keys-address");
        VBox words = new VBox(title, address);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox heading = new HBox(leave, avatar, words);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().addAll("page-heading", "key-head");
        return heading;
    }

    private Node told(String id, ObservableValue<String> text, boolean wrong) {
        Label label = Controls.label("", wrong ? "problem" : "muted");
        label.setId(id);
        if (!wrong) {
            label.setGraphic(Icon.CHECK.node());
        }
        attachments.now(text, now -> {
            label.setText(now);
            label.setAccessibleText(now);
            Controls.show(label, !now.isEmpty());
        });
        return label;
    }

    private void name() {
        String name = model.name();
        title.setText(name);
        address.setText(
                model.isPractice()
                        ? TEXTS.get("practice")
                        : model.addresses().stream().map(Addresses::shown).collect(Collectors.joining(", ")));
        if (model.isPractice()) {
            avatar.icon(Icon.PRACTICE);
        } else {
            avatar.person(name);
        }
    }

    private void show(PeerHistory history) {
        Optional<String> focused = focusedId();
        cards.clear();
        keys.getChildren().clear();
        TimelineWords words = new TimelineWords(history, ZoneId.systemDefault());
        if (history.keys().isEmpty()) {
            keys.getChildren()
                    .add(new EmptyState(Icon.KEY, TEXTS.get("none.title"), TEXTS.get("none.text", model.name())));
        }
        List<ContactTrust> met =
                history.keys().stream().flatMap(key -> key.met().stream()).toList();
        avatar.trust(
                met.isEmpty() ? "none" : StandingWords.tone(KeyStanding.of(met)).style());
        if (history.keys().size() > 1) {
            keys.getChildren()
                    .add(Controls.label(TEXTS.get("keys.several", history.keys().size()), "muted"));
        }
        for (PeerKey key : history.keys()) {
            KeyCard card = new KeyCard(model, key, words, cards.size() + 1);
            cards.add(card);
            keys.getChildren().add(card);
        }
        cards.forEach(KeyCard::refresh);
        if (events == null) {
            events = new TimelinePane(history, line -> Controls.keepInView(scroll, line));
            timeline.getChildren().setAll(events);
        } else {
            events.show(history);
        }
        Controls.show(broken, !history.whole());
        focused.map(id -> keys.lookup("#" + id)).ifPresent(Node::requestFocus);
    }

    /** What has the focus among the cards, which are made anew. */
    private Optional<String> focusedId() {
        return Optional.ofNullable(getScene())
                .map(scene -> scene.getFocusOwner())
                .filter(owner -> isWithin(owner, keys))
                .map(Node::getId);
    }

    private static boolean isWithin(Node node, Node pane) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(pane)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        attachments.close();
    }
}
