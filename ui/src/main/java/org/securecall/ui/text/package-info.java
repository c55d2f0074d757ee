// SPDX-License-Identifier: GPL-3.0-or-later
/** The window's texts, by topic. */
@NullMarked
package org.securecall.ui.text;

import org.jspecify.annotations.NullMarked;
