// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.OptionalLong;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Retention;

/**
 * The calls that are over. Thread-safe. Changes take effect at once and wait for no disk; {@link #page} and {@link #search} read the
 * calls that they give, and are not for the call loop. After the start the older calls become known in the background, the newest of
 * them first.
 */
public interface HistoryStore extends AutoCloseable {

    /**
     * Adds a call.
     *
     * @param call its id does not matter
     * @return the same with its id
     */
    PastCall add(PastCall call);

    /**
     * The newest calls.
     *
     * @param before only those with a smaller id: that of the last call of the page before
     * @param limit how many at most, 1 to {@value HistoryPage#MOST}
     * @throws HistoryException when they cannot be read
     * @throws IllegalArgumentException when the limit is out of range
     */
    HistoryPage page(OptionalLong before, int limit) throws HistoryException;

    /**
     * The newest calls with peers in whose name or address every word of the text is found, whatever its accents and its case. A text
     * without words finds all.
     *
     * @param before as in {@link #page}
     * @param limit likewise
     * @throws HistoryException when they cannot be read
     * @throws IllegalArgumentException when the limit is out of range
     */
    HistoryPage search(String text, OptionalLong before, int limit) throws HistoryException;

    /** How many calls are known by now. */
    int count();

    /** @return false where it is known that there is no such call */
    boolean remove(long id);

    void clear();

    /** Removes the calls with an address, compared as {@link org.securecall.app.account.SipAddress#key()} does. */
    void clearPeer(String address);

    /** Removes what is older than that, now and once a day. */
    void retain(Retention retention);

    /**
     * Tells, on any thread, of every time when the work in the background came to an end in which calls became known or grew too old.
     *
     * @param changed replaces the one before; quick
     */
    void onRenewed(Runnable changed);

    /** Ends the work in the background; what was handed to the rows is theirs. */
    @Override
    void close();
}
