// SPDX-License-Identifier: GPL-3.0-or-later
/** The shared controls. */
@NullMarked
package org.securecall.ui.control;

import org.jspecify.annotations.NullMarked;
