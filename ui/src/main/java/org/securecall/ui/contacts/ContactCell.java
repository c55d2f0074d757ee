// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.app.api.Contact;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.picture.ContactPictures;
import org.securecall.ui.security.ExpectedSecurity;
import org.securecall.ui.text.Texts;

/** One contact: who, how well known, and what to do. Deleting is asked about in its own place. */
final class ContactCell extends ListCell<ContactRow> {

    private static final Texts TEXTS = Texts.of("contacts");
    /** Of the list: what is left out where there is less room. */
    private static final double ADDRESS_WIDTH = 520;

    private static final double GROUPS_WIDTH = 640;
    private static final double QUESTION_WIDTH = 480;

    private final ContactsModel model;
    private final ContactPictures pictures;
    private final Label section = Controls.line("", "section-name");
    private final Avatar avatar = new Avatar(40);
    private final Label name = Controls.line("", "row-name");
    private final Label address = Controls.line("", "muted", "row-address");
    private final Label groups = Controls.line("", "muted", "row-groups");
    private final FontIcon shield = Icon.SHIELD.node("shield");
    private final Label trust = Controls.line("", "row-trust");
    private final HBox trustRow = new HBox(shield, trust);
    private final Button keys;
    private final Button favourite;
    private final Button edit;
    private final Button delete;
    private final Button call;
    private final HBox actions;
    private final HBox question;
    private final Label asked = Controls.line("");
    private final HBox row;
    private final VBox whole;
    private final BooleanProperty asking = new SimpleBooleanProperty();

