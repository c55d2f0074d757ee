// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;

/** Drives a telephone by commands, a line each, and tells what happens in JSON, a line each. */
public final class HeadlessFront {

    /** A longer line is no command. */
    private static final int LONGEST_LINE = 4096;

    private final Phone phone;
    private final boolean answersItself;
    private final JsonLines events;
    private final SecurityLogCommand log;

    private HeadlessFront(Phone phone, boolean answersItself, JsonLines events) {
        this.phone = phone;
        this.answersItself = answersItself;
        this.events = events;
        this.log = new SecurityLogCommand(phone.securityLog(), events);
    }

    /**
     * Starts the telephone and runs until {@code quit} or the end of the input; the telephone is closed then.
     *
     * @param answersItself whether an incoming call is answered at once
     * @throws PhoneException when the telephone cannot start, with the reason
     */
    public static void run(Phone phone, boolean answersItself, InputStream in, PrintStream out) throws PhoneException {
        Thread onSignal = Thread.ofPlatform().name("end-by-signal").unstarted(phone::close);
        try (JsonLines events = new JsonLines(out, InstantSource.system())) {
            HeadlessFront front = new HeadlessFront(phone, answersItself, events);
            phone.listen(front::onPhoneEvent);
            Runtime.getRuntime().addShutdownHook(onSignal);
            boolean ended = false;
            try {
                await(phone.start());
                front.readCommands(in);
                ended = true;
            } finally {
                if (ended || !endingBySignal(onSignal)) {
                    phone.close();
                }
            }
        }
        endingBySignal(onSignal);
    }

    /** Takes the hook back; not possible once the virtual machine is ending. */
    private static boolean endingBySignal(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    private static void await(CompletionStage<Void> start) throws PhoneException {
        try {
            start.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw reason(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PhoneException("Interrupted while starting", e);
        }
    }

    private static PhoneException reason(Throwable failure) {
        return switch (failure) {
            case PhoneException known -> known;
            case CompletionException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            default -> new PhoneException("An internal error stopped this command", failure);
        };
    }

    private void readCommands(InputStream in) {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = readLine(reader); line != null; line = readLine(reader)) {
                if (line.length() > LONGEST_LINE) {
                    events.error("A command has at most " + LONGEST_LINE + " characters");
                } else if (line.strip().equals("quit")) {
                    return;
                } else if (!line.isBlank()) {
                    command(line.strip());
                }
            }
        } catch (IOException e) {
            events.error("The commands cannot be read any more");
        }
    }

