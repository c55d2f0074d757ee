// SPDX-License-Identifier: GPL-3.0-or-later
/** The frame's model. */
@NullMarked
package org.securecall.ui.shell;

import org.jspecify.annotations.NullMarked;
