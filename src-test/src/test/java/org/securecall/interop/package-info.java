// SPDX-License-Identifier: GPL-3.0-or-later
/** Meetings with other implementations, which are started for the purpose and ended with the test. */
@NullMarked
package org.securecall.interop;

import org.jspecify.annotations.NullMarked;
