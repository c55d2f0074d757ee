// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.CallId;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.SecurityEntry;
import org.securecall.app.api.SecurityLog;

/** The command {@code log}: what the security log says, once, or as it goes on, or into a file. */
final class SecurityLogCommand {

    private final SecurityLog log;
    private final JsonLines events;
    private final Consumer<SecurityEntry> tell;
    private @Nullable AutoCloseable listening;
    /** Of the entries that were told; entries of before and live ones may come at the same time. */
    private long told;

    SecurityLogCommand(SecurityLog log, JsonLines events) {
        this.log = log;
        this.events = events;
        this.tell = this::live;
    }

    /** @param words the command's; {@code log [ID]}, {@code log live}, {@code log quiet} or {@code log export FILE} */
    CompletionStage<?> carryOut(String[] words, String line) throws PhoneException {
        String what = words.length > 1 ? words[1] : "";
        if (what.equals("export")) {
            return export(line);
        }
        if (words.length > 2) {
            throw new PhoneException("Too many words after log");
        }
        switch (what) {
            case "live" -> listen();
            case "quiet" -> beQuiet();
            case "" -> tellAll(Optional.empty());
            default -> tellAll(Optional.of(new CallId(what)));
        }
        return CompletableFuture.completedFuture(what);
    }

    private void tellAll(Optional<CallId> call) throws PhoneException {
        var entries = log.entries().stream()
                .filter(entry -> call.isEmpty() || entry.isOf(call.get()))
                .toList();
        if (call.isPresent() && entries.isEmpty()) {
            throw new PhoneException("The log has nothing about a call " + call.get());
        }
        entries.forEach(this::write);
        events.securityLogTold(entries.size(), log.dropped());
    }

    /** What is there already, and from now on what comes. */
    private synchronized void listen() {
        if (listening == null) {
            listening = log.listen(tell);
            log.entries().forEach(this::live);
        }
    }

    private synchronized void live(SecurityEntry entry) {
        if (listening != null && entry.number() > told) {
            told = entry.number();
            write(entry);
        }
    }

    private synchronized void beQuiet() {
        @Nullable AutoCloseable now = listening;
        listening = null;
        if (now != null) {
            try {
                now.close();
            } catch (Exception e) {
                // The interface is wider than what any log does here.
                throw new IllegalStateException("The log would not stop telling", e);
            }
        }
    }

    private CompletionStage<?> export(String line) throws PhoneException {
        String file = line.replaceFirst("^log\\s+export\\s*", "");
        if (file.isBlank()) {
            throw new PhoneException("log export needs a file");
        }
        try {
            return log.export(Path.of(file)).thenAccept(count -> events.securityLogTold(count, log.dropped()));
        } catch (InvalidPathException e) {
            throw new PhoneException("This is not the name of a file: " + file, e);
        }
    }

    private void write(SecurityEntry entry) {
        events.securityLog(entry, log.label(entry.subject(), Locale.ENGLISH), log.words(entry, Locale.ENGLISH));
    }
}
