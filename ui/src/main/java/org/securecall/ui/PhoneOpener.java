// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;

/** Opens the telephone that the window shows. */
@FunctionalInterface
public interface PhoneOpener {

    /** @throws PhoneException when there can be none; the message is for the user */
    Phone open(PhoneOptions options) throws PhoneException;
}
