// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
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
        while (open.isPresent()) {
            boolean locked;
            try (Phone phone = open.get()) {
                locked = showUntilClosed(phone);
            }
            // Only now: the profile is used by one telephone at a time.
            open = locked ? unlocked() : Optional.empty();
        }
    }

    private Optional<Phone> firstOpened() throws PhoneException, InterruptedException {
        try {
            return Optional.of(first.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PhoneLockedException) {
                return unlocked();
            }
            throw told(e.getCause());
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

    /** Whether it was closed to be locked. */
    private static boolean showUntilClosed(Phone phone) throws InterruptedException, PhoneException {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        FxThread.INSTANCE.execute(() -> {
            try {
                Stage stage = new Stage();
                AtomicBoolean locked = new AtomicBoolean();
                Runnable lock = () -> {
                    locked.set(true);
                    stage.hide();
                };
                SecureCallWindow window = new SecureCallWindow(phone, stage, lock, InstantSource.system());
                stage.setOnHidden(event -> {
                    window.close();
                    closed.complete(locked.get());
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
