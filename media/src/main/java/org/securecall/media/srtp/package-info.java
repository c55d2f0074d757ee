// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * SRTP and SRTCP (RFC 3711, RFC 6188), in place and without allocation per packet. A sender belongs to the thread that
 * sends, a receiver to the one that receives; neither is shared.
 */
@NullMarked
package org.securecall.media.srtp;

import org.jspecify.annotations.NullMarked;
