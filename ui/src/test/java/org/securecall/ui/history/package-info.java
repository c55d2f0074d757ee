// SPDX-License-Identifier: GPL-3.0-or-later
/** The list of past calls. */
@NullMarked
package org.securecall.ui.history;

import org.jspecify.annotations.NullMarked;
