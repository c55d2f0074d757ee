// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The calls that are over. A compact index of all of them is kept in memory, filled in the background after the start; a whole call
 * is read, and decrypted, only for the page that shows it. {@link org.securecall.app.history.HistoryRows} is where they are kept.
 */
@NullMarked
package org.securecall.app.history;

import org.jspecify.annotations.NullMarked;
