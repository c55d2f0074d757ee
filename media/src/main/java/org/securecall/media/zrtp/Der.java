// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * One element in DER (ITU-T X.690), found in octets that came from outside: as much as it takes to walk from one to the next.
 * Lengths are definite, in their shortest form, and at most 16 bits.
 *
 * @param start of the tag
 * @param content where the content begins
 * @param end after the last octet of the content
 */
record Der(int tag, int start, int content, int end) {

    static final int INTEGER = 0x02;
    static final int SEQUENCE = 0x30;

    /** [0], constructed: the version of a certificate. */
    static final int CONTEXT_0 = 0xa0;

    /**
     * @param limit where the surrounding element ends
     * @return empty when no whole element is there
     */
    static Optional<Der> at(Octets octets, int start, int limit) {
        if (start < 0 || limit > octets.length() || limit - start < 2) {
            return Optional.empty();
        }
        int tag = octets.at(start);
        if ((tag & 0x1f) == 0x1f) {
            // A tag of several octets: nothing in a certificate's frame has one.
            return Optional.empty();
        }
        int first = octets.at(start + 1);
        int lengthOctets = first < 0x80 ? 0 : first & 0x7f;
        if (first == 0x80 || lengthOctets > 2 || limit - start < 2 + lengthOctets) {
            return Optional.empty();
        }
        int length = lengthOctets == 0 ? first : 0;
        for (int i = 0; i < lengthOctets; i++) {
            length = length << 8 | octets.at(start + 2 + i);
        }
        boolean shortest = lengthOctets == 0 || (lengthOctets == 1 ? length >= 0x80 : length >= 0x100);
        int content = start + 2 + lengthOctets;
        return shortest && length <= limit - content
                ? Optional.of(new Der(tag, start, content, content + length))
                : Optional.empty();
    }

    /** The first element inside this one. */
    Optional<Der> firstInside(Octets octets) {
        return at(octets, content, end);
    }

    /** The element after this one, in the same surrounding element. */
    Optional<Der> next(Octets octets, Der surrounding) {
        return at(octets, end, surrounding.end());
    }
}
