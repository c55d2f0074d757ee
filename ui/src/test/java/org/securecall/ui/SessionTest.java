// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneLockedException;
import org.securecall.app.api.PhoneOptions;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** From the start to the end of the program, with profiles that the test plays. */
class SessionTest {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path temporary;

    private final ScriptedPhone phone = new ScriptedPhone();
    private final List<String> tried = Collections.synchronizedList(new ArrayList<>());
    private volatile Duration wait = Duration.ZERO;
    private volatile boolean locked = true;

    @BeforeAll
    static void speakEnglish() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void closeWindows() {
        Showing.onFx(() -> {
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            return true;
        });
    }

    private Phone open(PhoneOptions options, Optional<char[]> passphrase) throws PhoneException {
        tried.add(passphrase.map(String::new).orElse(""));
        if (!locked || passphrase.map(String::new).equals(Optional.of("right"))) {
            return phone;
        }
        if (passphrase.map(String::new).equals(Optional.of("damaged"))) {
            throw new PhoneException("The disk is gone");
        }
        throw new PhoneLockedException(
                passphrase.isEmpty() ? "It is locked" : "That is not it", wait, new IllegalStateException());
    }

    private FutureTask<Void> start() {
        Session session = Session.begin(this::open, temporary);
        FutureTask<Void> task = new FutureTask<>(() -> {
            session.run();
            return null;
        });
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private void unlock(String passphrase) {
        Showing.type("#unlock-passphrase", passphrase);
        Showing.fire("#unlock");
    }

    private static void hide(String selector) {
        Stage stage = Showing.stage(selector).orElseThrow();
        Showing.onFx(() -> {
            stage.hide();
            return true;
        });
    }

    @Test
    void profileThatIsOpenShowsTheWindowAtOnceAndClosingItEndsTheProgram() throws Exception {
        locked = false;
        FutureTask<Void> session = start();
        Showing.node("#search");
        assertThat(Showing.has("#unlock")).isFalse();
        hide("#search");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(phone.commands()).endsWith("close");
        assertThat(phone.listeners()).isZero();
    }

    @Test
    void lockedProfileAsksUntilThePassphraseIsRight() throws Exception {
        FutureTask<Void> session = start();
        unlock("wrong");
        assertThat(Showing.text("#unlock-problem")).isEqualTo("That is not it");
        assertThat(Showing.text("#unlock-passphrase"))
                .as("what was typed is gone")
                .isEmpty();
        unlock("right");
        Showing.node("#search");
        Showing.await(() -> !Showing.has("#unlock"));
        assertThat(tried).containsExactly("", "wrong", "right");
        hide("#search");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void passphraseIsTypedAndEnteredOnTheKeyboardAlone() throws Exception {
        FutureTask<Void> session = start();
        Node field = Showing.node("#unlock-passphrase");
        FxRobot robot = new FxRobot();
        Stage stage = Showing.stage("#unlock").orElseThrow();
        robot.targetWindow(stage);
        Showing.onFx(() -> {
            stage.requestFocus();
            return true;
        });
        Showing.await(() -> Showing.onFx(field::isFocused));
        robot.write("right");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        Showing.node("#search");
        hide("#search");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void waitIsShownAndTheButtonIsOffMeanwhile() throws Exception {
        wait = Duration.ofMinutes(3);
        FutureTask<Void> session = start();
        unlock("wrong");
        Showing.await(() -> Showing.text("#unlock-state").matches("The next one can be tried in 1[78][0-9] s\\."));
        Showing.type("#unlock-passphrase", "right");
        assertThat(Showing.ask("#unlock", Node::isDisabled)).isTrue();
        Showing.fire("#unlock-quit");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(tried).containsExactly("", "wrong");
        assertThat(phone.commands()).isEmpty();
    }

    @Test
    void quittingEndsTheProgramWithoutATelephone() throws Exception {
        FutureTask<Void> session = start();
        Showing.fire("#unlock-quit");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(tried).containsExactly("");
    }

    @Test
    void whatNoPassphraseCuresIsToldAndEndsTheProgram() {
        FutureTask<Void> session = start();
        unlock("damaged");
        // In this order: the window that asks has such a title as well.
        Showing.await(() -> !Showing.has("#unlock") && Showing.has(".empty-title"));
        hide(".empty-title");
        assertThatThrownBy(() -> session.get(LIMIT_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(PhoneException.class)
                .hasMessage("The disk is gone");
    }

    @Test
    void lockingClosesTheTelephoneAndAsksAgain() throws Exception {
        phone.protect(Optional.empty(), Optional.of("right".toCharArray()));
        FutureTask<Void> session = start();
        unlock("right");
        Showing.fire("#rail-settings");
        Showing.fire("#lock-now");
        Showing.node("#unlock");
        assertThat(Showing.has("#search")).isFalse();
        assertThat(phone.commands()).endsWith("close");
        assertThat(phone.listeners()).isZero();
        unlock("right");
        Showing.node("#search");
        assertThat(session.isDone()).isFalse();
        hide("#search");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void restoringClosesTheTelephoneAndOpensAnotherThatTellsOfIt() throws Exception {
        locked = false;
        FutureTask<Void> session = start();
        Showing.fire("#rail-settings");
        Showing.type("#restore-file", "my.backup");
        Showing.type("#restore-group-1", "1K4DX2ZQ8M3A7TW4PHC05RN1V6E2YJ7GB9S");
        Showing.await(() -> Showing.text("#restore-group-1").equals("1K4DX"));
        assertThat(Showing.text("#restore-group-7")).isEqualTo("7GB9S");
        Showing.fire("#restore-read");
        Showing.fire("#restore-yes");
        Showing.await(() -> tried.size() == 2);
        Showing.await(() -> Showing.has(".notice"));
        assertThat(Showing.ask(".notice", Node::getAccessibleText)).startsWith("The backup was restored");
        assertThat(phone.commands())
                .containsSubsequence("restore my.backup 1K4DX2ZQ8M3A7TW4PHC05RN1V6E2YJ7GB9S", "close", "start");
        assertThat(phone.listeners()).isEqualTo(1);
        hide("#search");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void restoredProfileThatIsLockedAsksForItsPassphrase() throws Exception {
        FutureTask<Void> session = start();
        unlock("right");
        Showing.fire("#rail-settings");
        Showing.type("#restore-file", "my.backup");
        Showing.type("#restore-group-1", "1K4DX2ZQ8M3A7TW4PHC05RN1V6E2YJ7GB9S");
        Showing.fire("#restore-read");
        Showing.fire("#restore-yes");
        unlock("right");
        Showing.await(() -> Showing.has(".notice"));
        assertThat(tried).containsExactly("", "right", "", "right");
        hide("#search");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void everythingInTheUnlockWindowSaysWhatItIs() throws Exception {
        FutureTask<Void> session = start();
        for (String selector : List.of("#unlock-passphrase", "#unlock", "#unlock-quit")) {
            assertThat(Showing.ask(selector, Node::getAccessibleText))
                    .as(selector)
                    .isNotBlank();
        }
        Showing.fire("#unlock-quit");
        session.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
