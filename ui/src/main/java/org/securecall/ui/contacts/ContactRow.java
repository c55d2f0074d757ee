// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import org.securecall.app.api.Contact;
import org.securecall.ui.security.ExpectedSecurity;

/**
 * A line of the contact list.
 *
 * @param section the heading above the first of its kind; empty for all others
 * @param practice the permanent entry, which can be neither changed nor deleted
 */
public record ContactRow(Contact contact, ExpectedSecurity expected, String section, boolean practice) {}
