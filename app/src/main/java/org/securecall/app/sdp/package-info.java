// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Session descriptions of one audio stream: reading and writing (RFC 8866), offer and answer (RFC 3264), multiplexed RTCP
 * (RFC 5761) and the hash of the ZRTP Hello (RFC 6189 §8). Pure: no thread owns it.
 */
@NullMarked
package org.securecall.app.sdp;

import org.jspecify.annotations.NullMarked;