    ContactCell(ListView<ContactRow> list, ContactsModel model, ContactPictures pictures, Consumer<Contact> editor) {
        this.model = model;
        this.pictures = pictures;
        getStyleClass().add("contact-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        // As wide as the list and no wider: long names are cut, never scrolled to.
        setPrefWidth(0);
        favourite = Controls.iconButton(Icon.NOT_FAVOURITE, TEXTS.get("favour"), this::favour, "flat");
        keys = Controls.iconButton(
                Icon.KEY, TEXTS.get("keys"), () -> model.keys(getItem().contact()), "flat");
        keys.setId("contact-keys");
        edit = Controls.iconButton(
                Icon.EDIT, TEXTS.get("edit"), () -> editor.accept(getItem().contact()), "flat");
        delete = Controls.iconButton(Icon.DELETE, TEXTS.get("delete"), () -> asking.set(true), "flat");
        edit.setId("contact-edit");
        call = Controls.iconButton(Icon.CALL, TEXTS.get("call"), this::callOrOffer, "accent", "round", "small");
        call.setId("contact-call");
        actions = new HBox(keys, favourite, edit, delete, call);
        actions.setAlignment(Pos.CENTER_RIGHT);
        actions.getStyleClass().add("row-actions");
        trustRow.setAlignment(Pos.CENTER_LEFT);
        trustRow.getStyleClass().add("trust-row");
        HBox under = new HBox(address, trustRow, groups);
        under.setAlignment(Pos.CENTER_LEFT);
        under.getStyleClass().add("row-under");
        VBox words = new VBox(name, under);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        question = new HBox(
                asked,
                Controls.button(TEXTS.get("delete.yes"), this::remove, "danger"),
                Controls.button(TEXTS.get("delete.no"), () -> {
                    asking.set(false);
                    list.requestFocus();
                }));
        question.setAlignment(Pos.CENTER_RIGHT);
        question.getStyleClass().add("row-question");
        row = new HBox(avatar, words, actions, question);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("contact-row");
        row.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && getItem() != null) {
                model.call(getItem().contact());
            }
        });
        whole = new VBox(section, row);
        actions.visibleProperty()
                .bind(asking.not()
                        .and(row.hoverProperty().or(selectedProperty()).or(actionFocused())));
        // Where there is room, nothing moves when they appear.
        actions.managedProperty()
                .bind(asking.not()
                        .and(actions.visibleProperty().or(Bindings.greaterThan(list.widthProperty(), ADDRESS_WIDTH))));
        Controls.showWhen(question, asking);
        Controls.showWhen(words, asking.not().or(Bindings.greaterThan(list.widthProperty(), QUESTION_WIDTH)));
        // The menu has it too.
        Controls.showWhen(keys, Bindings.greaterThan(list.widthProperty(), ADDRESS_WIDTH));
        Controls.showWhen(address, Bindings.greaterThan(list.widthProperty(), ADDRESS_WIDTH));
        Controls.showWhen(
                groups,
                Bindings.greaterThan(list.widthProperty(), GROUPS_WIDTH)
                        .and(groups.textProperty().isNotEmpty()));
    }

    private BooleanBinding actionFocused() {
        return call.focusedProperty()
                .or(keys.focusedProperty())
                .or(edit.focusedProperty())
                .or(delete.focusedProperty())
                .or(favourite.focusedProperty());
    }

    @Override
    protected void updateItem(ContactRow item, boolean empty) {
        super.updateItem(item, empty);
        asking.set(false);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        Contact contact = item.contact();
        ExpectedSecurity expected = model.expected(contact);
        section.setText(item.section());
        Controls.show(section, !item.section().isEmpty());
        name.setText(contact.name());
        address.setText(item.practice() ? TEXTS.get("practice.about") : addresses(contact));
        groups.setText(String.join(", ", contact.groups()));
        showAvatar(item);
        avatar.trust(
                expected == ExpectedSecurity.FIRST ? "none" : expected.tone().style());
        expected.icon().show(shield);
        trust.setText(expected.shortly());
        Controls.styleFamily(trustRow, "tone-", expected.tone().style());
        Controls.show(trustRow, expected != ExpectedSecurity.FIRST);
        Controls.show(favourite, !item.practice());
        Controls.show(edit, !item.practice());
        Controls.show(delete, !item.practice());
        favourite.setGraphic((contact.favourite() ? Icon.FAVOURITE : Icon.NOT_FAVOURITE).node());
        Controls.name(favourite, contact.favourite() ? TEXTS.get("unfavour") : TEXTS.get("favour"));
        call.setAccessibleText(
                contact.uris().size() > 1
                        ? TEXTS.get("call.choose", contact.name())
                        : TEXTS.get("call.accessible", contact.name()));
        keys.setAccessibleText(TEXTS.get("keys.accessible", contact.name()));
        edit.setAccessibleText(TEXTS.get("edit.accessible", contact.name()));
        delete.setAccessibleText(TEXTS.get("delete.accessible", contact.name()));
        asked.setText(TEXTS.get("delete.question", contact.name()));
        setAccessibleText(contact.name() + ", " + address.getText() + ", " + expected.shortly());
        setGraphic(whole);
    }

    private void showAvatar(ContactRow item) {
        Contact contact = item.contact();
        if (item.practice()) {
            avatar.icon(Icon.PRACTICE);
            return;
        }
        avatar.person(contact.name());
        contact.avatar()
                .ifPresent(stored -> pictures.show(stored, picture -> {
                    ContactRow now = getItem();
                    if (now != null
                            && now.contact().avatar().filter(stored::equals).isPresent()) {
                        avatar.picture(picture);
                    }
                }));
    }

    private static String addresses(Contact contact) {
        String first = Addresses.shown(contact.uri());
        int more = contact.uris().size() - 1;
        return more > 0 ? TEXTS.get("addresses.more", first, more) : first;
    }

    private void callOrOffer() {
        Contact contact = getItem().contact();
        if (contact.uris().size() > 1) {
            ContactMenu.addresses(model, contact).show(call, Side.BOTTOM, 0, 0);
        } else {
            model.call(contact);
        }
    }

    private void favour() {
        Contact contact = getItem().contact();
        model.favour(contact, !contact.favourite());
    }

    private void remove() {
        asking.set(false);
        model.remove(getItem().contact());
    }

    /** Asks whether to delete, as the Delete key does. */
    void askToDelete() {
        if (getItem() != null && !getItem().practice()) {
            asking.set(true);
        }
    }
}
