// SPDX-License-Identifier: GPL-3.0-or-later
/** Encoders and decoders: Opus (RFC 6716, RFC 7587) and G.711 (RFC 3551). The media thread that uses one owns it. */
@NullMarked
package org.securecall.media.codec;

import org.jspecify.annotations.NullMarked;
