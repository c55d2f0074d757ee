// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/**
 * Packets that were not acted on, since the start.
 *
 * @param junk no ZRTP, or damaged on the way
 * @param malformed ZRTP with a right CRC and a wrong structure
 * @param forged does not continue the sender's hash chain, or comes from another source (RFC 6189 §9)
 * @param unexpected well-formed, but out of place: late, repeated, or beyond what is answered
 */
public record ZrtpCounters(long junk, long malformed, long forged, long unexpected) {}
