// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/** What became of a packet. Anything but {@link #OK} means: drop it. */
public enum SrtpOutcome {
    OK,
    /** Too short, or not RTP version 2. */
    MALFORMED,
    /** Would not fit into its buffer together with the tag. */
    TOO_LONG,
    /** Seen already, or too old to tell (RFC 3711 §3.3.2). */
    REPLAYED,
    /** The tag is another one: forged, damaged, or protected by another key. */
    NOT_AUTHENTIC,
    /** More sources than a call can have. */
    TOO_MANY_SOURCES,
    /** The key has protected all the packets that it may (RFC 3711 §9.2). */
    KEY_EXHAUSTED
}
