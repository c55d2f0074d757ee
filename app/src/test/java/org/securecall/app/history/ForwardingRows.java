// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.Optional;

/** Rows that do as those behind them, but for what a test overrides. */
class ForwardingRows implements HistoryRows {

    private final HistoryRows rows;

    ForwardingRows(HistoryRows rows) {
        this.rows = rows;
    }

    @Override
    public long lastId() throws HistoryException {
        return rows.lastId();
    }

    @Override
    public void forEach(IdAndBytesConsumer consumer) throws HistoryException {
        rows.forEach(consumer);
    }

    @Override
    public Optional<byte[]> read(long id) throws HistoryException {
        return rows.read(id);
    }

    @Override
    public void write(long id, byte[] bytes) {
        rows.write(id, bytes);
    }

    @Override
    public void delete(long[] ids) {
        rows.delete(ids);
    }

    @Override
    public void deleteAll() {
        rows.deleteAll();
    }
}
