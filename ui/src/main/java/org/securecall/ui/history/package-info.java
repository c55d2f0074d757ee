// SPDX-License-Identifier: GPL-3.0-or-later
/** The list of past calls. What is said of them is decided without the toolkit. */
@NullMarked
package org.securecall.ui.history;

import org.jspecify.annotations.NullMarked;
