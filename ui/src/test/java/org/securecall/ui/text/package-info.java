// SPDX-License-Identifier: GPL-3.0-or-later
/** The texts. */
@NullMarked
package org.securecall.ui.text;

import org.jspecify.annotations.NullMarked;
