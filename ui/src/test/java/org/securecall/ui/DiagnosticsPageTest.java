// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityFact;
import org.securecall.ui.control.FileChoice;
import org.testfx.util.WaitForAsyncUtils;

/** The security log in the window, on a telephone that the test plays. */
class DiagnosticsPageTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final Chosen files = new Chosen();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @TempDir
    Path folder;

    /** A user who has chosen already. */
    private static final class Chosen implements FileChoice {

        private volatile Optional<Path> next = Optional.empty();

        @Override
        public Optional<Path> open(Window over, String title, Kind... kinds) {
            return next;
        }

        @Override
        public Optional<Path> save(Window over, String title, String name, Kind... kinds) {
            return next;
        }
    }

    @BeforeEach
    void open() {
        People.fill(phone);
        window.open(made -> new SecureCallWindow(phone, made, files));
    }

    private void openLog() {
        Logged.fill(phone);
        Showing.fire("#rail-diagnostics");
        Showing.await(() -> rows() == 14);
    }

    private static int rows() {
        return Showing.ask("#log-list", node -> ((ListView<?>) node).getItems().size());
    }

    private static boolean isOn(String toggle) {
        return Showing.ask(toggle, node -> ((ToggleButton) node).isSelected());
    }

    /** What a screen reader says of the rows that are laid out. */
    private static List<String> spoken() {
        return Showing.ask(
                "#log-list",
                list -> list.lookupAll(".log-cell").stream()
                        .filter(Node::isVisible)
                        .map(Node::getAccessibleText)
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Test
    void emptyLogSaysWhatWillBeThereAndFillsAsThingsHappen() {
        Showing.fire("#rail-diagnostics");
        Showing.await(() -> Showing.has(".empty-state"));
        assertThat(Showing.has("#log-search")).isFalse();
        phone.securityLog().add(new Subject.OfProgram(), new SecurityFact.Started("1.0"));
        Showing.await(() -> rows() == 1);
        assertThat(Showing.has("#log-search")).isTrue();
        assertThat(Showing.has(".empty-state")).isFalse();
    }

    @Test
    void newestIsSeenAndReadWithWhetherItIsAWarning() {
        openLog();
        Showing.await(
                () -> spoken().stream()
                        .anyMatch(
                                text -> text.endsWith(
                                        "Warning, Call 2, Carol Christie: This call is now: Key changed: check now. Your microphone is off.")));
        phone.securityLog().add(Logged.CAROLS, new SecurityFact.UserTalksAnyway());
        Showing.await(() -> spoken().stream().anyMatch(text -> text.endsWith("You talk all the same.")));
    }

    @Test
    void warningsWordsAndOneCallAloneCanBeShown() {
        openLog();
        Showing.fire("#log-warnings");
        Showing.await(() -> rows() == 2);
        // What is no warning is not added to them.
        phone.securityLog().add(Logged.CAROLS, new SecurityFact.ZrtpHeard());
        phone.securityLog().add(Logged.CAROLS, new SecurityFact.UserTalksAnyway());
        Showing.await(() -> rows() == 3);
        Showing.fire("#log-warnings");
        Showing.await(() -> rows() == 16);
        Showing.type("#log-search", "matched SAME bob");
        Showing.await(() -> rows() == 1);
        Showing.type("#log-search", "");
        @SuppressWarnings("unchecked")
        ComboBox<Optional<Subject>> about = (ComboBox<Optional<Subject>>) Showing.node("#log-about");
        Showing.onFx(() -> {
            assertThat(about.getItems()).hasSize(5);
            about.getSelectionModel().select(Optional.of(Logged.BOBS));
            return true;
        });
        Showing.await(() -> rows() == 7);
        // Something new comes that is about something else: what was chosen stays.
        phone.securityLog().add(new Subject.OfAccount(2, "sip:other@example.org"), new SecurityFact.Started("2.0"));
        phone.securityLog().add(Logged.BOBS, new SecurityFact.UserDenied());
        Showing.await(() -> rows() == 8);
        int choices = Showing.ask(
                "#log-about", node -> ((ComboBox<?>) node).getItems().size());
        assertThat(choices).isEqualTo(6);
    }

    @Test
    void whoGoesUpIsLeftInPeaceUntilTheEndIsAskedFor() {
        openLog();
        Node list = Showing.node("#log-list");
        Showing.onFx(() -> {
            list.requestFocus();
            return true;
        });
        assertThat(isOn("#log-follow")).isTrue();
        Showing.press(KeyCode.HOME);
        Showing.await(() -> !isOn("#log-follow"));
        Showing.press(KeyCode.END);
        Showing.await(() -> isOn("#log-follow"));
    }

    @Test
    void exportIsReadFirstAndIsExactlyWhatIsWritten() throws Exception {
        openLog();
        Showing.type("#log-search", "call");
        Showing.await(() -> rows() < 14);
        Showing.fire("#log-export");
        String read = Showing.ask("#log-preview-text", node -> ((TextArea) node).getText());
        assertThat(read)
                .contains("Person 1", "Person 2", "Call 1")
                .doesNotContain("Bob", "Carol", "example", "Registered");
        boolean editable = Showing.ask("#log-preview-text", node -> ((TextArea) node).isEditable());
        assertThat(editable).isFalse();
        Path file = folder.resolve("log.txt");
        files.next = Optional.of(file);
        Showing.await(() -> Showing.hasFocus("#log-preview-save"));
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> Showing.text("#log-preview-told").startsWith("Written to log.txt"));
        assertThat(Files.readString(file)).isEqualTo(read);
        files.next = Optional.of(folder.resolve("missing").resolve("log.txt"));
        Showing.fire("#log-preview-save");
        Showing.await(() -> Showing.text("#log-preview-told").contains("cannot be written"));
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.has("#log-list"));
    }

    @Test
    void callsDetailsLeadToWhatHappenedInIt() {
        Logged.fill(phone);
        CallId call = phone.ring("sip:bob@example.net", "Bob Builder");
        assertThat(call).isEqualTo(Logged.BOBS.id());
        phone.state(call, CallSnapshot.State.ACTIVE);
        WaitForAsyncUtils.waitForFxEvents();
        Showing.onFx(() -> {
            window.window().shell().show(call);
            return true;
        });
        Showing.fire("#call-details");
        Showing.fire("#call-happened");
        Showing.await(() -> rows() == 7);
        assertThat(isOn("#rail-diagnostics")).isTrue();
    }

    @Test
    void endedCallLeadsThereAsWell() {
        Logged.fill(phone);
        CallId call = phone.ring("sip:bob@example.net", "Bob Builder");
        phone.state(call, CallSnapshot.State.ACTIVE);
        WaitForAsyncUtils.waitForFxEvents();
        Showing.onFx(() -> {
            window.window().shell().show(call);
            return true;
        });
        phone.end(call, 488, "The other telephone does not offer ZRTP, and this call requires it");
        Showing.fire("#call-what");
        Showing.await(() -> rows() == 7);
    }
}
