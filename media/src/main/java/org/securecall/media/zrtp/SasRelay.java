// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** A SAS relayed by a device in the middle (RFC 6189 §5.13): acknowledged when authentic, never shown. */
record SasRelay(Octets raw, Octets mac, Octets iv, Octets encrypted) implements ZrtpMessage {

    static final String TYPE = "SASrelay";

    private static final int WORDS = 19;
    private static final int FIXED_PART = 36;

    static SasRelay create(Octets mac, Octets iv, Octets encrypted) {
        Octets raw = new MessageBuilder(TYPE, (FIXED_PART + encrypted.length()) / 4)
                .octets(mac)
                .octets(iv)
                .octets(encrypted)
                .end();
        return new SasRelay(raw, mac, iv, encrypted);
    }

    static ParsedMessage parse(MessageReader in) {
        if (in.words() < WORDS) {
            return new ParsedMessage.Malformed("SASrelay is too short");
        }
        return new ParsedMessage.Valid(new SasRelay(
                in.raw(), in.octets(12, 8), in.octets(20, 16), in.octets(FIXED_PART, 4 * in.words() - FIXED_PART)));
    }
}
