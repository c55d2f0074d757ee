// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** The messages that are nothing but their type (RFC 6189 §5.3, §5.8, §5.10, §5.12, §5.14). */
enum Acknowledgement implements ZrtpMessage {
    HELLO_ACK("HelloACK"),
    CONF2_ACK("Conf2ACK"),
    ERROR_ACK("ErrorACK"),
    CLEAR_ACK("ClearACK"),
    RELAY_ACK("RelayACK");

    private static final int WORDS = 3;

    private final String type;
    private final Octets raw;

    Acknowledgement(String type) {
        this.type = type;
        this.raw = new MessageBuilder(type, WORDS).end();
    }

    @Override
    public Octets raw() {
        return raw;
    }

    static ParsedMessage parse(MessageReader in, String type) {
        for (Acknowledgement acknowledgement : values()) {
            if (acknowledgement.type.equals(type)) {
                return in.words() == WORDS
                        ? new ParsedMessage.Valid(acknowledgement)
                        : new ParsedMessage.Malformed("An acknowledgement has 3 words");
            }
        }
        return new ParsedMessage.Malformed("The message type is unknown");
    }
}
