// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;

/** Tries to open a locked profile. Takes about a second. */
@FunctionalInterface
public interface Attempt {

    /**
     * @param passphrase wiped by whoever opens
     * @throws org.securecall.app.api.PhoneLockedException when it is the wrong one
     * @throws PhoneException when the profile cannot be opened at all
     */
    Phone open(char[] passphrase) throws PhoneException;
}
