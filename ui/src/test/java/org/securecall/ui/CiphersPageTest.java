// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The page of algorithms by keyboard and by mouse, on a telephone that the test plays. */
class CiphersPageTest {

    private final FxRobot robot = new FxRobot();
    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @BeforeEach
    void open() {
        People.fill(phone);
        window.open(made -> new SecureCallWindow(phone, made));
        robot.targetWindow(window.stage());
        Showing.fire("#rail-security");
        Showing.fire("#keys-ciphers");
    }

    private void own() {
        Showing.fire("#preset-custom");
        Showing.await(() -> Showing.has("#cipher-x255"));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private List<String> stored(Kind kind) {
        return phone.settings().keys().algorithms().names(kind);
    }

    private void focus(String selector) {
        Node node = Showing.node(selector);
        Showing.onFx(() -> {
            node.requestFocus();
            return true;
        });
    }

    private String focused() {
        return Showing.onFx(
                () -> String.valueOf(window.stage().getScene().getFocusOwner().getId()));
    }

    private void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void keyboardMovesTheFocusTheRowAndTheSwitch() {
        own();
        focus("#cipher-x255");
        press(KeyCode.ALT, KeyCode.DOWN);
        Showing.await(() -> stored(Kind.KEY_AGREEMENT).equals(List.of("E255", "X255", "EC25", "DH3k", "Mult")));
        assertThat(focused()).isEqualTo("cipher-x255");
        assertThat(Showing.ask("#cipher-x255", Node::getAccessibleText)).contains("2 of 5");
        press(KeyCode.ALT, KeyCode.UP);
        Showing.await(() -> stored(Kind.KEY_AGREEMENT).getFirst().equals("X255"));
        press(KeyCode.DOWN);
        assertThat(focused()).isEqualTo("cipher-e255");
        press(KeyCode.SPACE);
        Showing.await(() -> !stored(Kind.KEY_AGREEMENT).contains("E255"));
        Showing.await(() -> focused().equals("cipher-e255"));
        assertThat(Showing.ask("#cipher-e255", Node::getAccessibleText)).contains("off");
        press(KeyCode.SPACE);
        Showing.await(() -> stored(Kind.KEY_AGREEMENT).contains("E255"));
    }

    @Test
    void lockedRowSaysWhyItStaysOn() {
        own();
        focus("#cipher-b32");
        press(KeyCode.SPACE);
        Showing.await(() -> Showing.text("#ciphers-told").equals("Every ZRTP telephone has it, so it stays on."));
        assertThat(stored(Kind.SAS)).containsExactly("B256", "B32");
    }

    @Test
    void rowIsDragged() {
        own();
        focus("#cipher-aes1");
        WaitForAsyncUtils.waitForFxEvents();
        robot.drag("#cipher-aes1").moveBy(0, -10).dropTo("#cipher-aes3");
        Showing.await(() -> stored(Kind.CIPHER).equals(List.of("AES1", "AES3")));
        Showing.await(() -> focused().equals("cipher-aes1"));
    }

    @Test
    void eachListIsOneStopOfTab() {
        own();
        long stops = Showing.onFx(() -> window.stage().getScene().getRoot().lookupAll(".cipher-line").stream()
                .filter(Node::isFocusTraversable)
                .count());
        assertThat(stops).isEqualTo(Kind.values().length);
    }

    @Test
    void resetIsTakenBack() {
        Showing.fire("#preset-strongest");
        Showing.await(() -> phone.settings().keys().preset() == AlgorithmPreset.STRONGEST);
        own();
        List<String> before = stored(Kind.KEY_AGREEMENT);
        Showing.fire("#ciphers-reset");
        Showing.await(() -> stored(Kind.KEY_AGREEMENT).getFirst().equals("X255"));
        Showing.fire("#ciphers-undo");
        Showing.await(() -> stored(Kind.KEY_AGREEMENT).equals(before));
        assertThat(Showing.has("#ciphers-undo")).isFalse();
    }

    @Test
    void whatWouldComeOfItFollowsThePreset() {
        Showing.await(() -> spoken("Bob Builder").contains("AES-256"));
        Showing.fire("#preset-compatible");
        Showing.await(() -> spoken("Bob Builder").contains("AES-128"));
        assertThat(spoken("Bob Builder")).contains("X25519").contains("Four characters");
    }

    private String spoken(String name) {
        return Showing.onFx(() -> window.stage().getScene().getRoot().lookupAll(".prospect").stream()
                .map(Node::getAccessibleText)
                .filter(text -> text.contains(name))
                .findFirst()
                .orElse(""));
    }

    @Test
    void pageGoesBackToWhereItWasOpened() {
        Showing.fire("#ciphers-back");
        Showing.await(() -> Showing.has("#keys-ciphers"));
        Showing.fire("#rail-settings");
        Showing.fire("#ciphers-open");
        Showing.await(() -> Showing.has("#preset-custom"));
        Showing.fire("#ciphers-back");
        Showing.await(() -> Showing.has("#ciphers-open"));
    }
}
