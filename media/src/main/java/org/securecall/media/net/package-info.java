// SPDX-License-Identifier: GPL-3.0-or-later
/** The sockets of a call: a pair of UDP ports (RFC 3550 §11), and what the packets on them are (RFC 7983, RFC 5761, RFC 6189
 * §5). Each socket has one thread that receives; any thread may send. */
@NullMarked
package org.securecall.media.net;

import org.jspecify.annotations.NullMarked;
