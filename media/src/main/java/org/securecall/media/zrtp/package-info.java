// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * ZRTP (RFC 6189): the messages, the algorithms and the protocol as a machine of explicit states.
 *
 * <p>The machine is pure. It has no thread, no socket and no clock of its own: packets, expired timers and the user's
 * decisions go in, and what is to be done comes out as a list of {@link org.securecall.media.zrtp.ZrtpOutput}. It belongs
 * to one thread at a time, the call loop. Only {@link org.securecall.media.zrtp.KeyPool} may be used from several.
 *
 * <p>Implemented: Diffie-Hellman mode (RFC 6189 §4.4.1) with every group of the RFC, X25519 under both of its names and
 * X448; its variant for key encapsulation and the fragments that this needs, as bzrtp has them, with hybrids of X25519 and
 * X448 with ML-KEM (FIPS 203); Preshared mode where it is chosen (§4.4.2), the coupling of key agreement, hash and cipher
 * (§5.1.5), Multistream mode (§4.4.3), key continuity (§4.3, §4.6.1), both renderings of the short authentication string
 * (§5.1.6), the hash chain and every MAC that it keys (§8.1.1, §9), all retransmission timers (§6). GoClear is never
 * obeyed.
 */
@NullMarked
package org.securecall.media.zrtp;

import org.jspecify.annotations.NullMarked;
