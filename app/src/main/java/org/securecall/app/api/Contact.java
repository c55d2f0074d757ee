// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/**
 * Someone to call.
 *
 * @param id unique, given by the store; 0 for one not stored yet
 * @param name shown and sorted by; not blank
 * @param uri a SIP address, or {@code practice}
 * @param favourite listed first
 */
public record Contact(long id, String name, String uri, boolean favourite) {}
