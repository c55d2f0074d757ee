// SPDX-License-Identifier: GPL-3.0-or-later
/** What happened to the security of calls and accounts, and why, as it happens; and as a text for others. */
@NullMarked
package org.securecall.ui.diagnostics;

import org.jspecify.annotations.NullMarked;
