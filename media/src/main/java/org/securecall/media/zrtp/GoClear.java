// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.charset.StandardCharsets;
import org.securecall.media.secret.SecretBytes;

/**
 * Asks to go on unencrypted (RFC 6189 §5.11).
 *
 * @param mac 8 octets over the message type
 */
record GoClear(Octets raw, Octets mac) implements ZrtpMessage {

    static final String TYPE = "GoClear ";

    private static final int WORDS = 5;

    static GoClear create(Octets mac) {
        return new GoClear(new MessageBuilder(TYPE, WORDS).octets(mac).end(), mac);
    }

    static ParsedMessage parse(MessageReader in) {
        return in.words() == WORDS
                ? new ParsedMessage.Valid(new GoClear(in.raw(), in.octets(12, 8)))
                : new ParsedMessage.Malformed("GoClear has 5 words");
    }

    /** clear_mac (RFC 6189 §4.7.2): over the eight octets of the type, the blank included. */
    static Octets mac(HashAlgorithm hash, SecretBytes macKey) {
        return hash.mac64(macKey.reveal(), TYPE.getBytes(StandardCharsets.US_ASCII));
    }
}
