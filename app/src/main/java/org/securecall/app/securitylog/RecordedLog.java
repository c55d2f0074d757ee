// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.SecurityEntry;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.SecurityLog;
import org.securecall.app.api.SecurityLogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The security log of one telephone. Facts are added on one thread, the call loop, and read on any. */
public final class RecordedLog implements SecurityLog {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedLog.class);

    private final InstantSource clock;
    private final Entries entries;
    private final CopyOnWriteArrayList<Consumer<SecurityEntry>> listeners = new CopyOnWriteArrayList<>();

    public RecordedLog(InstantSource clock) {
        this(clock, MOST);
    }

    RecordedLog(InstantSource clock, int most) {
        this.clock = clock;
        this.entries = new Entries(most);
    }

    /** Writes down what happened just now, and tells it. */
    public void add(SecurityEntry.Subject subject, SecurityFact fact) {
        SecurityEntry entry = entries.add(clock.instant(), subject, fact);
        for (Consumer<SecurityEntry> listener : listeners) {
            try {
                listener.accept(entry);
            } catch (RuntimeException e) {
                LOG.error("A front end failed over an entry of the security log", e);
            }
        }
    }

    @Override
    public List<SecurityEntry> entries() {
        return entries.all();
    }

    @Override
    public long dropped() {
        return entries.dropped();
    }

    @Override
    public AutoCloseable listen(Consumer<SecurityEntry> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public String words(SecurityEntry entry, Locale language) {
        return new FactWords(language, Names.AS_THEY_ARE).of(entry.fact());
    }

    @Override
    public String label(SecurityEntry.Subject subject, Locale language) {
        return new SubjectWords(language).plain(subject);
    }

    @Override
    public SecurityLogText redacted(List<SecurityEntry> some, Locale language) {
        return RedactedLog.of(some, dropped(), clock.instant(), language);
    }

    @Override
    public CompletionStage<Integer> export(SecurityLogText text, Path file) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        Thread.ofVirtual().name("security-log-export").start(() -> {
            try {
                write(text.text(), file.toAbsolutePath());
                done.complete(text.entries());
            } catch (PhoneException e) {
                done.completeExceptionally(e);
            } catch (IOException e) {
                done.completeExceptionally(new PhoneException(
                        "The security log cannot be written to " + file
                                + "; the folder may be missing or the disk full",
                        e));
            } catch (RuntimeException e) {
                done.completeExceptionally(new PhoneException("An internal error stopped this command", e));
            }
        });
        return done;
    }

    /** First beside its place and then, whole, into it. */
    private static void write(String text, Path place) throws IOException, PhoneException {
        Path folder = place.getParent();
        if (folder == null) {
            throw new PhoneException("The security log needs the name of a file");
        }
        Path fresh = Files.createTempFile(folder, ".securecall", ".part");
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
