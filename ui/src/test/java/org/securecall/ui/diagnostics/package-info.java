// SPDX-License-Identifier: GPL-3.0-or-later
/** The security log in the window. */
@NullMarked
package org.securecall.ui.diagnostics;

import org.jspecify.annotations.NullMarked;
