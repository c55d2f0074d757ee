// SPDX-License-Identifier: GPL-3.0-or-later
/** The frame around all pages: rail, search box, account chip, notices, actions and their shortcuts. */
@NullMarked
package org.securecall.ui.shell;

import org.jspecify.annotations.NullMarked;
