// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import org.securecall.app.api.PhoneException;
import org.securecall.app.cli.WindowRunner;

/** Starts JavaFX and ends it again; between lies the session. */
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
            Session session = Session.begin(opener, dataDirectory);
            startToolkit();
            session.run();
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

    private static void await(CompletableFuture<Void> future) throws InterruptedException, PhoneException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new PhoneException("The window failed: " + e.getCause(), e);
        }
    }
}
