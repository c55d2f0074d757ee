// SPDX-License-Identifier: GPL-3.0-or-later
/** The whole window on a telephone that tests play. */
@NullMarked
package org.securecall.ui;

import org.jspecify.annotations.NullMarked;
