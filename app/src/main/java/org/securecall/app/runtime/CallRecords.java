// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.HistoryChange;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.Retention;
import org.securecall.app.history.CallChronicle;
import org.securecall.app.history.HistoryException;
import org.securecall.app.history.HistoryStore;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.MediaStats;

/** Follows the calls, adds each to the history when it ends, and asks the history. Belongs to the call loop. */
final class CallRecords {

    /** How often it is noted how a call is heard. */
    private static final Duration HEARD_EVERY = Duration.ofSeconds(5);

    private final HistoryStore history;
    private final EventLoop loop;
    private final InstantSource clock;
    private final Consumer<HistoryChange> told;
    private final Map<CallId, Followed> followed = new HashMap<>();

    private record Followed(CallChronicle chronicle, Supplier<MediaStats> stats) {

        void listen() {
            chronicle.heard(stats.get());
        }
    }

    /** @param told of every change of the history, on the call loop */
    CallRecords(HistoryStore history, EventLoop loop, InstantSource clock, Consumer<HistoryChange> told) {
        this.history = history;
        this.loop = loop;
        this.clock = clock;
        this.told = told;
        history.onRenewed(() -> loop.execute(() -> told.accept(new HistoryChange.Renewed())));
    }

    /**
     * A call is as it is said.
     *
     * @param stats asked from now on until the call has ended
     */
    void follow(CallSnapshot call, Supplier<MediaStats> stats) {
        boolean over = call.state() == CallSnapshot.State.ENDED;
        Followed known = followed.get(call.id());
        if (known == null && over) {
            // Its end was told already.
            return;
        }
        Followed of = known == null ? begin(call.id(), stats) : known;
        if (over) {
            followed.remove(call.id());
            of.listen();
        }
        of.chronicle()
                .follow(call, clock.instant())
                .ifPresent(past -> told.accept(new HistoryChange.Added(history.add(past))));
    }

    private Followed begin(CallId id, Supplier<MediaStats> stats) {
        if (followed.isEmpty()) {
            loop.schedule(HEARD_EVERY, this::listen);
        }
        Followed begun = new Followed(new CallChronicle(), stats);
        followed.put(id, begun);
        return begun;
    }

    private void listen() {
        followed.values().forEach(Followed::listen);
        if (!followed.isEmpty()) {
            loop.schedule(HEARD_EVERY, this::listen);
        }
    }

    /** Asks what was added so far. Whole calls are read on another thread: that may have to wait for a disk. */
    CompletionStage<HistoryPage> ask(String text, OptionalLong before, int limit) {
        if (limit < 1 || limit > HistoryPage.MOST) {
            return CompletableFuture.failedFuture(
                    new PhoneException("1 to " + HistoryPage.MOST + " calls can be asked for at once"));
        }
        CompletableFuture<HistoryPage> page = new CompletableFuture<>();
        loop.execute(() -> Thread.ofVirtual().name("history-page").start(() -> {
            try {
                page.complete(history.search(text, before, limit));
            } catch (HistoryException e) {
                page.completeExceptionally(new PhoneException(String.valueOf(e.getMessage()), e));
            } catch (RuntimeException e) {
                page.completeExceptionally(new PhoneException("An internal error stopped this command", e));
            }
        }));
        return page;
    }

    /** @throws PhoneException when it is not there any more */
    void remove(long id) throws PhoneException {
        if (!history.remove(id)) {
            throw new PhoneException("There is no such call in the history any more");
        }
        told.accept(new HistoryChange.Removed(id));
    }

    void retain(Retention retention) {
        history.retain(retention);
    }

    void clear(Optional<String> peer) {
        peer.ifPresentOrElse(history::clearPeer, history::clear);
        told.accept(new HistoryChange.Cleared(peer));
    }

    /** Ends the work in the background. Blocks for a short while: not for the call loop. */
    void close() {
        history.close();
    }
}
