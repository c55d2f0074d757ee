// SPDX-License-Identifier: GPL-3.0-or-later
/** What the user chose for the whole program. No thread of its own: the store answers from memory, on any thread, at once. */
@NullMarked
package org.securecall.app.settings;

import org.jspecify.annotations.NullMarked;
