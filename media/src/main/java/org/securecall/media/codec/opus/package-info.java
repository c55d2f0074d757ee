// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Opus (RFC 6716, RFC 7587) through libopus: the system's, or the one that comes along. The only package that reaches native
 * code. The media thread that uses an encoder or decoder owns it.
 */
@NullMarked
package org.securecall.media.codec.opus;

import org.jspecify.annotations.NullMarked;
