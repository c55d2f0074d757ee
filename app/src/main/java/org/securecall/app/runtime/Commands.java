// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.PhoneException;
import org.securecall.app.contact.ContactImportException;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.storage.StorageException;
import org.securecall.app.transfer.TransferException;

/** Commands of front ends, carried out on the call loop in order with everything else. Thread-safe. */
final class Commands {

    /** A command with the open sockets. */
    interface OnLine {
        void run(Line open) throws PhoneException, InvalidEntryException;
    }

    /** A command that needs no sockets. */
    interface Change {
        void run() throws PhoneException, InvalidEntryException;
    }

    /** A command with an answer. */
    interface Question<T> {
        T ask() throws PhoneException, InvalidEntryException;
    }

    /** What runs in the background, as it may take its time; what it throws has a sentence for the user. */
    interface Task<T> {
        T run()
                throws PhoneException, InvalidEntryException, IdentityException, StorageException, TransferException,
                        ContactImportException, InterruptedException;
    }

    private final CallLoop loop;
    private volatile @Nullable Line line;

    Commands(CallLoop loop) {
        this.loop = loop;
    }

    /** The sockets are open. */
    void ready(Line opened) {
        line = opened;
    }

    /** Empty until the sockets are open. */
    Optional<Line> line() {
        return Optional.ofNullable(line);
    }

    /** @throws PhoneException before they are */
    Line opened() throws PhoneException {
        Line open = line;
        if (open == null) {
            throw new PhoneException("The telephone has not started yet");
        }
        return open;
    }

    /** Done once the command came to its end; without open sockets it fails. */
    CompletionStage<Void> onLine(OnLine command) {
        return inOrder(() -> command.run(opened()));
    }

    /** Done once the command came to its end. */
    CompletionStage<Void> inOrder(Change change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        onLoop(done, () -> {
            change.run();
            done.complete(null);
        });
        return done;
    }

    <T> CompletionStage<T> onLoop(Question<T> question) {
        CompletableFuture<T> done = new CompletableFuture<>();
        onLoop(done, () -> done.complete(question.ask()));
        return done;
    }

    private void onLoop(CompletableFuture<?> done, Change change) {
        loop.execute(() -> {
            try {
                change.run();
            } catch (PhoneException e) {
                done.completeExceptionally(e);
            } catch (InvalidEntryException e) {
                done.completeExceptionally(new PhoneException(String.valueOf(e.getMessage()), e));
            } catch (RuntimeException e) {
                done.completeExceptionally(internal(e));
                throw e;
            }
        });
    }

    /** On a thread of its own, of this name. */
    static <T> CompletionStage<T> inBackground(String name, Task<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofVirtual().name(name).start(() -> {
            try {
                done.complete(task.run());
            } catch (PhoneException e) {
                done.completeExceptionally(e);
            } catch (InvalidEntryException
                    | IdentityException
                    | StorageException
                    | TransferException
                    | ContactImportException e) {
                done.completeExceptionally(new PhoneException(String.valueOf(e.getMessage()), e));
            } catch (InterruptedException e) {
                done.completeExceptionally(new PhoneException("Interrupted before it was done", e));
            } catch (RuntimeException e) {
                done.completeExceptionally(internal(e));
            }
        });
        return done;
    }

    /** The one value of it. */
    @SuppressWarnings("NullAway")
    static Void nothing() {
        return null;
    }

    private static PhoneException internal(RuntimeException cause) {
        return new PhoneException("An internal error stopped this command", cause);
    }
}
