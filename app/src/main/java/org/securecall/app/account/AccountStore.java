// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.util.List;
import java.util.Optional;
import org.securecall.app.api.AccountSpec;

/** The user's accounts. Thread-safe; answers from memory at once, and the disk follows. */
public interface AccountStore {

    /** In the order in which they were added; the first is the default. */
    List<AccountSpec> accounts();

    Optional<AccountSpec> find(String address);

    /** A fresh array that the caller wipes; empty (not absent) where no password is stored. */
    char[] password(String address);

    /**
     * Adds an account, or changes the one of the same address.
     *
     * @param password empty to keep the stored one; wiped in any case
     * @return the account as stored, in checked spelling
     * @throws InvalidEntryException with what is wrong; nothing is changed then
     */
    AccountSpec put(AccountSpec spec, Optional<char[]> password) throws InvalidEntryException;

    /** Gives whether there was one. */
    boolean remove(String address);
}
