// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** Ends an exchange (RFC 6189 §5.9). Anybody may have sent it: nothing authenticates it. */
record ErrorMessage(Octets raw, int code) implements ZrtpMessage {

    static final String TYPE = "Error   ";

    private static final int WORDS = 4;

    static ErrorMessage create(int code) {
        return new ErrorMessage(new MessageBuilder(TYPE, WORDS).word(code).end(), code);
    }

    static ParsedMessage parse(MessageReader in) {
        return in.words() == WORDS
                ? new ParsedMessage.Valid(new ErrorMessage(in.raw(), in.word(12)))
                : new ParsedMessage.Malformed("Error has 4 words");
    }
}
