// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package org.securecall.ui.keys;

import org.jspecify.annotations.NullMarked;
