// SPDX-License-Identifier: GPL-3.0-or-later
/** The people to call. No thread of its own: the store answers from memory, on any thread, at once. */
@NullMarked
package org.securecall.app.contact;

import org.jspecify.annotations.NullMarked;
