// SPDX-License-Identifier: GPL-3.0-or-later
/** What the telephone has told so far, as observable values on the JavaFX thread. Needs no running toolkit. */
@NullMarked
package org.securecall.ui.model;

import org.jspecify.annotations.NullMarked;
