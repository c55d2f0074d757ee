// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;

/** Writes past calls into a file, page by page: first beside its place and then, whole, into it. */
final class HistoryExport {

    private final Phone phone;
    private final String text;
    private final boolean missedOnly;

    private HistoryExport(Phone phone, String text, boolean missedOnly) {
        this.phone = phone;
        this.text = text;
        this.missedOnly = missedOnly;
    }

    /**
     * Begins to write; a file that is there is replaced in the end, or stays as it was.
     *
     * @param text as {@link Phone#history} takes it
     * @return how many calls were written; fails with a {@link PhoneException}
     */
    static CompletionStage<Long> begin(Phone phone, String text, boolean missedOnly, Path file) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        HistoryExport export = new HistoryExport(phone, text, missedOnly);
        Thread.ofVirtual().name("history-export").start(() -> {
            try {
                done.complete(export.write(file.toAbsolutePath()));
            } catch (PhoneException e) {
                done.completeExceptionally(e);
            } catch (IOException e) {
                done.completeExceptionally(
                        new PhoneException("The calls cannot be written to " + file + "; the disk may be full", e));
            } catch (InterruptedException e) {
                done.completeExceptionally(new PhoneException("Interrupted before all calls were written", e));
            } catch (RuntimeException e) {
                done.completeExceptionally(new PhoneException("An internal error stopped this command", e));
            }
        });
        return done;
    }

    private long write(Path place) throws IOException, PhoneException, InterruptedException {
        Path folder = place.getParent();
        if (folder == null) {
            throw new PhoneException("The calls need the name of a file");
        }
        Path fresh = Files.createTempFile(folder, ".securecall", ".part");
        try {
            long count;
            try (BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                out.write(PastCallTable.HEAD);
                count = write(out);
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            return count;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private long write(BufferedWriter out) throws IOException, PhoneException, InterruptedException {
        long count = 0;
        List<PastCall> calls;
        OptionalLong before = OptionalLong.empty();
        do {
            HistoryPage page = page(before);
            calls = page.calls();
            if (!page.complete()) {
                throw new PhoneException("The older calls are still being loaded: try again in a moment");
            }
            for (PastCall call : calls) {
                if (!missedOnly || PastCallWords.isMissed(call)) {
                    out.write(PastCallTable.row(call));
                    count++;
                }
                before = OptionalLong.of(call.id());
            }
        } while (calls.size() == HistoryPage.MOST);
        return count;
    }

    private HistoryPage page(OptionalLong before) throws PhoneException, InterruptedException {
        try {
            return phone.history(text, before, HistoryPage.MOST)
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PhoneException reason
                    ? reason
                    : new PhoneException("An internal error stopped this command", e);
        }
    }
}
