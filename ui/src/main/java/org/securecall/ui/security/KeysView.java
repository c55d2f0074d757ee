// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.identity.IdentityCards;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Everybody whose keys were met: who they are, and what their keys are to the user; and the own key. */
public final class KeysView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("security");
    /** More are shown when they are asked for: the own key stands below. */
    private static final int AT_ONCE = 8;

    private static final int MORE = 100;

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;
    private final Consumer<String> open;
    private final VBox list = new VBox();
    private final VBox page;
    private final DateTimeFormatter dates = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.getDefault(Locale.Category.FORMAT))
            .withZone(ZoneId.systemDefault());
    private List<KnownPerson> people = List.of();
    private int shown = AT_ONCE;

    /**
     * @param ciphers opens the page of algorithms
     * @param open shows the keys of the person with an address
     */
    public KeysView(PhoneModel model, Runnable ciphers, Consumer<String> open) {
        this.model = model;
        this.open = open;
        Button toCiphers = Controls.button(Icon.KEY, TEXTS.get("keys.ciphers"), ciphers);
        toCiphers.setId("keys-ciphers");
        HBox heading = new HBox(Controls.line(TEXTS.get("keys.title"), "page-title"), Controls.space(), toCiphers);
        heading.getStyleClass().add("page-heading");
        list.setId("keys-people");
        list.getStyleClass().add("key-list");
        IdentityCards identity = new IdentityCards(model);
        attachments.add(identity::close);
        page = new VBox(heading, Controls.label(TEXTS.get("keys.about"), "muted", "page-about"), list, identity);
        page.getStyleClass().add("page");
        setCenter(Controls.scroll(page));
        attachments.onAny(this::update, model.trust(), model.contacts());
    }

    /** @param open shows what can be practised */
    public void offerPractice(Runnable open) {
        Button practise = Controls.button(Icon.PRACTICE, TEXTS.get("keys.practise"), open);
        practise.setId("keys-practise");
        page.getChildren().add(practise);
    }

    /** Gives the focus to the person with this address, who was looked at. */
    public void focus(String address) {
        Optional<KnownPerson> meant = people.stream()
                .filter(person -> person.keys().stream()
                        .anyMatch(key -> Addresses.key(key.uri()).equals(Addresses.key(address))))
                .findFirst();
        if (meant.isPresent() && people.indexOf(meant.get()) >= shown) {
            shown = people.indexOf(meant.get()) + 1;
            fill();
        }
        meant.flatMap(person -> row(person.address())).ifPresent(row -> {
            Controls.reveal(row);
            Controls.focus(row);
        });
    }

    private void update() {
        List<KnownPerson> now = KnownPerson.of(model);
        if (now.equals(people) && !list.getChildren().isEmpty()) {
            return;
        }
        people = now;
        fill();
    }

    private void fill() {
        Optional<String> focused = list.getChildren().stream()
                .filter(Node::isFocused)
                .filter(PersonRow.class::isInstance)
                .map(row -> ((PersonRow) row).address())
                .findFirst();
        list.getChildren().clear();
        if (people.isEmpty()) {
            list.getChildren()
                    .add(new EmptyState(Icon.SHIELD, TEXTS.get("keys.empty.title"), TEXTS.get("keys.empty.text")));
        }
        people.stream()
                .limit(shown)
                .map(person -> new PersonRow(person, dates, () -> open.accept(person.address())))
                .forEach(list.getChildren()::add);
        if (people.size() > shown) {
            Button more = Controls.button(TEXTS.get("keys.more", people.size() - shown), this::more);
            more.setId("keys-more");
            list.getChildren().add(more);
        }
        focused.flatMap(this::row).ifPresent(Node::requestFocus);
    }

    private void more() {
        int next = shown;
        shown += MORE;
        fill();
        list.getChildren().get(next).requestFocus();
    }

    private Optional<Node> row(String address) {
        return list.getChildren().stream()
                .filter(node -> node instanceof PersonRow row && row.address().equals(address))
                .findFirst();
    }

    @Override
    public void close() {
        attachments.close();
    }
}
