// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.securecall.app.api.Contact;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.ExpectedSecurity;
import org.securecall.ui.text.Texts;

/** What can be done with one contact, as a menu. */
final class ContactMenu {

    private static final Texts TEXTS = Texts.of("contacts");

    private ContactMenu() {}

    /** The contact's addresses, to be called. */
    static ContextMenu addresses(ContactsModel model, Contact contact) {
        ContextMenu menu = new ContextMenu();
        for (String uri : contact.uris()) {
            ExpectedSecurity expected = model.expected(uri);
            String words =
                    Addresses.shown(uri) + (expected == ExpectedSecurity.FIRST ? "" : "  ·  " + expected.shortly());
            menu.getItems().add(item(Icon.CALL, words, () -> model.call(uri)));
        }
        return menu;
    }

    /**
     * Everything.
     *
     * @param delete asks whether to delete it
     */
    static ContextMenu all(ContactsModel model, Contact contact, Consumer<Contact> edit, Runnable delete) {
        ContextMenu menu = new ContextMenu();
        for (String uri : contact.uris()) {
            menu.getItems()
                    .add(item(Icon.CALL, TEXTS.get("call.accessible", Addresses.shown(uri)), () -> model.call(uri)));
        }
        menu.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        item(Icon.KEY, TEXTS.get("keys"), () -> model.keys(contact)),
                        item(Icon.EDIT, TEXTS.get("edit"), () -> edit.accept(contact)),
                        item(
                                contact.favourite() ? Icon.NOT_FAVOURITE : Icon.FAVOURITE,
                                contact.favourite() ? TEXTS.get("unfavour") : TEXTS.get("favour"),
                                () -> model.favour(contact, !contact.favourite())),
                        item(Icon.DELETE, TEXTS.get("delete"), delete));
        return menu;
    }

    private static MenuItem item(Icon icon, String text, Runnable action) {
        MenuItem item = new MenuItem(text, icon.node());
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
