// SPDX-License-Identifier: GPL-3.0-or-later
/** Controls that several screens share. Owned by the JavaFX thread. */
@NullMarked
package org.securecall.ui.control;

import org.jspecify.annotations.NullMarked;
