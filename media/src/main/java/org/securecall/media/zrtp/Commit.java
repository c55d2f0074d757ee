// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.api.Zid;

/**
 * The initiator's choice (RFC 6189 §5.4). The algorithms are four octets each, as sent.
 *
 * @param h2 of the sender's hash chain
 */
record Commit(
        Octets raw,
        Octets h2,
        Zid zid,
        String hash,
        String cipher,
        String authTag,
        String keyAgreement,
        String sas,
        Mode mode)
        implements ZrtpMessage {

    static final String TYPE = "Commit  ";

    private static final int DH_WORDS = 29;
    private static final int MULT_WORDS = 25;
    private static final int PRESHARED_WORDS = 27;

    /** What the three kinds of Commit differ in. */
    sealed interface Mode {

        /**
         * @param hvi commitment to the DHPart2 message, 32 octets (§4.4.1.1)
         * @param publicKey of the initiator, for a KEM; empty for a group, whose public value comes in DHPart2
         */
        record DiffieHellman(Octets hvi, Octets publicKey) implements Mode {}

        /** @param nonce 16 octets, never used before in this session (§4.4.3.1) */
        record Multistream(Octets nonce) implements Mode {}

        /**
         * @param nonce 16 octets (§4.4.2.2)
         * @param keyId 8 octets: which secrets the key was made of
         */
        record Preshared(Octets nonce, Octets keyId) implements Mode {}
    }

    /** @param publicKey of a KEM, a whole number of words; empty for a group */
    static Commit diffieHellman(HashChain chain, Zid zid, Negotiated negotiated, Octets hvi, Octets publicKey) {
        return create(
                chain,
                zid,
                negotiated,
                DH_WORDS + publicKey.length() / 4,
                hvi.append(publicKey),
                new Mode.DiffieHellman(hvi, publicKey));
    }

    static Commit multistream(HashChain chain, Zid zid, Negotiated negotiated, Octets nonce) {
        return create(chain, zid, negotiated, MULT_WORDS, nonce, new Mode.Multistream(nonce));
    }

    static Commit preshared(HashChain chain, Zid zid, Negotiated negotiated, Octets nonce, Octets keyId) {
        return create(chain, zid, negotiated, PRESHARED_WORDS, nonce.append(keyId), new Mode.Preshared(nonce, keyId));
    }

    private static Commit create(HashChain chain, Zid zid, Negotiated negotiated, int words, Octets body, Mode mode) {
        Octets raw = new MessageBuilder(TYPE, words)
                .octets(chain.h2())
                .bytes(zid.bytes())
                .text(negotiated.hash().wire(), 4)
                .text(negotiated.cipher().wire(), 4)
                .text(negotiated.authTag().wire(), 4)
                .text(negotiated.keyAgreement().wire(), 4)
                .text(negotiated.sas().wire(), 4)
                .octets(body)
                .sealWith(chain.h1());
        return new Commit(
                raw,
                chain.h2(),
                zid,
                negotiated.hash().wire(),
                negotiated.cipher().wire(),
                negotiated.authTag().wire(),
                negotiated.keyAgreement().wire(),
                negotiated.sas().wire(),
                mode);
    }

    static ParsedMessage parse(MessageReader in) {
        if (in.words() < MULT_WORDS) {
            return new ParsedMessage.Malformed("Commit is too short");
        }
        String keyAgreement = in.text(68, 4);
        int words = switch (keyAgreement) {
            case "Mult" -> MULT_WORDS;
            case "Prsh" -> PRESHARED_WORDS;
            default -> DH_WORDS + publicKeyBytes(keyAgreement) / 4;
        };
        if (in.words() != words) {
            return new ParsedMessage.Malformed("Commit's length does not fit its key agreement");
        }
        Mode mode = switch (keyAgreement) {
            case "Mult" -> new Mode.Multistream(in.octets(76, 16));
            case "Prsh" -> new Mode.Preshared(in.octets(76, 16), in.octets(92, 8));
            default -> new Mode.DiffieHellman(in.octets(76, 32), in.octets(108, publicKeyBytes(keyAgreement)));
        };
        return new ParsedMessage.Valid(new Commit(
                in.raw(),
                in.octets(12, 32),
                in.zid(44),
                in.text(56, 4),
                in.text(60, 4),
                in.text(64, 4),
                keyAgreement,
                in.text(72, 4),
                mode));
    }

    private static int publicKeyBytes(String keyAgreement) {
        return ZrtpAlgorithm.byWire(KeyAgreement.values(), keyAgreement)
                .map(known -> known.scheme().committedBytes())
                .orElse(0);
    }

    boolean isSealedWith(Octets h1) {
        return MessageBuilder.isSealedWith(h1, raw);
    }
}
