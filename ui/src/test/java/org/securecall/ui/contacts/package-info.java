// SPDX-License-Identifier: GPL-3.0-or-later
/** The contact list's and the dial page's models. */
@NullMarked
package org.securecall.ui.contacts;

import org.jspecify.annotations.NullMarked;
