// SPDX-License-Identifier: GPL-3.0-or-later
/** Whose key is whose: what is kept about keys between calls, for each of the own ZIDs (RFC 6189 §4.9), and what follows for a call's security. The
 * policy is pure and called on the call loop; the store answers from memory, on any thread, at once. */
@NullMarked
package org.securecall.app.trust;

import org.jspecify.annotations.NullMarked;
