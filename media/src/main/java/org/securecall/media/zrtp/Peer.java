// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/**
 * The other endpoint, as its Hello shows it.
 *
 * @param ssrc of the packets the Hello came in
 */
record Peer(Hello hello, int ssrc) {}
