// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/**
 * Someone to call.
 *
 * @param id unique, given by the store; 0 for one not stored yet
 * @param name shown and sorted by; not blank
 * @param uri a SIP address, or {@code practice}
 * @param favourite listed first
 * @param policy how much calls with it insist on
 */
public record Contact(long id, String name, String uri, boolean favourite, ContactPolicy policy) {

    /** One that follows the settings. */
    public Contact(long id, String name, String uri, boolean favourite) {
        this(id, name, uri, favourite, ContactPolicy.DEFAULT);
    }
}
