// SPDX-License-Identifier: GPL-3.0-or-later
/** The user's own identity: the key that vouches for the user and the user's devices, the code that two people compare, and what
 * goes into QR codes for that. Formats: docs/own-identity.md. Keeps nothing on disk and has no thread of its own. */
@NullMarked
package org.securecall.app.identity;

import org.jspecify.annotations.NullMarked;
