// SPDX-License-Identifier: GPL-3.0-or-later
/** The window: its start and its shell. */
@NullMarked
package org.securecall.ui;

import org.jspecify.annotations.NullMarked;
