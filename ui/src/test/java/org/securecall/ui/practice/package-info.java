// SPDX-License-Identifier: GPL-3.0-or-later
/** Tests of what can be practised. */
@NullMarked
package org.securecall.ui.practice;

import org.jspecify.annotations.NullMarked;
