// SPDX-License-Identifier: GPL-3.0-or-later
/** Tests of the page of algorithms. */
@NullMarked
package org.securecall.ui.ciphers;

import org.jspecify.annotations.NullMarked;
