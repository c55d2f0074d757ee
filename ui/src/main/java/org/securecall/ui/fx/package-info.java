// SPDX-License-Identifier: GPL-3.0-or-later
/** The one way onto the JavaFX thread, and what is attached for as long as a view is shown. Owned by the JavaFX thread. */
@NullMarked
package org.securecall.ui.fx;

import org.jspecify.annotations.NullMarked;
