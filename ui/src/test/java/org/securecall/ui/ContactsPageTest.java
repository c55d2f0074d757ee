// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.ui.contacts.ContactRow;
import org.securecall.ui.control.FileChoice;
import org.testfx.util.WaitForAsyncUtils;

/** The contacts page in the real window: form, groups, selection, import and export. */
class ContactsPageTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final Chosen files = new Chosen();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @TempDir
    Path folder;

    /** A user who has chosen already. */
    private static final class Chosen implements FileChoice {

        private Optional<Path> next = Optional.empty();
        private String proposed = "";

        @Override
        public Optional<Path> open(Window over, String title, Kind... kinds) {
            return next;
        }

        @Override
        public Optional<Path> save(Window over, String title, String name, Kind... kinds) {
            proposed = name;
            return next;
        }
    }

    @Test
    void contactGetsAnotherAddressAGroupAndAPictureByKeyboard() throws Exception {
        People.fill(phone);
        files.next = Optional.of(Files.write(
                folder.resolve("photo.png"), ContactFilesOnDisk.file(ContactFilesOnDisk.image(300, 200), "png")));
        open();
        edit("Carol Christie");
        Showing.fire("#contact-picture");
        Showing.await(() -> Showing.has("#contact-picture-remove"));
        Showing.fire("#contact-address-add");
        Showing.await(() -> Showing.hasFocus("#contact-address-2"));
        Showing.write("carol@192.0.2.3");
        Showing.await(() -> Showing.text("#contact-address-2").equals("carol@192.0.2.3"));
        Showing.fire("#contact-address-up-2");
        assertThat(Showing.text("#contact-address")).isEqualTo("carol@192.0.2.3");
        focus("#contact-group");
        Showing.write("Neighbours");
        Showing.press(KeyCode.ENTER);
        Showing.await(() -> Showing.text("#contact-group").isEmpty());
        assertThat(carol().groups()).as("Enter in the group saved nothing yet").containsExactly("Choir");
        focus("#contact-name");
        Showing.press(KeyCode.ENTER);
        Showing.await(() -> carol().groups().contains("Neighbours"));
        assertThat(carol().uris()).containsExactly("sip:carol@192.0.2.3", "sip:carol@example.org");
        assertThat(carol().avatar()).isPresent();
        Showing.await(() -> !Showing.has("#contact-name"));
    }

    @Test
    void wrongAddressIsExplainedAtItsPlaceAndHasTheFocus() {
        People.fill(phone);
        open();
        edit("Carol Christie");
        Showing.fire("#contact-address-add");
        Showing.type("#contact-address-2", "no address");
        Showing.fire("#contact-save");
        Showing.await(() -> Showing.hasFocus("#contact-address-2"));
        assertThat(Showing.ask("#contact-address-2", Node::getAccessibleHelp)).startsWith("An address looks like");
        assertThat(Showing.text("#contact-address-2")).isEqualTo("no address");
        assertThat(carol().uris()).hasSize(1);
    }

    @Test
    void contactOfSeveralAddressesOffersWhichToCall() {
        People.fill(phone);
        open();
        select("Bob Builder");
        fireInRow("#contact-call");
        Showing.await(() -> menu().isPresent());
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("call"));
        pick("bob@192.0.2.9");
        Showing.await(() -> phone.commands().contains("call sip:bob@192.0.2.9"));
    }

    @Test
    void menuOfTheSelectedContactDoesEverythingByKeyboard() {
        People.fill(phone);
        open();
        select("Carol Christie");
        Showing.onFx(() -> {
            Node list = list();
            list.fireEvent(new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 10, 10, 10, 10, true, null));
            return true;
        });
        Showing.await(() -> menu().isPresent());
        pick("Make a favourite");
        Showing.await(() -> carol().favourite());
    }

    @Test
    void groupNarrowsTheListAndTheFilterFindsWithoutAccents() throws Exception {
        People.fill(phone);
        phone.store(List.of(new Contact(0, "Jürgen Groß", "sip:jg@example.org", false)));
        open();
        group("Choir");
        Showing.await(() -> names().equals(List.of("Bob Builder", "Carol Christie")));
        group("All groups");
        Showing.type("#contact-filter-text", "gross");
        Showing.await(() -> names().equals(List.of("Jürgen Groß")));
        focus("#contact-filter-text");
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> names().size() == 6);
    }

    @Test
    void selectionStaysWithItsContactsWhenOthersComeAndGo() throws Exception {
        People.fill(phone);
        open();
        select("Carol Christie");
        phone.store(List.of(new Contact(0, "Aaron", "sip:aaron@example.org", true)));
        Showing.await(() -> names().contains("Aaron"));
        assertThat(selected()).containsExactly("Carol Christie");
        phone.removeContact(bob().id());
        Showing.await(() -> !names().contains("Bob Builder"));
        assertThat(selected()).containsExactly("Carol Christie");
        phone.putContact(carol().withFavourite(true));
        Showing.await(() -> carol().favourite());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(selected()).containsExactly("Carol Christie");
    }

    @Test
    void fileIsLookedAtAndThenImported() {
        People.fill(phone);
        files.next = Optional.of(ContactFilesOnDisk.table());
        open();
        Showing.fire("#contact-import");
        Showing.await(() -> Showing.has("#import-take"));
        assertThat(counts())
                .containsExactly("3 new contacts", "1 merged with the contact that has its address", "1 left out");
        assertThat(phone.contacts()).hasSize(4);
        Showing.fire("#import-take");
        Showing.await(() -> phone.contacts().size() == 7);
        Showing.await(() -> !Showing.has("#import-take"));
        Showing.await(() -> names().contains("Émile Zola"));
        Showing.fire("#import-leave");
        Showing.await(() -> !Showing.has("#import-pane"));
    }

    @Test
    void unreadableFileIsExplainedAndEscapeClosesThePane() {
        People.fill(phone);
        files.next = Optional.of(folder.resolve("none.csv"));
        open();
        Showing.fire("#contact-import");
        Showing.await(() -> Showing.text("#import-problem").startsWith("There is no file"));
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> !Showing.has("#import-pane"));
    }

    @Test
    void selectionIsExportedAsTheKindOfFileThatWasChosen() {
        People.fill(phone);
        Path file = folder.resolve("some.csv");
        files.next = Optional.of(file);
        open();
        Showing.onFx(() -> {
            list().getSelectionModel().selectIndices(0, 2);
            return true;
        });
        Showing.fire("#contact-export");
        Showing.fire("#export-format-csv");
        Showing.fire("#export-write");
        Showing.await(() -> Showing.text("#export-result").equals("2 contacts are in some.csv now."));
        assertThat(files.proposed).isEqualTo("contacts.csv");
        assertThat(phone.commands()).contains("exportContacts some.csv CSV 2");
        assertThat(file).exists();
    }

    @Test
    void emptyPageOffersToImport() {
        files.next = Optional.of(ContactFilesOnDisk.table());
        open();
        Showing.fire("#empty-import");
        Showing.fire("#import-take");
        Showing.await(() -> Showing.has("#contact-list"));
        assertThat(phone.contacts()).hasSize(4);
    }

    @Test
    void hundredThousandContactsAreListedAndOneOfThemChanges() throws Exception {
        List<Contact> stored = phone.store(IntStream.range(0, 100_000)
                .mapToObj(i -> new Contact(0, "Number " + i, "sip:n" + i + "@example.org", i % 1000 == 0))
                .toList());
        open();
        Showing.await(() -> names().size() == 100_001);
        int cells = Showing.ask(
                "#contact-list", list -> list.lookupAll(".contact-cell").size());
        assertThat(cells).as("only what is seen has nodes").isLessThan(60);
        Showing.type("#contact-filter-text", "number 99999");
        Showing.await(() -> names().equals(List.of("Number 99999")));
        phone.putContact(stored.getLast().withFavourite(true));
        Showing.type("#contact-filter-text", "");
        Showing.await(() -> names().indexOf("Number 99999") == 100);
    }

    private void open() {
        window.open(made -> new SecureCallWindow(phone, made, files));
    }

    @SuppressWarnings("unchecked") // the page has one list
    private ListView<ContactRow> list() {
        return (ListView<ContactRow>) Showing.node("#contact-list");
    }

    private List<String> names() {
        ListView<ContactRow> list = list();
        return Showing.onFx(
                () -> list.getItems().stream().map(row -> row.contact().name()).toList());
    }

    private List<String> selected() {
        ListView<ContactRow> list = list();
        return Showing.onFx(() -> list.getSelectionModel().getSelectedItems().stream()
                .map(row -> row.contact().name())
                .toList());
    }

    private void select(String name) {
        ListView<ContactRow> list = list();
        int index = names().indexOf(name);
        Showing.onFx(() -> {
            list.getSelectionModel().clearAndSelect(index);
            list.requestFocus();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void edit(String name) {
        select(name);
        fireInRow("#contact-edit");
        Showing.await(() -> Showing.has("#contact-name"));
    }

    /** A button of the contact that is selected. */
    private void fireInRow(String selector) {
        Node list = list();
        Showing.onFx(() -> {
            list.lookupAll(".contact-cell").stream()
                    .filter(cell -> ((ListCell<?>) cell).isSelected())
                    .map(cell -> (ButtonBase) cell.lookup(selector))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
    }

    private void focus(String selector) {
        Node node = Showing.node(selector);
        Showing.onFx(() -> {
            node.requestFocus();
            return true;
        });
    }

    @SuppressWarnings("unchecked") // the choice of groups
    private void group(String name) {
        ComboBox<Optional<String>> groups = (ComboBox<Optional<String>>) Showing.node("#contact-group-filter");
        Showing.onFx(() -> {
            groups.getItems().stream()
                    .filter(group -> groups.getConverter().toString(group).equals(name))
                    .findFirst()
                    .ifPresent(groups::setValue);
            return true;
        });
    }

    private List<String> counts() {
        List<String> counts = new ArrayList<>();
        Node box = Showing.node("#import-counts");
        Showing.onFx(() -> ((VBox) box)
                .getChildren().stream()
                        .map(label -> counts.add(((Label) label).getText()))
                        .toList());
        return counts;
    }

    private static Optional<ContextMenu> menu() {
        return Showing.onFx(() -> Window.getWindows().stream()
                .filter(shown -> shown instanceof ContextMenu && shown.isShowing())
                .map(ContextMenu.class::cast)
                .findFirst());
    }

    private static void pick(String text) {
        ContextMenu shown = menu().orElseThrow();
        Showing.onFx(() -> {
            shown.getItems().stream()
                    .filter(item -> text.equals(item.getText()))
                    .findFirst()
                    .ifPresent(MenuItem::fire);
            shown.hide();
            return true;
        });
    }

    private Contact carol() {
        return named("Carol Christie");
    }

    private Contact bob() {
        return named("Bob Builder");
    }

    private Contact named(String name) {
        return phone.contacts().stream()
                .filter(contact -> contact.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
