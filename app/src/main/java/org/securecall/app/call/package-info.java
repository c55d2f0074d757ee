// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * One call's state and what follows from each event (RFC 3261 §13, RFC 3264), apart from everything that has a thread, a
 * socket or a clock. The call loop is the only caller.
 */
@NullMarked
package org.securecall.app.call;

import org.jspecify.annotations.NullMarked;
