// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.cli.WindowRunner;
import org.securecall.ui.fx.FxThread;

/** Starts JavaFX, opens the telephone, and shows both until the window is closed. */
public final class WindowLauncher implements WindowRunner {

    private static final int OK = 0;

    private final PhoneOpener opener;

    public WindowLauncher(PhoneOpener opener) {
        this.opener = opener;
    }

    @Override
    public int run(Path dataDirectory) throws PhoneException {
        try {
            // JavaFX takes longest to start, so the telephone is opened beside it.
            FutureTask<Phone> opening = new FutureTask<>(() -> opener.open(PhoneOptions.standard(dataDirectory)));
            Thread.ofPlatform().name("open-phone").start(opening);
            startToolkit();
            try (Phone phone = opened(opening)) {
                showUntilClosed(phone);
            }
            return OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PhoneException("The start was interrupted", e);
        } finally {
            exitToolkit();
        }
    }

    private static void startToolkit() throws PhoneException, InterruptedException {
        CompletableFuture<Void> started = new CompletableFuture<>();
        // The toolkit lives until exitToolkit(), not until some window is closed.
        Platform.setImplicitExit(false);
        try {
            Platform.startup(() -> started.complete(null));
        } catch (UnsupportedOperationException e) {
            throw new PhoneException("No window can be opened here: is there a desktop?", e);
        }
        await(started);
    }

    private static void exitToolkit() {
        Platform.exit();
    }

    private static Phone opened(FutureTask<Phone> opening) throws PhoneException, InterruptedException {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            PhoneException told = e.getCause() instanceof PhoneException known
                    ? known
                    : new PhoneException("Secure Call cannot start: " + e.getCause(), e);
            // Who started the program from an icon sees no standard error.
            CompletableFuture<Void> read = new CompletableFuture<>();
            FxThread.INSTANCE.execute(
                    () -> StartFailure.show(String.valueOf(told.getMessage()), () -> read.complete(null)));
            await(read);
            throw told;
        }
    }

    private static void showUntilClosed(Phone phone) throws InterruptedException, PhoneException {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        FxThread.INSTANCE.execute(() -> {
            try {
                Stage stage = new Stage();
                SecureCallWindow window = new SecureCallWindow(phone, stage);
                stage.setOnHidden(event -> {
                    window.close();
                    closed.complete(null);
                });
            } catch (RuntimeException e) {
                // A window that cannot be built must not leave the program running without one.
                closed.completeExceptionally(e);
            }
        });
        await(closed);
    }

    private static void await(CompletableFuture<Void> future) throws InterruptedException, PhoneException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new PhoneException("The window failed: " + e.getCause(), e);
        }
    }
}
