// SPDX-License-Identifier: GPL-3.0-or-later
/** The dial page and its keypad. */
@NullMarked
package org.securecall.ui.dial;

import org.jspecify.annotations.NullMarked;
