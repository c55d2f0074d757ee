// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/**
 * DHPart1, sent by the responder, or DHPart2, sent by the initiator (RFC 6189 §5.5, §5.6).
 *
 * @param h1 of the sender's hash chain
 * @param publicValue pvr or pvi; its length is checked against the key agreement by whoever knows that
 */
record DhPart(Octets raw, Role sender, Octets h1, SecretIds ids, Octets publicValue) implements ZrtpMessage {

    static final String TYPE_1 = "DHPart1 ";
    static final String TYPE_2 = "DHPart2 ";

    /** Words of a DHPart message without its public value. */
    private static final int WORDS = 21;

    static DhPart create(Role sender, HashChain chain, SecretIds ids, Octets publicValue) {
        Octets raw = new MessageBuilder(sender == Role.RESPONDER ? TYPE_1 : TYPE_2, WORDS + publicValue.length() / 4)
                .octets(chain.h1())
                .octets(ids.rs1())
                .octets(ids.rs2())
                .octets(ids.aux())
                .octets(ids.pbx())
                .octets(publicValue)
                .sealWith(chain.h0());
        return new DhPart(raw, sender, chain.h1(), ids, publicValue);
    }

    static ParsedMessage parse(MessageReader in, Role sender) {
        if (in.words() <= WORDS) {
            return new ParsedMessage.Malformed("DHPart is too short");
        }
        SecretIds ids = new SecretIds(
                in.octets(44, SecretIds.EACH),
                in.octets(52, SecretIds.EACH),
                in.octets(60, SecretIds.EACH),
                in.octets(68, SecretIds.EACH));
        return new ParsedMessage.Valid(
                new DhPart(in.raw(), sender, in.octets(12, 32), ids, in.octets(76, 4 * (in.words() - WORDS))));
    }

    boolean isSealedWith(Octets h0) {
        return MessageBuilder.isSealedWith(h0, raw);
    }
}
