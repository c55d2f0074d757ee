// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.Contact;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** The contact list, with its form at the side while one is open. */
public final class ContactsView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("contacts");
    private static final double WIDE = 640;
    private static final Contact NEW = new Contact(0, "", "", false);

    private final Attachments attachments = new Attachments();
    private final ContactsModel model;
    private final ListView<ContactRow> list = new ListView<>();
    private final EmptyState empty;
    private final VBox page = new VBox();
    private final StackPane side = new StackPane();

    public ContactsView(ContactsModel model) {
        this.model = model;
        getStyleClass().add("contacts-view");
        Button add = Controls.button(Icon.ADD_PERSON, TEXTS.get("add"), this::add, "accent");
        add.setId("contact-add");
        HBox heading = new HBox(Controls.line(TEXTS.get("title"), "page-title"), Controls.space(), add);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("page-heading");
        Button addFirst = Controls.button(Icon.ADD_PERSON, TEXTS.get("add"), this::add, "accent");
        Button practice = Controls.button(Icon.PRACTICE, TEXTS.get("practice.call"), model::practice);
        practice.setId("empty-practice");
        empty = new EmptyState(Icon.CONTACTS, TEXTS.get("empty.title"), TEXTS.get("empty.text"), addFirst, practice);
        list.setId("contact-list");
        list.setItems(model.rows());
        list.setAccessibleText(TEXTS.get("title"));
        list.getStyleClass().add("contact-list");
        list.setCellFactory(view -> new ContactCell(view, model, this::edit));
        list.setPlaceholder(Controls.label(TEXTS.get("none.found"), "muted"));
        list.setOnKeyPressed(event -> {
            ContactRow row = list.getSelectionModel().getSelectedItem();
            if (row == null) {
                return;
            }
            if (event.getCode() == KeyCode.ENTER) {
                model.call(row.contact());
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE) {
                list.lookupAll(".contact-cell").stream()
                        .map(ContactCell.class::cast)
                        .filter(cell -> row.equals(cell.getItem()))
                        .forEach(ContactCell::askToDelete);
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(empty, Priority.ALWAYS);
        page.getChildren().addAll(heading, empty, list);
        page.getStyleClass().add("page");
        side.getStyleClass().add("side-pane");
        setCenter(page);
        attachments.onAny(
                () -> {
                    boolean none = model.isEmpty() && model.filter().get().isBlank();
                    Controls.show(empty, none);
                    Controls.show(list, !none);
                    Controls.show(add, !none);
                },
                model.rows(),
                model.phone().contacts());
        attachments.onAny(this::placeSide, widthProperty());
    }

    /** Opens the form for a new contact. */
    public void add() {
        open(NEW);
    }

    /** The contact that is selected, or null. */
    public @Nullable Contact selected() {
        ContactRow row = list.getSelectionModel().getSelectedItem();
        return row == null ? null : row.contact();
    }

    private void edit(Contact contact) {
        open(contact);
    }

    private void open(Contact contact) {
        side.getChildren().setAll(new ContactForm(model, contact, this::closeForm));
        placeSide();
    }

    private void closeForm() {
        side.getChildren().clear();
        placeSide();
        list.requestFocus();
    }

    private void placeSide() {
        boolean open = !side.getChildren().isEmpty();
        boolean wide = getWidth() >= WIDE;
        setRight(open && wide ? side : null);
        setCenter(open && !wide ? side : page);
    }

    @Override
    public void close() {
        attachments.close();
        model.close();
    }
}
