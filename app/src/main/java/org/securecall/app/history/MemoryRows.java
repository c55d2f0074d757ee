// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Rows that end with the program. Thread-safe. */
final class MemoryRows implements HistoryRows {

    private final TreeMap<Long, byte[]> rows = new TreeMap<>();

    @Override
    public synchronized long lastId() {
        return rows.isEmpty() ? 0 : rows.lastKey();
    }

    @Override
    public void forEach(IdAndBytesConsumer consumer) {
        List<Long> ids;
        synchronized (this) {
            ids = new ArrayList<>(rows.descendingKeySet());
        }
        for (long id : ids) {
            Optional<byte[]> bytes = read(id);
            if (bytes.isPresent() && !consumer.accept(id, bytes.get())) {
                return;
            }
        }
    }

    @Override
    public synchronized Optional<byte[]> read(long id) {
        return Optional.ofNullable(rows.get(id)).map(byte[]::clone);
    }

    @Override
    public synchronized void write(long id, byte[] bytes) {
        rows.put(id, bytes.clone());
    }

    @Override
    public synchronized void delete(long[] ids) {
        for (long id : ids) {
            rows.remove(id);
        }
    }

    @Override
    public synchronized void deleteAll() {
        rows.clear();
    }
}
