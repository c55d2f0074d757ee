// SPDX-License-Identifier: GPL-3.0-or-later
/** One call: its view, its details, and the dock that shows it from other pages. */
@NullMarked
package org.securecall.ui.call;

import org.jspecify.annotations.NullMarked;
