// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import org.securecall.app.api.Contact;

/**
 * A line of the contact list.
 *
 * @param section the heading above the first of its kind; empty for all others
 * @param practice the permanent entry, which can be neither changed nor deleted
 */
public record ContactRow(Contact contact, String section, boolean practice) {}
