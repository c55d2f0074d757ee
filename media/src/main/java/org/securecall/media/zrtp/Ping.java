// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** Sent by proxies that look for endpoints (RFC 6189 §5.15). */
record Ping(Octets raw, String version, Octets endpointHash) implements ZrtpMessage {

    static final String TYPE = "Ping    ";

    private static final int WORDS = 6;

    static Ping create(Octets endpointHash) {
        Octets raw = new MessageBuilder(TYPE, WORDS)
                .text(Hello.VERSION, 4)
                .octets(endpointHash)
                .end();
        return new Ping(raw, Hello.VERSION, endpointHash);
    }

    static ParsedMessage parse(MessageReader in) {
        return in.words() == WORDS
                ? new ParsedMessage.Valid(new Ping(in.raw(), in.text(12, 4), in.octets(16, 8)))
                : new ParsedMessage.Malformed("Ping has 6 words");
    }
}
