// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** The timers that the machine asks its driver to run. At most one of each is set; setting it again restarts it. */
public enum ZrtpTimer {
    /** Retransmission of Hello (RFC 6189 §6). */
    T1,
    /** Retransmission of everything else by the initiator (RFC 6189 §6). */
    T2,
    /** The responder's patience with a silent initiator (RFC 6189 §6). */
    IDLE
}
