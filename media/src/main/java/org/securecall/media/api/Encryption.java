// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/** How much a call insists on encryption. */
public enum Encryption {
    /** ZRTP where the peer has it; the user is told when it has not. */
    PREFER,
    /** No voice leaves before ZRTP is secure, and none without it. */
    REQUIRE,
    /** Plain RTP. */
    OFF
}
