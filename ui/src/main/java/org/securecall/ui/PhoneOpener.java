// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.util.Optional;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;

/** Opens the telephone that the window shows. */
@FunctionalInterface
public interface PhoneOpener {

    /**
     * @param passphrase wiped by the telephone
     * @throws org.securecall.app.api.PhoneLockedException when it is the wrong one, or is missing
     * @throws PhoneException when there can be no telephone; the message is for the user
     */
    Phone open(PhoneOptions options, Optional<char[]> passphrase) throws PhoneException;
}
