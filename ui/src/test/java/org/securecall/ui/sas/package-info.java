// SPDX-License-Identifier: GPL-3.0-or-later
/** Comparing the code. */
@NullMarked
package org.securecall.ui.sas;

import org.jspecify.annotations.NullMarked;
