// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneLockedException;

/** Attempts to unlock a profile, one at a time, until one succeeds or the user gives up. */
final class UnlockModel {

    private final Attempt attempt;
    private final Executor background;
    private final Executor thread;
    private final InstantSource clock;
    private final CompletableFuture<Optional<Phone>> outcome;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyLongWrapper wait = new ReadOnlyLongWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper over = new ReadOnlyBooleanWrapper();
    private Instant notBefore = Instant.MIN;
    private boolean quit;

    /**
     * @param background runs the attempts
     * @param thread owns this model; the caller is on it
     * @param outcome completes with the open telephone, or with nothing when the user quit; fails where no passphrase helps
     */
    UnlockModel(
            Attempt attempt,
            Executor background,
            Executor thread,
            InstantSource clock,
            CompletableFuture<Optional<Phone>> outcome) {
        this.attempt = attempt;
        this.background = background;
        this.thread = thread;
        this.clock = clock;
        this.outcome = outcome;
    }

    /** Why the last passphrase was refused; empty when none was. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** How many seconds no other passphrase is taken; 0 for none. */
    ReadOnlyLongProperty secondsToWait() {
        return wait.getReadOnlyProperty();
    }

    /** Whether an attempt is under way. */
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Whether nothing is asked any more: the profile is open, or no passphrase opens it. */
    ReadOnlyBooleanProperty over() {
        return over.getReadOnlyProperty();
    }

    /** Whether a passphrase can be tried now. */
    BooleanBinding ready() {
        return busy.not().and(wait.isEqualTo(0));
    }

    /** @param passphrase wiped when it was tried, and when it is not taken now */
    void unlock(char[] passphrase) {
        if (quit || busy.get() || wait.get() > 0 || passphrase.length == 0) {
            Arrays.fill(passphrase, '\0');
            return;
        }
        busy.set(true);
        problem.set("");
        background.execute(() -> {
            try {
                Phone phone = attempt.open(passphrase);
                thread.execute(() -> opened(phone));
            } catch (PhoneLockedException e) {
                thread.execute(() -> refused(e));
            } catch (PhoneException | RuntimeException e) {
                thread.execute(() -> failed(e));
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        });
    }

    private void opened(Phone phone) {
        if (quit) {
            // Closing may take a while, which nobody has to look at.
            background.execute(() -> {
                phone.close();
                outcome.complete(Optional.empty());
            });
        } else {
            over.set(true);
            outcome.complete(Optional.of(phone));
        }
    }

    private void failed(Exception reason) {
        if (quit) {
            outcome.complete(Optional.empty());
        } else {
            over.set(true);
            outcome.completeExceptionally(reason);
        }
    }

    private void refused(PhoneLockedException refusal) {
        busy.set(false);
        if (quit) {
            outcome.complete(Optional.empty());
            return;
        }
        problem.set(String.valueOf(refusal.getMessage()));
        notBefore = clock.instant().plus(refusal.waitBefore());
        tick();
    }

    /** Counts the wait down; done once a second. */
    void tick() {
        if (notBefore.equals(Instant.MIN)) {
            return;
        }
        Duration left = Duration.between(clock.instant(), notBefore);
        wait.set(left.isPositive() ? left.plusMillis(999).toSeconds() : 0);
        if (wait.get() == 0) {
            notBefore = Instant.MIN;
        }
    }

    /** Gives up, at the latest when the attempt that is under way has ended. */
    void quit() {
        if (!quit) {
            quit = true;
            if (!busy.get()) {
                outcome.complete(Optional.empty());
            }
        }
    }
}
