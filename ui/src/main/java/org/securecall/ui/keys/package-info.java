// SPDX-License-Identifier: GPL-3.0-or-later
/** The page of one person's keys: what is known of them, what happened to them, and what can be done about it. Models work without the
 * toolkit. */
@NullMarked
package org.securecall.ui.keys;

import org.jspecify.annotations.NullMarked;
