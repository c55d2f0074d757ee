// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Hold;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.Security;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Settings;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.Levels;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Drives the real window by mouse and keyboard, on a telephone that the test plays. */
class WindowTest {

    private static final int LIMIT_SECONDS = 20;

    private final FxRobot robot = new FxRobot();
    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @Test
    void firstRunLeadsToAPracticeCallAndIsNotShownAgain() {
        phone.putSettings(new Settings("default", "default", Encryption.PREFER, "light", false));
        open();
        robot.clickOn("#first-run-without");
        robot.clickOn("#first-run-next");
        robot.clickOn("#first-run-practice");
        await(() -> phone.commands().contains("call practice"));
        assertThat(phone.settings().firstRunDone()).isTrue();
        await(() -> shown("#security-strip"));
        assertThat(present("#first-run")).isFalse();
    }

    @Test
    void firstRunSetsAnAccountUp() {
        phone.putSettings(new Settings("default", "default", Encryption.PREFER, "light", false));
        open();
        robot.clickOn("#first-run-with");
        robot.clickOn("#account-address").write("alice@example.org");
        robot.clickOn("#account-password").write("secret");
        robot.clickOn("#account-save");
        await(() -> phone.commands().contains("putAccount sip:alice@example.org tls secret"));
        await(() -> shown("#first-run-next"));
        robot.clickOn("#first-run-next");
        robot.clickOn("#first-run-done");
        await(() -> shown("#contact-list") || present("#empty-practice"));
    }

    @Test
    void escapeSkipsTheFirstRun() {
        phone.putSettings(new Settings("default", "default", Encryption.PREFER, "light", false));
        open();
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await(() -> phone.settings().firstRunDone());
        await(() -> !present("#first-run"));
    }

    @Test
    void contactIsAddedAndCalledByDoubleClick() {
        open();
        robot.clickOn(byText("Add contact"));
        robot.clickOn("#contact-name").write("Carol");
        robot.clickOn("#contact-save");
        assertThat(phone.contacts()).isEmpty();
        robot.clickOn("#contact-address").write("carol@example.org");
        robot.clickOn("#contact-save");
        await(() -> phone.contacts().size() == 1);
        await(() -> shown("#contact-list"));
        robot.doubleClickOn(byText("Carol"));
        await(() -> phone.commands().contains("call sip:carol@example.org"));
        await(() -> shown("#call-hang-up"));
    }

    @Test
    void contactIsDeletedOnlyAfterAQuestionInItsPlace() {
        People.fill(phone);
        open();
        robot.clickOn(byText("Bob Builder"));
        robot.press(KeyCode.DELETE).release(KeyCode.DELETE);
        await(() -> shown(byTextNode("Delete Bob Builder?")));
        robot.clickOn(byText("Keep"));
        assertThat(phone.contacts()).hasSize(4);
        robot.press(KeyCode.DELETE).release(KeyCode.DELETE);
        await(() -> shown(byTextNode("Delete Bob Builder?")));
        robot.clickOn(byText("Delete"));
        await(() -> phone.contacts().size() == 3);
        assertThat(phone.contacts()).extracting(Contact::name).doesNotContain("Bob Builder");
    }

    @Test
    void enterInTheListAndF5CallTheSelectedContact() {
        People.fill(phone);
        open();
        robot.clickOn(byText("Carol Christie"));
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await(() -> phone.commands().contains("call sip:carol@example.org"));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await(() -> phone.commands().contains("hangUp c1"));
        robot.clickOn("#call-leave");
        robot.clickOn(byText("Bob Builder"));
        robot.press(KeyCode.F5).release(KeyCode.F5);
        await(() -> phone.commands().contains("call sip:bob@example.net"));
    }

    @Test
    void searchBoxFindsAndEnterCallsTheBestMatch() {
        People.fill(phone);
        open();
        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        robot.write("ali");
        await(() -> shown("#search-found"));
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await(() -> phone.commands().stream().anyMatch(command -> command.startsWith("call ")));
        assertThat(phone.commands()).contains("call ali");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await(() -> phone.calls().isEmpty());
        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        robot.write("Alice A");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await(() -> phone.commands().contains("call sip:alice@example.org"));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await(() -> phone.calls().isEmpty());
        robot.press(KeyCode.F12).release(KeyCode.F12);
        await(() -> phone.commands().stream()
                        .filter("call sip:alice@example.org"::equals)
                        .count()
                == 2);
    }

    @Test
    void refusedCallIsExplainedUnderTheSearchBox() {
        open();
        phone.refuse("This address cannot be called");
        robot.clickOn("#search").write("x@y");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await(() -> shown(byTextNode("This address cannot be called")));
    }

