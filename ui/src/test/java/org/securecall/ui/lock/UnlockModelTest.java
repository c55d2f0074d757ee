// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneLockedException;
import org.securecall.ui.HandClock;
import org.securecall.ui.ScriptedPhone;

class UnlockModelTest {

    private final HandClock clock = new HandClock();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final ScriptedPhone phone = new ScriptedPhone();
    private final List<String> tried = new ArrayList<>();
    private Duration wait = Duration.ZERO;
    private final CompletableFuture<Optional<Phone>> outcome = new CompletableFuture<>();
    private final UnlockModel model = new UnlockModel(this::open, background::add, thread::add, clock, outcome);

    private Phone open(char[] passphrase) throws PhoneException {
        tried.add(new String(passphrase));
        return switch (new String(passphrase)) {
            case "right" -> phone;
            case "damaged" -> throw new PhoneException("The disk is gone");
            default -> throw new PhoneLockedException("That is not it", wait, new IllegalStateException());
        };
    }

    private void run() {
        while (!background.isEmpty() || !thread.isEmpty()) {
            (background.isEmpty() ? thread : background).remove().run();
        }
    }

    @Test
    void rightPassphraseOpensAndIsWiped() {
        char[] typed = "right".toCharArray();
        model.unlock(typed);
        assertThat(model.busy().get()).isTrue();
        assertThat(outcome).isNotDone();
        run();
        assertThat(outcome).isCompletedWithValue(Optional.of(phone));
        assertThat(typed).containsOnly('\0');
    }

    @Test
    void wrongPassphraseIsToldWipedAndAnotherCanBeTriedAtOnce() {
        char[] typed = "wrong".toCharArray();
        model.unlock(typed);
        run();
        assertThat(typed).containsOnly('\0');
        assertThat(model.problem().get()).isEqualTo("That is not it");
        assertThat(model.ready().get()).isTrue();
        model.unlock("right".toCharArray());
        assertThat(model.problem().get()).isEmpty();
        run();
        assertThat(outcome).isCompletedWithValue(Optional.of(phone));
    }

    @Test
    void waitIsCountedDownAndNothingIsTriedMeanwhile() {
        wait = Duration.ofMillis(3500);
        model.unlock("wrong".toCharArray());
        run();
        assertThat(model.secondsToWait().get()).isEqualTo(4);
        assertThat(model.ready().get()).isFalse();
        char[] early = "right".toCharArray();
        model.unlock(early);
        run();
        assertThat(early).containsOnly('\0');
        assertThat(tried).containsExactly("wrong");
        clock.move(Duration.ofSeconds(2));
        model.tick();
        assertThat(model.secondsToWait().get()).isEqualTo(2);
        clock.move(Duration.ofSeconds(2));
        model.tick();
        assertThat(model.secondsToWait().get()).isZero();
        assertThat(model.ready().get()).isTrue();
        model.unlock("right".toCharArray());
        run();
        assertThat(outcome).isCompletedWithValue(Optional.of(phone));
    }

    @Test
    void whatNoPassphraseCuresEndsIt() {
        model.unlock("damaged".toCharArray());
        run();
        assertThatThrownBy(outcome::join).hasRootCauseMessage("The disk is gone");
    }

    @Test
    void quittingEndsWithNothing() {
        model.quit();
        assertThat(outcome).isCompletedWithValue(Optional.empty());
        model.unlock("right".toCharArray());
        run();
        assertThat(tried).isEmpty();
    }

    @Test
    void quittingDuringAnAttemptClosesWhatItOpened() {
        model.unlock("right".toCharArray());
        model.quit();
        assertThat(outcome).isNotDone();
        run();
        assertThat(outcome).isCompletedWithValue(Optional.empty());
        assertThat(phone.commands()).containsExactly("close");
    }

    @Test
    void emptyPassphraseIsNotTried() {
        model.unlock(new char[0]);
        run();
        assertThat(tried).isEmpty();
        assertThat(model.busy().get()).isFalse();
    }
}
