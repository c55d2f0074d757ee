// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history over rows that are kept elsewhere. Searches an index in memory, which a thread of its own fills, and reads whole calls
 * for a page alone.
 */
public final class IndexedHistory implements HistoryStore {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedHistory.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final HistoryRows rows;
    private final InstantSource clock;
    private final Consumer<String> notices;
    private final Background background;
    private final HistoryIndex index = new HistoryIndex();

    // Under the index's monitor:
    private final Loading loading;
    private Retention retention;
    private long lastId;
    private boolean closed;

    private volatile Runnable renewed = () -> {};

    private IndexedHistory(
            HistoryRows rows,
            Retention retention,
            InstantSource clock,
            Consumer<String> notices,
            Background background,
            long lastId) {
        this.rows = rows;
        this.retention = retention;
        this.clock = clock;
        this.notices = notices;
        this.background = background;
        this.loading = new Loading(lastId);
        this.lastId = lastId;
    }

    /**
     * Opens the history and begins to load it.
     *
     * @param notices told, on any thread, what the user should know, a sentence each
     * @throws HistoryException when nothing can be read
     */
    public static IndexedHistory open(
            HistoryRows rows, Retention retention, InstantSource clock, Consumer<String> notices)
            throws HistoryException {
        return open(rows, retention, clock, notices, rows.lastId(), new HistoryThread());
    }

    /** A history that ends with the program. */
    public static IndexedHistory inMemory(InstantSource clock) {
        return open(new MemoryRows(), Retention.FOREVER, clock, notice -> {}, 0, new HistoryThread());
    }

    /** For tests, which do the work in the background themselves. */
    static IndexedHistory open(
            HistoryRows rows,
            Retention retention,
            InstantSource clock,
            Consumer<String> notices,
            long lastId,
            Background background) {
        IndexedHistory history = new IndexedHistory(rows, retention, clock, notices, background, lastId);
        background.execute(history::load);
        background.every(DAY, history::applyRetention);
        return history;
    }

    // Changes.

    @Override
    public PastCall add(PastCall call) {
        byte[] bytes = PastCallCodec.encode(call);
        synchronized (index) {
            PastCall added = call.withId(++lastId);
            index.addNewest(added);
            rows.write(added.id(), bytes);
            return added;
        }
    }

    @Override
    public boolean remove(long id) {
        synchronized (index) {
            boolean known = index.remove(id);
            boolean maybe = !known && loading.skip(id);
            if (known || maybe) {
                rows.delete(new long[] {id});
            }
            return known || maybe;
        }
    }

    @Override
    public void clear() {
        synchronized (index) {
            index.clear();
            loading.finish();
            rows.deleteAll();
        }
    }

    @Override
    public void clearPeer(String address) {
        synchronized (index) {
            long[] ids = index.removePeer(address);
            loading.skipPeer(address);
            if (ids.length > 0) {
                rows.delete(ids);
            }
        }
    }

    @Override
    public void retain(Retention wanted) {
        synchronized (index) {
            retention = wanted;
        }
        background.execute(this::applyRetention);
    }

    private void applyRetention() {
        Instant now = clock.instant();
        synchronized (index) {
            Optional<Instant> oldest = retention.oldest(now);
            long[] ids = oldest.map(index::removeBefore).orElse(new long[0]);
            if (ids.length == 0) {
                return;
            }
            rows.delete(ids);
        }
        renewed.run();
    }

    // Questions.

    @Override
    public HistoryPage page(OptionalLong before, int limit) throws HistoryException {
        return search("", before, limit);
    }

    @Override
    public HistoryPage search(String text, OptionalLong before, int limit) throws HistoryException {
        if (limit < 1 || limit > HistoryPage.MOST) {
            throw new IllegalArgumentException("A page has 1 to " + HistoryPage.MOST + " calls");
        }
        HistoryIndex.View view;
        boolean complete;
        synchronized (index) {
            view = index.view();
            complete = loading.isOver();
        }
        HistoryIndex.Found found = view.find(text, before);
        List<PastCall> calls = new ArrayList<>();
        for (OptionalLong id = found.next(); id.isPresent(); id = found.next()) {
            // One that was removed since is passed over.
            read(id.getAsLong()).ifPresent(calls::add);
            if (calls.size() == limit) {
                break;
            }
        }
        return new HistoryPage(calls, complete);
    }

    private Optional<PastCall> read(long id) throws HistoryException {
        Optional<byte[]> bytes = rows.read(id);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PastCallCodec.decode(id, bytes.get()));
        } catch (DamagedPastCallException e) {
            LOG.warn("A past call was damaged since it was loaded: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public int count() {
        synchronized (index) {
            return index.count();
        }
    }

    @Override
    public void onRenewed(Runnable changed) {
        renewed = changed;
    }

    // Loading.

    private void load() {
        try {
            rows.forEach(this::loaded);
            synchronized (index) {
                if (!closed) {
                    loading.finish();
                }
            }
            tellUnreadable();
            renewed.run();
        } catch (HistoryException e) {
            notices.accept("The call history is shown in part: " + e.getMessage());
        }
        applyRetention();
    }

    private boolean loaded(long id, byte[] bytes) {
        Optional<PastCall> call = decode(id, bytes);
        synchronized (index) {
            if (closed || loading.isOver()) {
                return false;
            }
            if (!loading.isBefore(id)) {
                // It came by way of add.
                return true;
            }
            loading.reach(id);
            if (loading.isSkipped(id)) {
                return true;
            }
            if (call.isEmpty()) {
                loading.unreadable++;
            } else if (loading.isSkipped(call.get().peer())) {
                rows.delete(new long[] {id});
            } else {
                index.addOldest(call.get());
            }
            return true;
        }
    }

    private static Optional<PastCall> decode(long id, byte[] bytes) {
        try {
            return Optional.of(PastCallCodec.decode(id, bytes));
        } catch (DamagedPastCallException e) {
            LOG.debug("A past call is left out: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void tellUnreadable() {
        int unreadable;
        synchronized (index) {
            unreadable = loading.unreadable;
        }
        if (unreadable > 0) {
            notices.accept(
                    unreadable == 1
                            ? "1 call of the history cannot be read; it is kept as it is"
                            : unreadable + " calls of the history cannot be read; they are kept as they are");
        }
    }

    @Override
    public void close() {
        synchronized (index) {
            closed = true;
        }
        background.close();
    }
}
