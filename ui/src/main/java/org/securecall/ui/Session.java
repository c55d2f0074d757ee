// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneLockedException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.ui.fx.FxThread;
import org.securecall.ui.lock.UnlockWindow;

/** One run of the program: opens the telephone, shows it, and asks for the passphrase whenever the profile is locked. */
final class Session {

    private final PhoneOpener opener;
    private final PhoneOptions options;
    private final FutureTask<Phone> first;

    private Session(PhoneOpener opener, PhoneOptions options) {
        this.opener = opener;
        this.options = options;
        this.first = new FutureTask<>(() -> opener.open(options, Optional.empty()));
    }

    /** Opens the telephone from now on, on a thread of its own. */
    static Session begin(PhoneOpener opener, Path dataDirectory) {
        Session session = new Session(opener, PhoneOptions.standard(dataDirectory));
        Thread.ofPlatform().name("open-phone").start(session.first);
        return session;
    }

    /**
     * Shows everything, until the user ends the program. The toolkit runs; the caller is not on its thread.
     *
     * @throws PhoneException when there is no telephone; the user has read why
     */
    void run() throws PhoneException, InterruptedException {
        Optional<Phone> open = firstOpened();
        Optional<String> told = Optional.empty();
        while (open.isPresent()) {
            After after;
            try (Phone phone = open.get()) {
                after = showUntilClosed(phone, told);
            }
            // Only now: the profile is used by one telephone at a time.
            switch (after) {
                case After.Quit quit -> open = Optional.empty();
                case After.Locked locked -> {
                    open = unlocked();
                    told = Optional.empty();
                }
                case After.Replaced replaced -> {
                    open = opened(() -> opener.open(options, Optional.empty()));
                    told = Optional.of(replaced.told());
                }
            }
        }
    }

    /** Why the window was closed. */
    private sealed interface After {

        record Quit() implements After {}

        record Locked() implements After {}

        /** @param told what to tell the user once the profile, another one now, is open */
        record Replaced(String told) implements After {}
    }

    private Optional<Phone> firstOpened() throws PhoneException, InterruptedException {
        return opened(() -> {
            try {
                return first.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof PhoneException reason
                        ? reason
                        : new PhoneException("Secure Call cannot start: " + e.getCause(), e);
            }
        });
    }

    private interface Opening {
        Phone open() throws PhoneException, InterruptedException;
    }

    /** Asks for the passphrase where it needs one. */
    private Optional<Phone> opened(Opening opening) throws PhoneException, InterruptedException {
        try {
            return Optional.of(opening.open());
        } catch (PhoneLockedException e) {
            return unlocked();
        } catch (PhoneException | RuntimeException e) {
            throw told(e);
        }
    }

    /** Empty when the user quit instead. */
    private Optional<Phone> unlocked() throws PhoneException, InterruptedException {
        CompletableFuture<Optional<Phone>> asked = new CompletableFuture<>();
        FxThread.INSTANCE.execute(() -> {
            try {
                UnlockWindow.show(passphrase -> opener.open(options, Optional.of(passphrase)), asked);
            } catch (RuntimeException e) {
                asked.completeExceptionally(e);
            }
        });
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw told(e.getCause());
        }
    }

    private static PhoneException told(@Nullable Throwable cause) throws PhoneException, InterruptedException {
        PhoneException told = cause instanceof PhoneException known
                ? known
                : new PhoneException("Secure Call cannot start: " + cause, new IllegalStateException(cause));
        // Who started the program from an icon sees no standard error.
        CompletableFuture<Void> read = new CompletableFuture<>();
        FxThread.INSTANCE.execute(
                () -> StartFailure.show(String.valueOf(told.getMessage()), () -> read.complete(null)));
        await(read);
        return told;
    }

    /** @param told a notice to begin with */
    private static After showUntilClosed(Phone phone, Optional<String> told)
            throws InterruptedException, PhoneException {
        CompletableFuture<After> closed = new CompletableFuture<>();
        FxThread.INSTANCE.execute(() -> {
            try {
                Stage stage = new Stage();
                AtomicReference<After> after = new AtomicReference<>(new After.Quit());
                Consumer<After> leave = why -> {
                    after.set(why);
                    stage.hide();
                };
                SecureCallWindow window = new SecureCallWindow(
                        phone,
                        stage,
                        () -> leave.accept(new After.Locked()),
                        later -> leave.accept(new After.Replaced(later)),
                        InstantSource.system());
                told.ifPresent(window.model()::notice);
                stage.setOnHidden(event -> {
                    window.close();
                    closed.complete(after.get());
                });
            } catch (RuntimeException e) {
                // A window that cannot be built must not leave the program running without one.
                closed.completeExceptionally(e);
            }
        });
        return await(closed);
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException, PhoneException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new PhoneException("The window failed: " + e.getCause(), e);
        }
    }
}
