// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.concurrent.CompletionStage;

/**
 * The keys behind one person, and what happened to them. A person is a contact with all of its addresses, or an address that is no
 * contact's. May be called from any thread and never blocks; a stage fails with a {@link PhoneException} and with nothing else.
 */
public interface PeerKeys {

    /**
     * What is known and was kept, however long it is; empty where nobody was met.
     *
     * @param address any of the person's, in any spelling, or {@link Phone#PRACTICE}
     */
    CompletionStage<PeerHistory> history(String address);

    /**
     * Wipes what is kept of one key under all of the own ZIDs: secrets, name and verification; and takes back what was confirmed of this
     * person's signing keys, which would verify the next call all the same. That call is like a first one. The history stays, and says
     * so. Fails while there is a call with this person or this key, which would write it anew.
     *
     * @param zid 24 hexadecimal digits, of one of the keys in the history
     */
    CompletionStage<Void> forget(String address, String zid);
}
