// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.picture.ContactPictures;
import org.securecall.ui.text.Texts;

/** The contact list, and at its side, while one is open, the form, or what brings contacts from and to files. */
public final class ContactsView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("contacts");
    private static final double WIDE = 640;
    private static final double ROOM_FOR_WORDS = 460;

    private final Attachments attachments = new Attachments();
    /** What belongs to the pane at the side. */
    private final Attachments ofSide = new Attachments();

    private final ContactPictures pictures = new ContactPictures();
    private final Executor reading =
            task -> Thread.ofVirtual().name("picture-file").start(task);
    private final ContactsModel model;
    private final FileChoice files;
    private final ListView<ContactRow> list = new ListView<>();
    private final ContactFilter filter;
    private final EmptyState empty;
    private final VBox page = new VBox();
    private final StackPane side = new StackPane();

    public ContactsView(ContactsModel model, FileChoice files) {
        this.model = model;
        this.files = files;
        getStyleClass().add("contacts-view");
        filter = new ContactFilter(model, list::requestFocus);
        empty = empty();
        fillList();
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(empty, Priority.ALWAYS);
        HBox heading = heading();
        page.getChildren().addAll(heading, filter, empty, list);
        page.getStyleClass().add("page");
        side.getStyleClass().add("side-pane");
        setCenter(page);
        attachments.onAny(() -> showEmpty(heading), model.rows(), model.phone().contacts());
        attachments.onAny(list::refresh, model.phone().trust(), model.phone().settings());
        attachments.onAny(this::placeSide, widthProperty());
        attachments.add(pictures);
        setOnDragOver(this::dragged);
        setOnDragDropped(this::dropped);
    }

    private HBox heading() {
        Button take = Controls.iconButton(Icon.IMPORT, TEXTS.get("import"), this::chooseImport, "flat");
        take.setId("contact-import");
        Button give = Controls.iconButton(Icon.EXPORT, TEXTS.get("export"), this::export, "flat");
        give.setId("contact-export");
        Button add = Controls.button(Icon.ADD_PERSON, TEXTS.get("add"), this::add, "accent");
        add.setId("contact-add");
        add.contentDisplayProperty()
                .bind(Bindings.when(page.widthProperty().lessThan(ROOM_FOR_WORDS))
                        .then(ContentDisplay.GRAPHIC_ONLY)
                        .otherwise(ContentDisplay.LEFT));
        HBox heading = new HBox(Controls.line(TEXTS.get("title"), "page-title"), Controls.space(), take, give, add);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().addAll("page-heading", "action-row");
        return heading;
    }

    private EmptyState empty() {
        Button take = Controls.button(Icon.IMPORT, TEXTS.get("import.choose"), this::chooseImport);
        take.setId("empty-import");
        Button practice = Controls.button(Icon.PRACTICE, TEXTS.get("practice.call"), model::practice);
        practice.setId("empty-practice");
        Button exercises = Controls.button(Icon.PRACTICE, TEXTS.get("practice.exercises"), model::exercises);
        exercises.setId("empty-exercises");
        return new EmptyState(
                Icon.CONTACTS,
                TEXTS.get("empty.title"),
                TEXTS.get("empty.text"),
                Controls.button(Icon.ADD_PERSON, TEXTS.get("add"), this::add, "accent"),
                take,
                practice,
                exercises);
    }

    private void showEmpty(Node heading) {
        boolean none = model.isEmpty();
        Controls.show(empty, none);
        Controls.show(list, !none);
        Controls.show(filter, !none);
        heading.lookupAll(".button").forEach(button -> Controls.show(button, !none));
    }

    private void fillList() {
        list.setId("contact-list");
        list.setItems(model.rows());
        list.setAccessibleText(TEXTS.get("title"));
        list.getStyleClass().add("contact-list");
        list.setCellFactory(view -> new ContactCell(view, model, pictures, this::edit));
        list.setPlaceholder(Controls.label(TEXTS.get("none.found"), "muted"));
        list.setOnKeyPressed(this::pressed);
        list.setOnContextMenuRequested(this::showMenu);
        MultipleSelectionModel<ContactRow> selection = list.getSelectionModel();
        selection.setSelectionMode(SelectionMode.MULTIPLE);
        attachments.onAny(
                () -> {
                    if (!model.isChanging()) {
                        model.chosen().set(selectedContacts());
                    }
                },
                selection.getSelectedIndices());
        // After the list, which does not know that a contact stays the same when its line moves.
        ListChangeListener<ContactRow> restore = change -> restoreSelection();
        model.rows().addListener(restore);
        Attachment detach = () -> model.rows().removeListener(restore);
        attachments.add(detach);
    }

    private List<Contact> selectedContacts() {
        return list.getSelectionModel().getSelectedItems().stream()
                .filter(row -> row != null && !row.practice())
                .map(ContactRow::contact)
                .toList();
    }

    private void restoreSelection() {
        List<Integer> rows = model.chosenRows();
        MultipleSelectionModel<ContactRow> selection = list.getSelectionModel();
        if (!rows.equals(selection.getSelectedIndices())) {
            selection.clearSelection();
            if (!rows.isEmpty()) {
                selection.selectIndices(
                        rows.getFirst(),
                        rows.stream().skip(1).mapToInt(Integer::intValue).toArray());
            }
        }
        model.chosen().set(selectedContacts());
    }

    private void pressed(KeyEvent event) {
        ContactRow row = list.getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER) {
            model.call(row.contact());
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE) {
            askToDelete(row);
            event.consume();
        }
    }

    private void askToDelete(ContactRow row) {
        list.lookupAll(".contact-cell").stream()
                .map(ContactCell.class::cast)
                .filter(cell -> row.equals(cell.getItem()))
                .forEach(ContactCell::askToDelete);
    }

    private void showMenu(ContextMenuEvent event) {
        ContactRow row = list.getSelectionModel().getSelectedItem();
        if (row != null && !row.practice()) {
            ContactMenu.all(model, row.contact(), this::edit, () -> askToDelete(row))
                    .show(list, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    /** Opens the form for a new contact. */
    public void add() {
        openForm(model.add(reading));
    }

    /** Likewise, with what is known of it already. */
    public void add(String name, String address) {
        openForm(model.add(name, address, reading));
    }

    /** Selects the contact with this address, who was looked at elsewhere. */
    public void focus(String address) {
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).contact().uris().contains(address)) {
                list.getSelectionModel().clearAndSelect(i);
                list.getFocusModel().focus(i);
                list.scrollTo(i);
                break;
            }
        }
        Controls.focus(list);
    }

    private void edit(Contact contact) {
        openForm(model.edit(contact, reading));
    }

    private void openForm(ContactFormModel form) {
        ContactForm pane = new ContactForm(form, pictures, files, this::closeSide);
        open(pane, pane::close);
    }

    private void chooseImport() {
        files.open(
                        getScene().getWindow(),
                        TEXTS.get("import.heading"),
                        FileChoice.Kind.of(TEXTS.get("file.both"), "*.vcf", "*.vcard", "*.csv"))
                .ifPresent(this::importFile);
    }

    /** Shows what would come of a file of contacts, to be taken in then. */
    public void importFile(Path file) {
        ImportPane pane = new ImportPane(new ImportModel(model.phone(), file), this::closeSide);
        open(pane, pane::close);
    }

    private void export() {
        ExportPane pane = new ExportPane(new ExportModel(model), files, this::closeSide);
        open(Controls.scroll(pane), pane::close);
    }

    /** The contact that is selected, or null. */
    public @Nullable Contact selected() {
        ContactRow row = list.getSelectionModel().getSelectedItem();
        return row == null ? null : row.contact();
    }

    private void open(Node pane, Attachment close) {
        ofSide.close();
        ofSide.add(close);
        side.getChildren().setAll(pane);
        placeSide();
    }

    private void closeSide() {
        ofSide.close();
        side.getChildren().clear();
        placeSide();
        list.requestFocus();
    }

    private void placeSide() {
        boolean open = !side.getChildren().isEmpty();
        boolean wide = getWidth() >= WIDE;
        // No node may be in two places, not even for a moment.
        setRight(null);
        setCenter(open && !wide ? side : page);
        setRight(open && wide ? side : null);
    }

    private void dragged(DragEvent event) {
        if (file(event).isPresent()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        Optional<Path> file = file(event);
        file.ifPresent(this::importFile);
        event.setDropCompleted(file.isPresent());
        event.consume();
    }

    /** The one file of contacts that is dragged here. */
    private static Optional<Path> file(DragEvent event) {
        List<File> dragged =
                event.getDragboard().hasFiles() ? event.getDragboard().getFiles() : List.of();
        return Stream.of(dragged)
                .filter(files -> files.size() == 1)
                .map(files -> files.getFirst().toPath())
                .filter(path -> ContactFormat.of(path).isPresent())
                .findFirst();
    }

    @Override
    public void close() {
        ofSide.close();
        attachments.close();
        filter.close();
        model.close();
    }
}