    /** Up to one character more than is allowed; the rest of a longer line is passed over. */
    private static @org.jspecify.annotations.Nullable String readLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.length() <= LONGEST_LINE) {
                line.append((char) next);
            }
            next = reader.read();
        }
        return line.toString();
    }

    private void command(String line) {
        String[] words = line.split("\\s+", -1);
        Optional<String> first = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
        try {
            switch (words[0]) {
                case "call" -> {
                    limit(words, 2);
                    tellFailure(phone.call(need(first, "call needs an address, or practice"), Optional.empty()));
                }
                case "answer" -> {
                    limit(words, 2);
                    tellFailure(phone.answer(one(first, HeadlessFront::rings, "no call that rings")));
                }
                case "reject" -> {
                    limit(words, 2);
                    tellFailure(phone.reject(one(first, HeadlessFront::rings, "no call that rings")));
                }
                case "hangup" -> {
                    limit(words, 2);
                    tellFailure(phone.hangUp(one(first, call -> true, "no call")));
                }
                case "mute" -> {
                    limit(words, 2);
                    mute(need(first, "mute needs on or off"));
                }
                case "hold", "resume" -> {
                    limit(words, 2);
                    CallId call = one(first, HeadlessFront::talks, "no call that could wait");
                    tellFailure(phone.setHeld(call, words[0].equals("hold")));
                }
                case "dtmf" -> {
                    limit(words, 2);
                    tellFailure(phone.sendDigits(
                            one(Optional.empty(), HeadlessFront::talks, "no call to send digits in"),
                            need(first, "dtmf needs digits")));
                }
                case "sas" -> sas(words);
                case "clear" -> {
                    limit(words, 2);
                    tellFailure(phone.goClear(one(first, HeadlessFront::talks, "no call that could go clear")));
                }
                case "secure" -> {
                    limit(words, 2);
                    tellFailure(phone.goSecure(one(first, HeadlessFront::talks, "no call to encrypt")));
                }
                case "talk" -> {
                    limit(words, 2);
                    tellFailure(phone.talkAnyway(one(
                            first, call -> talks(call) && call.microphoneBlocked(), "no call that waits for that")));
                }
                case "enrol" -> {
                    limit(words, 2);
                    tellFailure(phone.enrol(one(
                            first,
                            call -> call.security()
                                    .zrtp()
                                    .filter(z -> z.declarations().server().offersEnrolment())
                                    .isPresent(),
                            "no call through a server that asks to be trusted")));
                }
                case "stats" -> {
                    limit(words, 2);
                    CallId call = one(first, c -> true, "no call");
                    tellFailure(phone.stats(call).thenAccept(stats -> events.stats(call, stats)));
                }
                case "history" -> history(words);
                case "log" -> tellFailure(log.carryOut(words, line));
                case "identity" -> tellFailure(new IdentityWords(phone.identities(), events).carryOut(words));
                case "keys" -> tellFailure(new KeyWords(phone.keys(), events).carryOut(words));
                default ->
                    throw new PhoneException(
                            "Unknown command '" + words[0]
                                    + "'; known are call, answer, reject, hangup, mute, hold, resume, dtmf, sas, clear, secure, talk, enrol, stats, history, log, identity, keys and quit");
            }
        } catch (PhoneException e) {
            events.error(String.valueOf(e.getMessage()));
        }
    }

    private void mute(String word) throws PhoneException {
        boolean on = switch (word.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new PhoneException("mute needs on or off");
        };
        tellFailure(phone.setMuted(one(Optional.empty(), HeadlessFront::talks, "no call to mute"), on));
    }

    private void sas(String[] words) throws PhoneException {
        limit(words, 3);
        String what = words.length > 1 ? words[1] : "";
        Optional<String> id = words.length > 2 ? Optional.of(words[2]) : Optional.empty();
        CallId call = one(id, c -> c.security().zrtp().isPresent(), "no call with a code to compare");
        switch (what) {
            case "confirm" -> tellFailure(phone.confirmSas(call, Optional.empty()));
            case "deny" -> tellFailure(phone.denySas(call));
            default -> throw new PhoneException("sas needs confirm or deny");
        }
    }

    private void history(String[] words) throws PhoneException {
        if (words.length == 2 && words[1].equals("clear")) {
            tellFailure(phone.clearHistory(Optional.empty())
                    .thenRun(() -> events.history(new HistoryPage(List.of(), true))));
            return;
        }
        HistoryWords asked = HistoryWords.parse(words);
        tellFailure(
                phone.history(asked.text(), OptionalLong.empty(), asked.limit()).thenAccept(events::history));
    }

    private static boolean rings(CallSnapshot call) {
        return call.direction() == CallSnapshot.Direction.INCOMING && call.state() == CallSnapshot.State.RINGING;
    }

    private static boolean talks(CallSnapshot call) {
        return call.state() == CallSnapshot.State.ACTIVE;
    }

    private static void limit(String[] words, int most) throws PhoneException {
        if (words.length > most) {
            throw new PhoneException("Too many words after " + words[0]);
        }
    }

    private static String need(Optional<String> word, String otherwise) throws PhoneException {
        return word.orElseThrow(() -> new PhoneException(otherwise));
    }

    /** The call named, or the only one that fits. */
    private CallId one(Optional<String> named, Predicate<CallSnapshot> fits, String none) throws PhoneException {
        if (named.isPresent()) {
            return new CallId(named.get());
        }
        List<CallSnapshot> fitting = phone.calls().stream().filter(fits).toList();
        if (fitting.isEmpty()) {
            throw new PhoneException("There is " + none);
        }
        if (fitting.size() > 1) {
            throw new PhoneException("There are several calls: name one of "
                    + String.join(
                            ", ",
                            fitting.stream().map(call -> call.id().value()).toList()));
        }
        return fitting.getFirst().id();
    }

    private void tellFailure(CompletionStage<?> stage) {
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                events.error(String.valueOf(reason(failure).getMessage()));
            }
        });
    }

    private void onPhoneEvent(PhoneEvent event) {
        switch (event) {
            case PhoneEvent.Ready ready -> events.ready(ready.version(), ready.listen());
            case PhoneEvent.RegistrationChanged changed -> events.registration(changed.account());
            case PhoneEvent.CallChanged changed -> {
                events.call(changed.call());
                if (answersItself && rings(changed.call())) {
                    tellFailure(phone.answer(changed.call().id()));
                }
            }
            case PhoneEvent.SecurityChanged changed -> events.security(changed.call());
            case PhoneEvent.Notice notice -> events.error(notice.message());
            // What only a window shows.
            case PhoneEvent.AccountsChanged changed -> {}
            case PhoneEvent.ContactsChanged changed -> {}
            case PhoneEvent.TrustChanged changed -> {}
            case PhoneEvent.SettingsChanged changed -> {}
            case PhoneEvent.IdentitiesChanged changed -> {}
            case PhoneEvent.PracticePeerShows shows -> {}
            case PhoneEvent.HistoryChanged changed -> {}
        }
    }
}
