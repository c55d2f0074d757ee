// SPDX-License-Identifier: GPL-3.0-or-later
/** How safe a call, a key or a contact is, in words, icons and colours. What is said is decided without the toolkit. */
@NullMarked
package org.securecall.ui.security;

import org.jspecify.annotations.NullMarked;
