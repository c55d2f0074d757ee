// SPDX-License-Identifier: GPL-3.0-or-later
/** SIP addresses (RFC 3261 §19.1) and the user's accounts with their passwords. No thread of its own: stores answer from
 * memory, on any thread, at once. */
@NullMarked
package org.securecall.app.account;

import org.jspecify.annotations.NullMarked;
