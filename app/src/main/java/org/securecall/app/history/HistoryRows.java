// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.Optional;

/**
 * Where past calls are kept, each as bytes under its id. Changes are handed over and never block; they take effect in order. What was
 * handed over is found by every later {@link #read}, however far the disk is. Any thread may call.
 */
public interface HistoryRows {

    /** Takes one row, and owns its bytes from then on. */
    @FunctionalInterface
    interface IdAndBytesConsumer {

        /** @return whether to go on */
        boolean accept(long id, byte[] bytes);
    }

    /**
     * The largest id there is; 0 without rows. Asked once, before anything else, while the program starts: quick.
     *
     * @throws HistoryException when it cannot be read
     */
    long lastId() throws HistoryException;

    /**
     * Gives the rows one by one, the largest id first, as long as the consumer wants more. Takes as long as there are rows; changes
     * go on meanwhile, and a row that is written or deleted meanwhile may be given or not. A row that cannot be decrypted is given
     * as no bytes.
     *
     * @throws HistoryException when the rows cannot be read to their end
     */
    void forEach(IdAndBytesConsumer consumer) throws HistoryException;

    /**
     * One row; empty where there is none. One that cannot be decrypted is given as no bytes.
     *
     * @throws HistoryException when it cannot be read
     */
    Optional<byte[]> read(long id) throws HistoryException;

    /** Adds a row, or replaces it. */
    void write(long id, byte[] bytes);

    /** Deletes those of these rows that there are; there may be many, up to all. */
    void delete(long[] ids);

    void deleteAll();
}
