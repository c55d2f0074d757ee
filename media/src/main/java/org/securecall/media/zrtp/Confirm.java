// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/**
 * Confirm1, sent by the responder, or Confirm2, sent by the initiator (RFC 6189 §5.7). What it says is encrypted: see {@link
 * ConfirmContent}.
 *
 * @param mac 8 octets, over the encrypted part
 * @param iv 16 octets
 * @param encrypted at least 40 octets
 */
record Confirm(Octets raw, Role sender, Octets mac, Octets iv, Octets encrypted) implements ZrtpMessage {

    static final String TYPE_1 = "Confirm1";
    static final String TYPE_2 = "Confirm2";

    /** Words of a Confirm without a signature. */
    private static final int WORDS = 19;

    static final int FIXED_PART = 36;

    static Confirm create(Role sender, Octets mac, Octets iv, Octets encrypted) {
        Octets raw = new MessageBuilder(
                        sender == Role.RESPONDER ? TYPE_1 : TYPE_2, (FIXED_PART + encrypted.length()) / 4)
                .octets(mac)
                .octets(iv)
                .octets(encrypted)
                .end();
        return new Confirm(raw, sender, mac, iv, encrypted);
    }

    static ParsedMessage parse(MessageReader in, Role sender) {
        if (in.words() < WORDS) {
            return new ParsedMessage.Malformed("Confirm is too short");
        }
        return new ParsedMessage.Valid(new Confirm(
                in.raw(),
                sender,
                in.octets(12, 8),
                in.octets(20, 16),
                in.octets(FIXED_PART, 4 * in.words() - FIXED_PART)));
    }
}
