// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code db}: the only one that writes to the database. Takes writes from any thread without blocking, does
 * those that wait in one transaction, and keeps them while the disk refuses them.
 */
final class DatabaseWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWriter.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;
    private final StorageListener listener;
    private final int capacity;
    private final Duration retryEvery;
    private final Thread thread = new Thread(this::run, "db");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Under the lock:
    private Map<String, Write> pending = new LinkedHashMap<>();
    private List<CompletableFuture<Void>> waiters = new ArrayList<>();
    private @Nullable String failure;
    private boolean hurry;
    private boolean closing;
    private boolean sealed;
    private boolean overflowed;

    /**
     * Takes the connection over.
     *
     * @param capacity how many writes may wait
     * @param retryEvery how long to wait after a failure
     */
    DatabaseWriter(Connection connection, StorageListener listener, int capacity, Duration retryEvery) {
        this.connection = connection;
        this.listener = listener;
        this.capacity = capacity;
        this.retryEvery = retryEvery;
    }

    void start() {
        // A program that ends without closing must not hang; what was submitted is on the disk within milliseconds.
        thread.setDaemon(true);
        thread.start();
    }

    /** As {@link #submit}, and takes nothing after it until {@link #goOn}. */
    void submitLast(Write write) {
        lock.lock();
        try {
            submit(write);
            sealed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes writes again. */
    void goOn() {
        lock.lock();
        try {
            sealed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the write over; never blocks. */
    void submit(Write write) {
        boolean firstOverflow = false;
        lock.lock();
        try {
            boolean full = pending.size() >= capacity && !pending.containsKey(write.key());
            if (closing || sealed) {
                write.wipe();
                LOG.warn("A change came after the storage was closed and is lost");
            } else if (full) {
                write.wipe();
                firstOverflow = !overflowed;
                overflowed = true;
            } else {
                Write replaced = pending.put(write.key(), write);
                if (replaced != null) {
                    replaced.wipe();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (firstOverflow) {
            listener.onStorageNotice("Too many changes wait for the disk: the newest are lost when the program ends");
        }
    }

    /**
     * Completes when everything submitted so far is on the disk, or fails with a {@link StorageException} when the next
     * attempt fails. The attempt is made at once.
     */
    CompletableFuture<Void> sync() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lock.lock();
        try {
            if (closing) {
                done.completeExceptionally(new StorageException("The storage is closed"));
            } else {
                waiters.add(done);
                hurry = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Writes what waits, tells what could not be written, and closes the connection. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                listener.onStorageNotice("The disk does not answer: the last changes may be lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (connection) {
            boolean last = false;
            while (!last) {
                last = step();
            }
        } catch (InterruptedException e) {
            LOG.warn("The database thread was interrupted");
        } catch (SQLException e) {
            LOG.warn("Closing the database failed: {}", Failures.sentence(e));
        } catch (RuntimeException e) {
            LOG.error("The database thread ends", e);
            listener.onStorageNotice("An internal error ended the storage: later changes are lost");
        } finally {
            giveUp("the storage was closed");
        }
    }

    /** One round: waits for work, does it; gives whether it was the last one. */
    private boolean step() throws InterruptedException {
        boolean last;
        Map<String, Write> batch;
        lock.lock();
        try {
            awaitWork();
            last = closing;
            hurry = false;
            batch = pending;
            pending = new LinkedHashMap<>();
        } finally {
            lock.unlock();
        }
        boolean handled = false;
        try {
            apply(batch.values());
            batch.values().forEach(Write::wipe);
            handled = true;
            succeeded();
        } catch (SQLException e) {
            handled = true;
            failed(batch, e, last);
        } finally {
            if (!handled) {
                requeue(batch);
            }
        }
        return last;
    }

    private void awaitWork() throws InterruptedException {
        long nanos = failure == null ? 0 : retryEvery.toNanos();
        while (!closing && !hurry) {
            if (failure != null) {
                if (nanos <= 0) {
                    return;
                }
                nanos = changed.awaitNanos(nanos);
            } else if (pending.isEmpty()) {
                changed.await();
            } else {
                return;
            }
        }
    }

    /** All or nothing, but for a write that can never succeed: that one alone is left out. */
    private void apply(Collection<Write> writes) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        Database.execute(connection, "BEGIN IMMEDIATE");
        boolean committed = false;
        try {
            for (Write write : writes) {
                applyOne(write);
            }
            Database.execute(connection, "COMMIT");
            committed = true;
        } finally {
            if (!committed) {
                rollback();
            }
        }
        try {
            // Empties the log, where replaced secrets would otherwise stay readable until it is used again.
            Database.execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            LOG.info("The write-ahead log stays for now: {}", Failures.sentence(e));
        }
    }

    private void applyOne(Write write) throws SQLException {
        Database.execute(connection, "SAVEPOINT one");
        try {
            write.apply(connection);
        } catch (SQLException e) {
            if (Failures.mayPass(e)) {
                throw e;
            }
            Database.execute(connection, "ROLLBACK TO one");
            // The message of an SQLException may quote values; its code does not.
            LOG.error("A change was refused by the database: {}", Failures.sentence(e));
            listener.onStorageNotice(
                    "A change cannot be saved and is lost when the program ends: " + Failures.sentence(e));
        }
        Database.execute(connection, "RELEASE one");
    }

    private void rollback() {
        try {
            Database.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // SQLite rolls back by itself on a full disk and on input/output errors, and then there is none left to do.
            LOG.debug("No transaction to roll back: {}", Failures.sentence(e));
        }
    }

    private void succeeded() {
        boolean recovered;
        List<CompletableFuture<Void>> done = List.of();
        lock.lock();
        try {
            recovered = failure != null;
            failure = null;
            overflowed = false;
            if (pending.isEmpty()) {
                done = waiters;
                waiters = new ArrayList<>();
            } else {
                hurry = !waiters.isEmpty();
            }
        } finally {
            lock.unlock();
        }
        done.forEach(waiter -> waiter.complete(null));
        if (recovered) {
            listener.onStorageNotice("Changes can be saved again, and all were");
        }
    }

    private void failed(Map<String, Write> batch, SQLException e, boolean last) {
        String sentence = Failures.sentence(e);
        List<CompletableFuture<Void>> disappointed;
        boolean news;
        lock.lock();
        try {
            requeue(batch);
            news = !sentence.equals(failure);
            failure = sentence;
            disappointed = waiters;
            waiters = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        StorageException reason = new StorageException("Nothing was saved: " + sentence, e);
        disappointed.forEach(waiter -> waiter.completeExceptionally(reason));
        if (last) {
            giveUp(sentence);
        } else if (news) {
            LOG.warn("The database cannot be written: {}", sentence);
            listener.onStorageNotice(
                    "Changes cannot be saved, " + sentence + ": they are kept in memory and saved as soon as possible");
        }
    }

    /** Puts back what was not done; what came meanwhile is newer and stays. */
    private void requeue(Map<String, Write> batch) {
        lock.lock();
        try {
            pending.forEach((key, newer) -> {
                Write older = batch.put(key, newer);
                if (older != null) {
                    older.wipe();
                }
            });
            pending = batch;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(String reason) {
        int lost;
        List<CompletableFuture<Void>> disappointed;
        lock.lock();
        try {
            closing = true;
            lost = pending.size();
            pending.values().forEach(Write::wipe);
            pending = new LinkedHashMap<>();
            disappointed = waiters;
            waiters = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        StorageException failed = new StorageException("Nothing was saved: " + reason);
        disappointed.forEach(waiter -> waiter.completeExceptionally(failed));
        if (lost > 0) {
            listener.onStorageNotice((lost == 1 ? "1 change could" : lost + " changes could") + " not be saved and "
                    + (lost == 1 ? "is" : "are") + " lost: " + reason);
        }
    }
}
