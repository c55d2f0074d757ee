// SPDX-License-Identifier: GPL-3.0-or-later
/** RTP packets (RFC 3550) where they lie in memory. The thread that carries a packet owns its buffer. */
@NullMarked
package org.securecall.media.rtp;

import org.jspecify.annotations.NullMarked;
