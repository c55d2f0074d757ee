// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/**
 * The answer to a Ping (RFC 6189 §5.16).
 *
 * @param own the answering side's endpoint hash, 8 octets
 * @param theirs the endpoint hash of the Ping
 * @param ssrc the source identifier of the packet that the Ping came in
 */
record PingAck(Octets raw, String version, Octets own, Octets theirs, int ssrc) implements ZrtpMessage {

    static final String TYPE = "PingACK ";

    private static final int WORDS = 9;

    static PingAck create(Octets own, Octets theirs, int ssrc) {
        Octets raw = new MessageBuilder(TYPE, WORDS)
                .text(Hello.VERSION, 4)
                .octets(own)
                .octets(theirs)
                .word(ssrc)
                .end();
        return new PingAck(raw, Hello.VERSION, own, theirs, ssrc);
    }

    static ParsedMessage parse(MessageReader in) {
        return in.words() == WORDS
                ? new ParsedMessage.Valid(
                        new PingAck(in.raw(), in.text(12, 4), in.octets(16, 8), in.octets(24, 8), in.word(32)))
                : new ParsedMessage.Malformed("PingACK has 9 words");
    }
}
