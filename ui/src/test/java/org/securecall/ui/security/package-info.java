// SPDX-License-Identifier: GPL-3.0-or-later
/** The words on security. */
@NullMarked
package org.securecall.ui.security;

import org.jspecify.annotations.NullMarked;
