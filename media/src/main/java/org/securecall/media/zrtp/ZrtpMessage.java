// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** A message of RFC 6189 §5, well-formed but not yet believed. */
sealed interface ZrtpMessage
        permits Hello, Acknowledgement, Commit, DhPart, Confirm, ErrorMessage, GoClear, SasRelay, Ping, PingAck {

    /** The whole message, from the preamble to its end, without packet header and CRC. */
    Octets raw();
}
