// SPDX-License-Identifier: GPL-3.0-or-later
/** Tests of the settings. */
@NullMarked
package org.securecall.ui.settings;

import org.jspecify.annotations.NullMarked;