    @Test
    void dialPageCallsAndSaysWhatSecurityToExpect() {
        People.fill(phone);
        open();
        robot.clickOn("#rail-dial");
        robot.clickOn("#dial-address").write("alice@example.org");
        await(() -> shown(byTextNode("Alice Adler: verified before")));
        robot.clickOn("#dial-call");
        await(() -> phone.commands().contains("call sip:alice@example.org"));
    }

    @ParameterizedTest
    @EnumSource(Security.State.class)
    void stripTellsEveryState(Security.State state) {
        open();
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(state, "k3xj", "Alice"), false);
        String title = switch (state) {
            case NONE -> "Not secure";
            case SECURING -> "Securing…";
            case ENCRYPTED -> "Encrypted, not verified";
            case VERIFIED -> "Verified · Alice";
            case SERVER -> "Encrypted to server only";
            case CHANGED -> "Key changed: check now";
            case MISMATCH -> "Do not talk";
            case LOST -> "Encryption lost";
            case WEAKER -> "Encryption weaker than before";
        };
        await(() -> String.valueOf(node("#security-strip").getAccessibleText()).startsWith(title));
        assertThat(shown(byTextNode(title))).isTrue();
        boolean compare = state == Security.State.ENCRYPTED || state == Security.State.CHANGED;
        assertThat(shown("#offer-compare")).isEqualTo(compare);
    }

    @Test
    void changedKeyBlocksTheMicrophoneUntilTheUserTalksAnyway() {
        open();
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.CHANGED, "k3xj", "Alice"), true);
        await(() -> shown("#offer-talk-anyway"));
        assertThat(node("#call-mute").isDisabled()).isTrue();
        robot.clickOn("#offer-talk-anyway");
        await(() -> phone.commands().contains("talkAnyway " + id));
        await(() -> !node("#call-mute").isDisabled());
        await(() -> !shown("#offer-talk-anyway"));
    }

    @Test
    void callIsMutedAndGetsDigitsAndEndsWithItsReason() {
        open();
        CallId id = talk();
        robot.clickOn("#call-mute");
        await(() -> phone.commands().contains("mute " + id));
        robot.clickOn("#call-mute");
        await(() -> phone.commands().contains("unmute " + id));
        robot.clickOn("#call-keypad");
        robot.clickOn(byText("5"));
        await(() -> phone.commands().contains("digits " + id + " 5"));
        phone.end(id, 0, "Carol hung up");
        await(() -> shown(byTextNode("Carol hung up")));
        robot.clickOn("#call-leave");
        await(() -> !present("#security-strip"));
    }

    @Test
    void callIsHeldAndResumedAndThePeersHoldIsShown() {
        open();
        CallId id = talk();
        robot.clickOn("#call-hold");
        await(() -> phone.commands().contains("hold " + id));
        await(() -> shown(byTextNode("On hold")));
        robot.press(KeyCode.F8).release(KeyCode.F8);
        await(() -> phone.commands().contains("resume " + id));
        phone.hold(id, Hold.REMOTE);
        await(() -> shown(byTextNode("The other side has put you on hold")));
        phone.hold(id, Hold.NONE);
        await(() -> !shown(byTextNode("The other side has put you on hold")));
    }

    @Test
    void metersFollowBothDirections() {
        open();
        talk();
        phone.levels(new Levels(-6, -60));
        await(() -> robot.lookup(".meter-bar").queryAllAs(javafx.scene.layout.Region.class).stream()
                .anyMatch(bar -> bar.getWidth() > 50));
    }

    @Test
    void codeIsComparedByTypingAndTheKeyGetsItsName() {
        open();
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        await(() -> shown("#offer-compare"));
        robot.clickOn("#offer-compare");
        await(() -> shown("#sas-typed"));
        assertThat(robot.lookup(".code-part").queryAllAs(Label.class))
                .extracting(Label::getText)
                .as("the answer is not on the screen")
                .contains("x", "j")
                .doesNotContain("k", "3");
        robot.clickOn("#sas-typed").write("K3");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await(() -> shown("#sas-name"));
        onFx(() -> {
            ((TextField) node("#sas-name")).setText("Carol");
            return true;
        });
        robot.clickOn("#sas-confirm");
        await(() -> phone.commands().contains("confirm " + id + " Carol"));
        await(() -> String.valueOf(node("#security-strip").getAccessibleText()).startsWith("Verified · Carol"));
        await(() -> shown("#sas-done"));
    }

    @Test
    void codeThatIsWrongTwiceEndsInDoNotTalk() {
        open();
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "standard:guitarist", ""), false);
        await(() -> shown("#offer-compare"));
        robot.clickOn("#offer-compare");
        await(() -> shown("#sas-typed"));
        robot.clickOn("#sas-typed").write("wrong");
        robot.clickOn("#sas-check");
        await(() -> ((TextField) node("#sas-typed")).getText().isEmpty());
        assertThat(phone.commands()).doesNotContain("deny " + id);
        robot.clickOn("#sas-typed").write("wrong again");
        robot.clickOn("#sas-check");
        await(() -> phone.commands().contains("deny " + id));
        await(() -> String.valueOf(node("#security-strip").getAccessibleText()).startsWith("Do not talk"));
    }

    @Test
    void codeCanBeComparedByEarAndLaterNeverBlocks() {
        open();
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        await(() -> shown("#offer-compare"));
        robot.clickOn("#offer-compare");
        await(() -> shown("#sas-show-whole"));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await(() -> !present("#sas-pane"));
        assertThat(phone.calls()).as("Esc closed the pane, not the call").hasSize(1);
        robot.clickOn("#offer-compare");
        await(() -> shown("#sas-show-whole"));
        robot.clickOn("#sas-show-whole");
        await(() -> shown("#sas-match"));
        robot.clickOn("#sas-match");
        await(() -> shown("#sas-confirm"));
        robot.clickOn("#sas-confirm");
        await(() -> phone.commands().stream().anyMatch(command -> command.startsWith("confirm " + id)));
    }

    @Test
    void practicePeersScreenShowsWhatToType() {
        open();
        onFx(() -> {
            window.window().shell().call(Phone.PRACTICE, Optional.empty(), reason -> {});
            return true;
        });
        await(() -> !phone.calls().isEmpty());
        CallId id = phone.calls().getFirst().id();
        phone.state(id, CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        phone.tell(new PhoneEvent.PracticePeerShows(id, "k3xj"));
        await(() -> shown("#offer-compare"));
        robot.clickOn("#offer-compare");
        await(() -> robot.lookup(".practice-shows .code-part").queryAll().size() == 4);
    }

    @Test
    void incomingCallShowsWhoseKeyItIsAndTakesNoFocus() {
        People.fill(phone);
        open();
        robot.clickOn("#search");
        CallId id = phone.ring("sip:alice@example.org", "Somebody else");
        await(() -> popup().isPresent());
        assertThat(onFx(() -> node("#search").isFocused())).isTrue();
        assertThat(onFx(() -> stage().isFocused())).isTrue();
        assertThat(onFx(() -> popup().orElseThrow().lookup("#incoming").getAccessibleText()))
                .contains("Alice Adler", "alice@example.org", "verified before");
        robot.press(KeyCode.F6).release(KeyCode.F6);
        await(() -> phone.commands().contains("answer " + id));
        await(() -> popup().isEmpty());
        await(() -> shown("#call-hang-up"));
    }

    @Test
    void incomingCallIsDeclinedOrSilenced() {
        open();
        CallId first = phone.ring("sip:dave@example.org", "Dave");
        await(() -> popup().isPresent());
        fireInPopup("#incoming-silence");
        await(() -> popup().isEmpty());
        assertThat(phone.calls()).hasSize(1);
        robot.clickOn("#dock-answer");
        await(() -> phone.commands().contains("answer " + first));
        CallId second = phone.ring("sip:eve@example.org", "Eve");
        await(() -> popup().isPresent());
        fireInPopup("#incoming-decline");
        await(() -> phone.commands().contains("reject " + second));
        await(() -> popup().isEmpty());
    }

    @Test
    void accountFormStoresAndTheChipTellsWhyItFailed() {
        open();
        robot.clickOn("#account-chip");
        robot.clickOn("#account-add");
        robot.clickOn("#account-save");
        await(() -> shown(byTextNode("The address is missing.")));
        robot.clickOn("#account-address").write("alice@example.org");
        robot.clickOn("#account-password").write("secret");
        robot.clickOn("#account-save");
        await(() -> phone.commands().contains("putAccount sip:alice@example.org tls secret"));
        await(() -> node("#account-chip").getAccessibleText().contains("Registering"));
        phone.account(People.failed("sip:alice@example.org", "The password is wrong."));
        await(() -> node("#account-chip").getAccessibleText().contains("The password is wrong."));
        await(() -> shown(byTextNode("The password is wrong.")));
        phone.account(People.registered("sip:alice@example.org"));
        await(() -> node("#account-chip").getAccessibleText().contains("Registered, TLS"));
    }

    private void typeAnAccount() {
        open();
        robot.clickOn("#account-chip");
        robot.clickOn("#account-add");
        robot.clickOn("#account-address").write("alice@example.org");
        robot.clickOn("#account-password").write("secret");
    }

    @Test
    void aStepThatFailsIsShownWithItsReasonAndTriedAgain() {
        phone.probing(
                ScriptedPhone.step(ProbeStep.Kind.SRV, ProbeStep.Outcome.OK, "Found."),
                ScriptedPhone.step(ProbeStep.Kind.CONNECT, ProbeStep.Outcome.FAILED, "The server does not answer."));
        typeAnAccount();
        robot.clickOn("#account-save");
        await(() -> shown(byTextNode("The server does not answer.")));
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("putAccount"));
        phone.probing(ScriptedPhone.step(ProbeStep.Kind.CONNECT, ProbeStep.Outcome.OK, "It answers."));
        robot.interact(() -> node("#step-retry").requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> phone.commands().contains("putAccount sip:alice@example.org tls secret"));
        assertThat(phone.probed()).contains("from connect");
    }

    @Test
    void aSelfSignedCertificateIsPinnedByTheKeyboardOnlyOnceItWasCompared() {
        ServerCertificate own = People.certificate(CertificateVerdict.SELF_SIGNED);
        phone.probing(People.refused(own));
        typeAnAccount();
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await(() -> shown("#pin-decision"));
        await(() -> node("#pin-cancel").equals(stage().getScene().getFocusOwner()));
        assertThat(node("#pin-accept").isDisabled()).isTrue();
        // Enter, which was pressed just now, changes nothing.
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        await(() -> !present("#pin-decision"));
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("putAccount"));

        await(() -> node("#account-save").equals(stage().getScene().getFocusOwner()));
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> shown("#pin-decision"));
        phone.probing(ScriptedPhone.step(ProbeStep.Kind.REGISTER, ProbeStep.Outcome.OK, "Well."));
        robot.interact(() -> node("#pin-compared").requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> !node("#pin-accept").isDisabled());
        robot.interact(() -> node("#pin-accept").requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> phone.commands().contains("putAccount sip:alice@example.org tls secret pin " + own.sha256()));

        // It is listed, and can be taken back.
        await(() -> shown("#trusted"));
        robot.interact(() -> node(".trusted-revoke").requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> phone.commands().contains("unpin sip:alice@example.org"));
        await(() -> !shown("#trusted"));
    }

    @Test
    void aFaultThatNobodyCanSetAsideOffersNothingButToCancel() {
        phone.probing(People.refused(People.certificate(CertificateVerdict.EXPIRED)));
        typeAnAccount();
        robot.clickOn("#account-save");
        await(() -> shown("#pin-decision"));
        assertThat(present("#pin-accept")).isFalse();
        assertThat(present("#pin-authority")).isFalse();
    }

    @Test
    void anotherCertificateThanThePinnedOneIsBlockedWithOldAndNewSideBySide() {
        open();
        phone.account(People.blocked("sip:alice@example.org"));
        phone.pin("sip:alice@example.org", People.certificate(CertificateVerdict.SELF_SIGNED));
        robot.clickOn("#account-chip");
        await(() -> shown(".certificate-decide"));
        robot.interact(() -> node(".certificate-decide").requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> shown("#pin-both"));
        assertThat(node("#pin-accept").isDisabled()).isTrue();
        assertThat(present("#pin-authority")).isFalse();
        assertThat(node("#account-chip").getAccessibleText()).contains("another certificate");
        robot.interact(() -> node("#pin-compared").requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        robot.interact(() -> node("#pin-accept").requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        await(() -> phone.commands()
                .contains("pin sip:alice@example.org "
                        + People.certificate(CertificateVerdict.PIN_CHANGED).sha256()));
    }

    @Test
    void settingsAreStoredAtOnceAndTheThemeFollows() {
        open();
        robot.clickOn("#rail-settings");
        onFx(() -> {
            ((javafx.scene.control.RadioButton) node("#encryption-require")).fire();
            ((javafx.scene.control.ToggleButton) node("#theme-dark")).fire();
            return true;
        });
        await(() -> phone.settings().theme().equals("dark"));
        assertThat(phone.settings().encryption()).isEqualTo(Encryption.REQUIRE);
        await(() -> stage().getScene().getRoot().getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("dark")));
    }

    @Test
    void dockShowsTheCallOnOtherPages() {
        open();
        CallId id = talk();
        robot.clickOn("#rail-contacts");
        await(() -> shown("#dock-hang-up"));
        robot.clickOn("#dock-open");
        await(() -> shown("#security-strip"));
        robot.clickOn("#rail-contacts");
        robot.clickOn("#dock-hang-up");
        await(() -> phone.commands().contains("hangUp " + id));
        await(() -> !shown("#dock-hang-up"));
    }

    @Test
    void narrowWindowKeepsEverythingInside() {
        People.fill(phone);
        open();
        onFx(() -> {
            stage().setWidth(360);
            stage().setHeight(560);
            return true;
        });
        await(() -> stage().getScene().getWidth() <= 360);
        talk();
        WaitForAsyncUtils.waitForFxEvents();
        for (String selector : new String[] {"#call-hang-up", "#call-mute", "#account-chip", "#rail-settings"}) {
            assertThat(onFx(() -> {
                        javafx.geometry.Bounds box =
                                node(selector).localToScene(node(selector).getLayoutBounds());
                        Scene scene = stage().getScene();
                        return box.getMinX() >= 0
                                && box.getMaxX() <= scene.getWidth()
                                && box.getMaxY() <= scene.getHeight();
                    }))
                    .as(selector)
                    .isTrue();
        }
    }

    @Test
    void shortcutSheetListsTheShortcuts() {
        open();
        robot.press(KeyCode.F1).release(KeyCode.F1);
        await(() -> shown("#shortcut-sheet"));
        assertThat(shown(byTextNode("F12"))).isTrue();
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        await(() -> !shown("#shortcut-sheet"));
    }

    @Test
    void noticesStayUntilDismissed() {
        open();
        phone.tell(new PhoneEvent.Notice("The headset is gone"));
        await(() -> shown(byTextNode("The headset is gone")));
        robot.clickOn(".notice .icon-button");
        await(() -> !shown(byTextNode("The headset is gone")));
    }

    @Test
    void contactRowsAreReadOut() {
        People.fill(phone);
        open();
        await(() -> onFx(() -> ((ListView<?>) node("#contact-list"))
                .lookupAll(".contact-cell").stream()
                        .map(Node::getAccessibleText)
                        .anyMatch("Alice Adler, alice@example.org, Verified"::equals)));
    }

    private void open() {
        window.open(made -> new SecureCallWindow(phone, made));
        robot.targetWindow(stage());
    }

    private Stage stage() {
        return window.stage();
    }

    private CallId talk() {
        onFx(() -> {
            window.window().shell().call("sip:carol@example.org", Optional.empty(), reason -> {});
            return true;
        });
        await(() -> shown("#call-hang-up"));
        CallId id = phone.calls().getLast().id();
        phone.state(id, CallSnapshot.State.ACTIVE);
        WaitForAsyncUtils.waitForFxEvents();
        return id;
    }

    private Node node(String selector) {
        Node node = stage().getScene().getRoot().lookup(selector);
        if (node == null) {
            throw new AssertionError("There is no " + selector);
        }
        return node;
    }

    private boolean present(String selector) {
        return onFx(() -> stage().getScene().getRoot().lookup(selector) != null);
    }

    private boolean shown(String selector) {
        return onFx(() -> isShown(stage().getScene().getRoot().lookup(selector)));
    }

    private boolean shown(Predicate<Node> which) {
        return onFx(() -> robot.from(stage().getScene().getRoot()).lookup(which).queryAll().stream()
                .anyMatch(WindowTest::isShown));
    }

    private static boolean isShown(@org.jspecify.annotations.Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null && node.getScene() != null;
    }

    private static Predicate<Node> byTextNode(String text) {
        return node -> node instanceof javafx.scene.control.Labeled labeled && text.equals(labeled.getText());
    }

    /** A visible control with this text. */
    private Node byText(String text) {
        return robot.from(stage().getScene().getRoot()).lookup(byTextNode(text)).queryAll().stream()
                .filter(WindowTest::isShown)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing says " + text));
    }

    private static Optional<Scene> popup() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Popup && window.isShowing())
                .map(Window::getScene)
                .filter(scene -> scene.lookup("#incoming") != null)
                .findFirst();
    }

    private void fireInPopup(String selector) {
        Node button = onFx(() -> popup().orElseThrow().lookup(selector));
        robot.clickOn(button, MouseButton.PRIMARY);
    }

    private static <T> T onFx(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS), task);
    }

    private static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> onFx(condition));
            WaitForAsyncUtils.waitForFxEvents();
        } catch (TimeoutException e) {
            throw new AssertionError("It did not happen in " + LIMIT_SECONDS + " s", e);
        }
    }
}
