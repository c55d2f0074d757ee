// SPDX-License-Identifier: GPL-3.0-or-later
/** Accounts: list, form, registration state, certificate. */
@NullMarked
package org.securecall.ui.accounts;

import org.jspecify.annotations.NullMarked;
