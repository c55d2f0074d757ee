// SPDX-License-Identifier: GPL-3.0-or-later
/** Which algorithms calls use, in which order, and what comes of it with each telephone that is known. */
@NullMarked
package org.securecall.ui.ciphers;

import org.jspecify.annotations.NullMarked;
