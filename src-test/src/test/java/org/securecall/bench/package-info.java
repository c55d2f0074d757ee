// SPDX-License-Identifier: GPL-3.0-or-later
/** Measures of the whole telephone, and of its SRTP, beside another one, in one run on one machine. */
@NullMarked
package org.securecall.bench;

import org.jspecify.annotations.NullMarked;
