// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of past calls in the window, on a telephone that the test plays. */
class HistoryPageTest {

    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @BeforeEach
    void open() {
        People.fill(phone);
        Past.fill(phone);
        window.open();
    }

    private ListView<?> list() {
        return (ListView<?>) Showing.node("#history-list");
    }

    private int rows() {
        return Showing.onFx(() ->
                list(Showing.stage("#history-list").orElseThrow()).getItems().size());
    }

    private static ListView<?> list(Stage stage) {
        return (ListView<?>) stage.getScene().getRoot().lookup("#history-list");
    }

    private void press(KeyCode code) {
        ListView<?> list = list();
        Showing.onFx(() -> {
            list.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            return true;
        });
    }

    private void select(int row) {
        ListView<?> list = list();
        Showing.onFx(() -> {
            list.getSelectionModel().clearAndSelect(row);
            list.requestFocus();
            return true;
        });
    }

    @Test
    void missedCallsAreMarkedAtTheRailUntilTheHistoryIsSeen() {
        Showing.await(() -> Showing.has(".rail-badge"));
        assertThat(Showing.ask("#rail-history", Node::getAccessibleText)).isEqualTo("History, missed calls: 2");
        Showing.fire("#rail-history");
        Showing.await(() -> !Showing.has(".rail-badge"));
        assertThat(Showing.ask("#rail-history", Node::getAccessibleText)).isEqualTo("History");
        phone.past(Past.missed("sip:bob@example.net", "Bob Builder", Instant.now()));
        Showing.await(() -> rows() == 9);
        assertThat(Showing.has(".rail-badge")).isFalse();
    }

    /** What a screen reader says of the rows, once they are laid out. */
    private List<String> spoken() {
        return Showing.onFx(() -> list(Showing.stage("#history-list").orElseThrow()).lookupAll(".history-cell").stream()
                .map(Node::getAccessibleText)
                .filter(Objects::nonNull)
                .toList());
    }

    @Test
    void rowTellsAScreenReaderEverything() {
        Showing.fire("#rail-history");
        Showing.await(() -> rows() == 8);
        Showing.await(() -> spoken().stream().anyMatch(text -> text.startsWith("Bob Builder, Missed")));
        assertThat(spoken())
                .anySatisfy(text -> assertThat(text)
                        .startsWith("Alice Adler, Incoming, Today ")
                        .contains(
                                "1:06:52",
                                "via me@example.org",
                                "Verified · Alice Adler",
                                "was weaker meanwhile: Encryption lost",
                                "Good sound"))
                .anySatisfy(text -> assertThat(text).startsWith("Bob Builder, Missed, Today "));
    }

    @Test
    void enterCallsBackAndDeleteRemoves() {
        Showing.fire("#rail-history");
        Showing.await(() -> rows() == 8);
        select(0);
        press(KeyCode.DELETE);
        Showing.await(() -> phone.commands().contains("removePastCall 8"));
        Showing.await(() -> rows() == 7);
        select(0);
        press(KeyCode.ENTER);
        Showing.await(() -> phone.commands().contains("call sip:alice@example.org from sip:me@example.org"));
    }

    @Test
    void textAndMissedOnlyNarrowTheList() {
        Showing.fire("#rail-history");
        Showing.await(() -> rows() == 8);
        Showing.type("#history-filter", "bob");
        Showing.await(() -> rows() == 3);
        ToggleButton missed = (ToggleButton) Showing.node("#history-missed");
        Showing.onFx(() -> {
            missed.setSelected(true);
            return true;
        });
        Showing.await(() -> rows() == 1);
    }

    @Test
    void detailsOpenAtTheSideAndCloseWithTheCall() {
        Showing.fire("#rail-history");
        Showing.await(() -> rows() == 8);
        select(1);
        press(KeyCode.SPACE);
        assertThat(Showing.ask("#past-call-facts", Node::getAccessibleText))
                .contains("Round trip: 31.2 ms", "Algorithms: X25519 (X255)");
        Showing.fire("#past-call-remove");
        Showing.await(() -> !Showing.has("#past-call"));
        assertThat(rows()).isEqualTo(7);
    }

    @Test
    void callsWithOnePersonAreClearedAfterAQuestion() {
        Showing.fire("#rail-history");
        Showing.await(() -> rows() == 8);
        select(0);
        press(KeyCode.SPACE);
        Showing.fire("#past-call-clear");
        assertThat(Showing.text("#history-question-text")).contains("Bob Builder", "bob@example.net");
        Showing.fire("#history-question-no");
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("clearHistory"));
        select(0);
        press(KeyCode.SPACE);
        Showing.fire("#past-call-clear");
        Showing.fire("#history-question-yes");
        Showing.await(() -> phone.commands().contains("clearHistory sip:bob@example.net"));
        Showing.await(() -> rows() == 5);
    }

    @Test
    void wholeHistoryIsClearedAfterAQuestion() {
        Showing.fire("#rail-history");
        Showing.await(() -> rows() == 8);
        Showing.fire("#history-clear-all");
        Showing.fire("#history-question-yes");
        Showing.await(() -> phone.commands().contains("clearHistory"));
        Showing.await(() -> Showing.text("#history-question-text").equals("The history is empty."));
    }

    @Test
    void exportSaysFirstWhoCanReadTheFile() {
        Showing.fire("#rail-history");
        Showing.await(() -> rows() == 8);
        Showing.fire("#history-export");
        assertThat(Showing.text("#history-question-text")).contains("not encrypted");
        assertThat(Showing.text("#history-question-yes")).isEqualTo("Choose a file…");
    }
}
