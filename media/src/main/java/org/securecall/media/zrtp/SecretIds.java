// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/**
 * The non-invertible hashes by which two endpoints find out which secrets they share, 8 octets each (RFC 6189 §4.3.1).
 * Random octets stand for secrets that are not there.
 */
record SecretIds(Octets rs1, Octets rs2, Octets aux, Octets pbx) {

    static final int EACH = 8;
}
