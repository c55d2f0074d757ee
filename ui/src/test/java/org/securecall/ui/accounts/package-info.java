// SPDX-License-Identifier: GPL-3.0-or-later
/** The account form's model. */
@NullMarked
package org.securecall.ui.accounts;

import org.jspecify.annotations.NullMarked;
