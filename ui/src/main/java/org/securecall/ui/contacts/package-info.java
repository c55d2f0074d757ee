// SPDX-License-Identifier: GPL-3.0-or-later
/** The contact list and its form. */
@NullMarked
package org.securecall.ui.contacts;

import org.jspecify.annotations.NullMarked;
