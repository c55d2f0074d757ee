// SPDX-License-Identifier: GPL-3.0-or-later
/** The small window that says who is calling. */
@NullMarked
package org.securecall.ui.incoming;

import org.jspecify.annotations.NullMarked;
