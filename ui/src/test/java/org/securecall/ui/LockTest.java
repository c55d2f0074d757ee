// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.securecall.app.api.CallId;
import org.securecall.app.api.Protection;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Locking the window, and the settings of it, on a telephone that the test plays. */
class LockTest {

    private final FxRobot robot = new FxRobot();
    private final ScriptedPhone phone = new ScriptedPhone();
    private final HandClock clock = new HandClock();
    private final AtomicInteger locked = new AtomicInteger();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @BeforeEach
    void open() {
        window.open(made -> new SecureCallWindow(phone, made, locked::incrementAndGet, clock));
        robot.targetWindow(window.stage());
    }

    private void withPassphrase() {
        phone.protect(Optional.empty(), Optional.of("correct horse".toCharArray()))
                .toCompletableFuture()
                .join();
    }

    private void pressLock() {
        robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void lockAfter(int minutes) {
        phone.putSettings(phone.settings().withLockAfterMinutes(minutes));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void pass(Duration time) {
        clock.move(time);
        Showing.onFx(() -> {
            window.window().idle().tick();
            return true;
        });
    }

    private String notice() {
        return Showing.onFx(() -> String.join("|", window.window().model().notices()));
    }

    @Test
    void shortcutLocksAProfileWithAPassphrase() {
        withPassphrase();
        pressLock();
        assertThat(locked).hasValue(1);
    }

    @Test
    void withoutAPassphraseItIsToldThatOneIsNeeded() {
        pressLock();
        assertThat(locked).hasValue(0);
        assertThat(notice()).contains("set a passphrase in the settings first");
    }

    @Test
    void callThatRingsIsNotEndedByLocking() {
        withPassphrase();
        CallId call = phone.ring("sip:bob@example.org", "Bob");
        WaitForAsyncUtils.waitForFxEvents();
        pressLock();
        assertThat(locked).hasValue(0);
        assertThat(notice()).contains("A call is going on");
        phone.end(call, 487, "");
        WaitForAsyncUtils.waitForFxEvents();
        pressLock();
        assertThat(locked).hasValue(1);
    }

    @Test
    void windowThatIsLeftAloneLocks() {
        withPassphrase();
        lockAfter(5);
        pass(Duration.ofMinutes(4));
        assertThat(locked).hasValue(0);
        pass(Duration.ofMinutes(1));
        assertThat(locked).hasValue(1);
    }

    @Test
    void keysAndTheMouseBeginTheTimeAnew() {
        withPassphrase();
        lockAfter(5);
        pass(Duration.ofMinutes(4));
        robot.press(KeyCode.SHIFT).release(KeyCode.SHIFT);
        pass(Duration.ofMinutes(4));
        assertThat(locked).hasValue(0);
        robot.clickOn("#rail-dial");
        pass(Duration.ofMinutes(4));
        assertThat(locked).hasValue(0);
        pass(Duration.ofMinutes(1));
        assertThat(locked).hasValue(1);
    }

    @Test
    void nothingLocksDuringACallOrWithoutAPassphrase() {
        lockAfter(1);
        pass(Duration.ofHours(1));
        withPassphrase();
        CallId call = phone.ring("sip:bob@example.org", "Bob");
        pass(Duration.ofHours(1));
        assertThat(locked).hasValue(0);
        assertThat(notice()).isEmpty();
        phone.end(call, 487, "");
        pass(Duration.ofSeconds(59));
        assertThat(locked).hasValue(0);
        pass(Duration.ofSeconds(1));
        assertThat(locked).hasValue(1);
    }

    @Test
    void passphraseIsSetInTheSettings() {
        Showing.fire("#rail-settings");
        assertThat(Showing.text("#lock-state")).isEqualTo("Key in a file on this computer");
        assertThat(Showing.has("#lock-remove")).isFalse();
        assertThat(Showing.ask("#lock-after", Node::isDisabled)).isTrue();
        Showing.fire("#lock-change");
        Showing.type("#lock-passphrase", "short");
        assertThat(Showing.text("#lock-length")).isEqualTo("Too short: at least 8 characters are needed.");
        Showing.type("#lock-again", "short");
        Showing.fire("#lock-save");
        assertThat(phone.commands()).doesNotContain("protect short");
        Showing.type("#lock-passphrase", "correct horse battery");
        assertThat(Showing.text("#lock-length")).isEqualTo("Length: good.");
        Showing.fire("#lock-save");
        assertThat(phone.protection()).isEqualTo(Protection.FILE);
        Showing.type("#lock-again", "correct horse battery");
        Showing.fire("#lock-save");
        Showing.await(() -> phone.commands().contains("protect correct horse battery"));
        assertThat(Showing.text("#lock-result")).startsWith("The passphrase is set.");
        assertThat(Showing.text("#lock-state")).isEqualTo("Locked with a passphrase");
        assertThat(Showing.has("#lock-passphrase")).isFalse();
        Showing.fire("#lock-change");
        assertThat(Showing.text("#lock-passphrase")).isEmpty();
        Showing.type("#lock-passphrase", "battery staple");
        Showing.type("#lock-again", "battery staple");
        Showing.fire("#lock-save");
        Showing.type("#lock-current", "correct horse battery");
        Showing.fire("#lock-save");
        Showing.await(() -> phone.commands().contains("protect (correct horse battery) battery staple"));
        assertThat(Showing.text("#lock-result")).startsWith("The passphrase is changed.");
        Showing.fire("#lock-now");
        assertThat(locked).hasValue(1);
    }

    @Test
    void refusalIsToldInTheSettings() {
        Showing.fire("#rail-settings");
        Showing.fire("#lock-change");
        phone.refuse("The disk is full");
        Showing.type("#lock-passphrase", "correct horse");
        Showing.type("#lock-again", "correct horse");
        Showing.fire("#lock-save");
        assertThat(Showing.text("#lock-problem")).isEqualTo("The disk is full");
        assertThat(Showing.text("#lock-state")).isEqualTo("Key in a file on this computer");
    }

    @Test
    void passphraseIsRemovedAfterAQuestion() {
        withPassphrase();
        Showing.fire("#rail-settings");
        Showing.fire("#lock-remove");
        Showing.fire("#lock-remove-no");
        assertThat(phone.protection()).isEqualTo(Protection.PASSPHRASE);
        Showing.fire("#lock-remove");
        Showing.fire("#lock-remove-yes");
        assertThat(phone.protection()).isEqualTo(Protection.PASSPHRASE);
        Showing.type("#lock-remove-current", "correct horse");
        Showing.fire("#lock-remove-yes");
        assertThat(Showing.text("#lock-result")).isEqualTo("The passphrase is removed.");
        assertThat(phone.protection()).isEqualTo(Protection.FILE);
        assertThat(Showing.has("#lock-remove")).isFalse();
    }

    @Test
    void timeUntilItLocksIsChosenInTheSettings() {
        withPassphrase();
        lockAfter(7);
        Showing.fire("#rail-settings");
        ComboBox<?> after = (ComboBox<?>) Showing.node("#lock-after");
        assertThat(Showing.onFx(() -> after.getItems().toArray())).containsExactly(0, 1, 5, 15, 60, 7);
        Showing.onFx(() -> {
            after.getSelectionModel().select(3);
            return true;
        });
        Showing.await(() -> phone.settings().lockAfterMinutes() == 15);
        assertThat(Showing.onFx(() -> after.lookupAll(".list-cell").stream()
                        .map(cell -> String.valueOf(((Labeled) cell).getText()))
                        .toList()))
                .contains("15 minutes");
    }
}
