// SPDX-License-Identifier: GPL-3.0-or-later
/** The first-run set-up. */
@NullMarked
package org.securecall.ui.firstrun;

import org.jspecify.annotations.NullMarked;
