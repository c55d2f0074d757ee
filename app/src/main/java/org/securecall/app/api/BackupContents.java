// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/**
 * What is in a backup.
 *
 * @param records accounts, contacts, settings, keys and what else there is one by one
 * @param keyEvents lines of the log of keys
 * @param pastCalls calls of the history
 */
public record BackupContents(int records, int keyEvents, int pastCalls) {}
