// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/**
 * The keys of another telephone. They work under its identifier alone: whoever takes them over goes on under it, gives up the present
 * one, and has the other telephone make no calls any more.
 *
 * @param identifiers of which one can be taken over; at least one
 * @param leftOut what cannot be used, and why, a sentence without a full stop each
 */
public record ForeignKeys(List<Identifier> identifiers, List<String> leftOut) {

    /**
     * A ZID of the other telephone.
     *
     * @param zid 24 hexadecimal digits
     * @param keys how many keys were made under it
     * @param verified how many of these were verified there
     */
    public record Identifier(String zid, int keys, int verified) {}

    public ForeignKeys {
        identifiers = List.copyOf(identifiers);
        leftOut = List.copyOf(leftOut);
    }
}
