// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * SRTP and SRTCP (RFC 3711, RFC 6188, RFC 7714; Twofish and Skein as in RFC 6189 §5.1), in
 * place. A sender belongs to the thread that sends, a receiver to the one
 * that receives; neither is shared. {@link SrtpSender} and {@link SrtpReceiver} keep the order of packets; a {@link
 * SrtpTransform} has the session keys and changes the packet.
 */
@NullMarked
package org.securecall.media.srtp;

import org.jspecify.annotations.NullMarked;
