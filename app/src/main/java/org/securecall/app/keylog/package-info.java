// SPDX-License-Identifier: GPL-3.0-or-later
/** The history of keys as a log that is only added to: each entry is chained to the one before by a hash, so that what was changed
 * or left out shows. It can be exported with a signature, and with pseudonyms for everybody in it. Format: docs/own-identity.md.
 * Keeps nothing on disk and has no thread of its own. */
@NullMarked
package org.securecall.app.keylog;

import org.jspecify.annotations.NullMarked;
