// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * DTLS-SRTP (RFC 5764 over DTLS 1.2, RFC 6347): a handshake in the media path whose certificates are those that SDP named
 * (RFC 5763, RFC 8122), and the SRTP keys that it gives. Each association has a virtual thread of its own, which Bouncy Castle's
 * blocking protocol needs; datagrams reach it through a bounded queue.
 */
@NullMarked
package org.securecall.media.dtls;

import org.jspecify.annotations.NullMarked;
