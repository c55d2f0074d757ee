// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.Security;
import org.testfx.util.WaitForAsyncUtils;

/** The page of a person's keys in the real window, by keyboard. */
class KeyPageTest {

    private static final String ALICE = "sip:alice@example.org";
    private static final String ALICES_KEY = "a3f09c1177de40b1c2d3e4f5";

    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow open = new OpenWindow(phone);

    @BeforeEach
    void open() {
        People.fill(phone);
        open.open();
    }

    private static List<Node> rows() {
        Node people = Showing.node("#keys-people");
        return Showing.onFx(() -> List.copyOf(((Parent) people).getChildrenUnmodifiable()));
    }

    private static Node row(String name) {
        Showing.await(
                () -> rows().stream().anyMatch(row -> row.getAccessibleText().startsWith(name)));
        return rows().stream()
                .filter(row -> row.getAccessibleText().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private void openKeysOf(String name) {
        Showing.fire("#rail-security");
        Node row = row(name);
        Showing.onFx(() -> {
            row.requestFocus();
            return true;
        });
        Showing.press(KeyCode.ENTER);
        Showing.await(
                () -> Showing.has("#keys-title") && Showing.text("#keys-title").equals(name));
        Showing.await(() -> Showing.hasFocus("#keys-back"));
    }

    private static boolean isFocused(String name) {
        return rows().stream()
                .filter(row -> row.getAccessibleText().startsWith(name))
                .anyMatch(row -> Showing.onFx(() -> row.equals(row.getScene().getFocusOwner())));
    }

    private static void focus(String selector) {
        Node node = Showing.node(selector);
        Showing.onFx(() -> {
            node.requestFocus();
            return true;
        });
        Showing.await(() -> Showing.hasFocus(selector));
    }

    @Test
    void aPersonIsOpenedAndLeftByKeyboardAndHasTheFocusAgain() {
        Showing.fire("#rail-security");
        assertThat(row("Alice Adler").getAccessibleText())
                .startsWith("Alice Adler, alice@example.org, Verified. 1 telephone. last met ");
        openKeysOf("Alice Adler");
        assertThat(Showing.<String>ask("#keys-facts-1", Node::getAccessibleText))
                .contains("Key of Alice Adler, Verified. Identifier (ZID): a3f0 9c11 77de 40b1 c2d3 e4f5.")
                .contains("Code of a call: Read aloud and the same, ")
                .contains("Program: Secure Call.")
                .contains("Algorithms of the last call: X25519 · SHA-256 · AES-256");
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.has("#keys-people") && isFocused("Alice Adler"));
    }

    @Test
    void aKeyIsForgottenOnlyWhenItIsSaidTwice() {
        phone.identities().know(ALICE, PeerIdentity.How.SCANNED);
        openKeysOf("Alice Adler");
        focus("#keys-forget-1");
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> Showing.hasFocus("#keys-keep-1"));
        assertThat(Showing.<String>ask("#keys-question-1", Node::getAccessibleText))
                .contains("will be like a first one")
                .contains("somebody on the way could put a key of their own in its place")
                .contains("may warn that your key changed")
                .contains("confirmed in person about Alice Adler is taken back")
                .contains("The history below keeps");
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> Showing.hasFocus("#keys-forget-1"));
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> Showing.hasFocus("#keys-keep-1"));
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.hasFocus("#keys-forget-1"));
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("forgetKey"));
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> Showing.hasFocus("#keys-keep-1"));
        focus("#keys-forget-yes-1");
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> phone.commands().contains("forgetKey " + ALICE + " " + ALICES_KEY));
        Showing.await(() -> Showing.has("#keys-outcome"));
        assertThat(Showing.text("#keys-outcome")).isEqualTo("A key of Alice Adler was forgotten.");
        Showing.await(() -> !Showing.has("#keys-key-1"));
        Showing.await(() -> Showing.hasFocus("#keys-back"));
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.has("#keys-people"));
        assertThat(rows()).noneMatch(row -> row.getAccessibleText().startsWith("Alice Adler"));
    }

    @Test
    void whyAKeyIsNotForgottenIsSaidWhereItWasAsked() {
        phone.keys().refuse("There is a call with this person");
        openKeysOf("Alice Adler");
        Showing.fire("#keys-forget-1");
        Showing.fire("#keys-forget-yes-1");
        Showing.await(() -> Showing.has("#keys-refusal-1"));
        assertThat(Showing.text("#keys-refusal-1")).isEqualTo("There is a call with this person");
        assertThat(Showing.has("#keys-key-1")).isTrue();
    }

    @Test
    void whatCallsInsistOnIsChosenForTheContact() {
        openKeysOf("Alice Adler");
        @SuppressWarnings("unchecked")
        ComboBox<ContactPolicy> policy = (ComboBox<ContactPolicy>) Showing.node("#contact-policy");
        Showing.onFx(() -> {
            policy.setValue(ContactPolicy.REQUIRE_VERIFIED);
            return true;
        });
        Showing.await(() -> phone.contactOf(ALICE).orElseThrow().policy() == ContactPolicy.REQUIRE_VERIFIED);
        assertThat(Showing.has("#keys-add-contact")).isFalse();
    }

    @Test
    void whoIsNoContactCanBecomeOne() {
        phone.know(People.trust("sip:dave@example.org", "", false, "d0".repeat(12), "Linphone"));
        openKeysOf("dave@example.org");
        assertThat(Showing.has("#contact-policy")).isFalse();
        Showing.fire("#keys-add-contact");
        Showing.await(() -> Showing.has("#contact-name"));
        assertThat(Showing.text("#contact-name")).isEqualTo("dave");
        assertThat(Showing.text("#contact-address")).isEqualTo("dave@example.org");
    }

    @Test
    void thePracticePeerHasKeysAndNothingToCompareInPerson() {
        openKeysOf("Practice peer");
        assertThat(Showing.has("#identity-check")).isFalse();
        assertThat(Showing.has("#contact-policy")).isFalse();
        Showing.fire("#keys-forget-1");
        assertThat(Showing.<String>ask("#keys-question-1", Node::getAccessibleText))
                .startsWith("The next practice call will be like a first one");
    }

    @Test
    void theOthersKeyIsComparedHereWithoutChoosingWhose() {
        openKeysOf("Alice Adler");
        assertThat(Showing.has("#identity-person")).isFalse();
        Showing.type("#identity-typed", "01234 01234");
        Showing.fire("#identity-check");
        Showing.await(() -> Showing.has("#identity-result"));
        assertThat(phone.commands()).contains("check " + ALICE + " 01234 01234");
        Showing.fire("#identity-show");
        Showing.await(() -> phone.commands().contains("showCode " + ALICE));
        Showing.await(() -> Showing.has("#identity-revoke-1"));
    }

    @Test
    void aLongHistoryOpensAtOnceAndIsWalkedThroughByArrows() {
        List<KeyEvent> events = new ArrayList<>();
        Instant now = Instant.parse("2026-11-20T10:15:00Z");
        for (int i = 0; i < 10_000; i++) {
            KeyEvent.Kind kind = i % 2 == 0 ? KeyEvent.Kind.SAME_KEY : KeyEvent.Kind.NAMED;
            events.add(ScriptedKeys.event(kind, now.minus(Duration.ofHours(i)).toString(), ALICES_KEY, ALICE, "Alice"));
        }
        phone.keys().happened(events);
        long began = System.nanoTime();
        openKeysOf("Alice Adler");
        Node timeline = Showing.node("#keys-timeline");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(20);
        assertThat(lines(timeline)).hasSize(50);
        Showing.onFx(() -> {
            lines(timeline).getFirst().requestFocus();
            return true;
        });
        Showing.press(KeyCode.END);
        Showing.await(() -> Showing.onFx(() -> lines(timeline).get(49).isFocused()));
        Showing.press(KeyCode.UP);
        Showing.await(() -> Showing.onFx(() -> lines(timeline).get(48).isFocused()));
        assertThat(lines(timeline).stream().filter(Node::isFocusTraversable)).hasSize(1);
        assertThat(Showing.text("#keys-timeline-more")).isEqualTo("Show 9,950 older entries");
        Showing.fire("#keys-timeline-more");
        Showing.await(() -> lines(timeline).size() == 100);
        Showing.await(() -> Showing.onFx(() -> lines(timeline).get(50).isFocused()));
    }

    private static List<Node> lines(Node timeline) {
        return List.copyOf(((Parent) timeline).getChildrenUnmodifiable());
    }

    @Test
    void namesOfAnyLengthAndDirectionAreShown() {
        String arabic = "أليس بنت عبد الرحمن بن خالد ".repeat(4).strip();
        phone.know(People.trust("sip:amira@example.org", arabic, true, "aa".repeat(12), "Secure Call"));
        String long1 = "Bartholomew ".repeat(15).strip();
        phone.know(People.trust("sip:bart@example.org", long1, true, "bb".repeat(12), "Secure Call"));
        Showing.onFx(() -> {
            open.stage().setWidth(360);
            return true;
        });
        openKeysOfAny(arabic.substring(0, 8));
        assertThat(Showing.has("#keys-key-1")).isTrue();
        assertThat(wide()).as("nothing makes the page wider than the window").isEmpty();
        Showing.press(KeyCode.ESCAPE);
        openKeysOfAny("Bartholomew");
        assertThat(Showing.has("#keys-key-1")).isTrue();
        assertThat(wide()).as("nothing makes the page wider than the window").isEmpty();
    }

    /** What of the page needs more room than there is, from the outside in. */
    private static List<String> wide() {
        Node title = Showing.node("#keys-title");
        Showing.await(() -> Showing.onFx(() -> title.getLayoutBounds().getWidth() > 0));
        return Showing.onFx(() -> {
            List<String> wide = new ArrayList<>();
            ScrollPane page = (ScrollPane) title.getScene().getRoot().lookup(".page-scroll");
            page.layout();
            collect(page.getContent(), page.getViewportBounds().getWidth(), wide);
            return wide;
        });
    }

    private static void collect(Node node, double room, List<String> wide) {
        if (node.isManaged() && node.minWidth(-1) > room) {
            wide.add(node + " " + node.minWidth(-1) + " > " + room);
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(child -> collect(child, room, wide));
            }
        }
    }

    private static void openKeysOfAny(String begin) {
        Showing.fire("#rail-security");
        Node row = row(begin);
        Showing.onFx(() -> {
            ((javafx.scene.control.Button) row).fire();
            return true;
        });
        Showing.await(() -> Showing.hasFocus("#keys-back"));
    }

    @Test
    void keysAreReachedFromTheContactAndBack() {
        ListView<?> list = (ListView<?>) Showing.node("#contact-list");
        Showing.onFx(() -> {
            list.getSelectionModel().select(2);
            list.fireEvent(new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 10, 10, 10, 10, true, null));
            return true;
        });
        MenuItem keys = Showing.onFx(() -> Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .filter(item -> "Keys…".equals(item.getText()))
                .findFirst()
                .orElseThrow());
        Showing.onFx(() -> {
            keys.fire();
            return true;
        });
        Showing.await(
                () -> Showing.has("#keys-title") && Showing.text("#keys-title").equals("Bob Builder"));
        Showing.await(() -> Showing.hasFocus("#keys-back"));
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.has("#contact-list") && Showing.hasFocus("#contact-list"));
        assertThat(Showing.<Integer>ask(
                        "#contact-list",
                        node -> ((ListView<?>) node).getSelectionModel().getSelectedIndex()))
                .isEqualTo(2);
    }

    @Test
    void keysAreReachedFromTheCallAndBackAlsoWhenItEnded() {
        CallId id = Showing.onFx(() -> {
            open.window().shell().call(ALICE, Optional.empty(), reason -> {});
            return phone.calls().getLast().id();
        });
        phone.state(id, CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        Showing.fire("#call-details");
        Showing.fire("#call-keys");
        Showing.await(() -> Showing.has("#keys-title"));
        Showing.await(() -> Showing.hasFocus("#keys-back"));
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.has("#call-keys") && Showing.hasFocus("#call-keys"));
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("hangUp"));
        Showing.fire("#call-keys");
        Showing.await(() -> Showing.has("#keys-title"));
        phone.end(id, 0, "The other side hung up");
        WaitForAsyncUtils.waitForFxEvents();
        Showing.await(() -> Showing.hasFocus("#keys-back"));
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.has("#contact-list"));
    }

    @Test
    void ofManyPeopleTheLastMetAreListedAndTheOthersOnRequest() {
        for (int i = 10; i < 40; i++) {
            phone.know(People.trust(
                    "sip:p" + i + "@example.org",
                    "Person " + i,
                    false,
                    Integer.toString(i).repeat(12),
                    "Test"));
        }
        Showing.fire("#rail-security");
        Showing.await(() -> Showing.has("#keys-more"));
        assertThat(rows()).hasSize(9);
        assertThat(Showing.text("#keys-more")).isEqualTo("Show 25 more");
        Showing.fire("#keys-more");
        Showing.await(() -> rows().size() == 33);
        Showing.await(() -> Showing.onFx(() -> rows().get(8).isFocused()));
        openKeysOfAny("Person 39");
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> Showing.has("#keys-people") && isFocused("Person 39"));
    }

    @Test
    void aDamagedHistoryIsSaid() {
        phone.keys().damage();
        openKeysOf("Alice Adler");
        Showing.await(() -> Showing.has("#keys-broken"));
    }
}
