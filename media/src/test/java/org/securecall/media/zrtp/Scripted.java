// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import org.securecall.media.api.Zid;

/** A peer that says what a test makes it say, with a hash chain that is in order. */
final class Scripted {

    private final HashChain chain = HashChain.create(new SecureRandom());
    private final Zid zid;
    private final int ssrc;
    private int sequence = 100;

    Scripted(Zid zid, int ssrc) {
        this.zid = zid;
        this.ssrc = ssrc;
    }

    Scripted() {
        this(new Zid("5c5c5c5c5c5c5c5c5c5c5c5c"), 0x5c5c5c5c);
    }

    HashChain chain() {
        return chain;
    }

    Zid zid() {
        return zid;
    }

    Hello hello() {
        return Hello.create("scripted", chain, zid, AlgorithmPreferences.RECOMMENDED.names());
    }

    Hello hello(KeyAgreement first) {
        return Hello.create(
                "scripted",
                chain,
                zid,
                AlgorithmPreferences.RECOMMENDED.withKeyAgreements(first).names());
    }

    byte[] packet(ZrtpMessage message) {
        return packet(message.raw());
    }

    byte[] packet(Octets message) {
        return ZrtpPacket.write(sequence++, ssrc, message);
    }

    /** Ids of secrets that nobody has. */
    static SecretIds strangerIds() {
        Octets none = Octets.copyOf(new byte[8]);
        return new SecretIds(none, none, none, none);
    }

    /** The mandatory algorithms, or what EC38 cannot do without. */
    static Negotiated negotiated(KeyAgreement keyAgreement) {
        boolean ec38 = keyAgreement == KeyAgreement.EC38;
        return new Negotiated(
                ec38 ? HashAlgorithm.S384 : HashAlgorithm.S256,
                ec38 ? CipherAlgorithm.AES3 : CipherAlgorithm.AES1,
                AuthTag.HS80,
                keyAgreement,
                SasRendering.B32);
    }

    DhPart dhPart2(Octets publicValue) {
        return DhPart.create(Role.INITIATOR, chain, strangerIds(), publicValue);
    }

    Commit commit(KeyAgreement keyAgreement, DhPart dhPart2, Hello responder) {
        return commit(negotiated(keyAgreement), dhPart2, responder);
    }

    Commit commit(Negotiated negotiated, DhPart dhPart2, Hello responder) {
        return commit(negotiated, dhPart2, responder, Octets.EMPTY);
    }

    Commit commit(Negotiated negotiated, DhPart dhPart2, Hello responder, Octets publicKey) {
        return Commit.diffieHellman(
                chain, zid, negotiated, CommitSent.hvi(negotiated.hash(), dhPart2, responder), publicKey);
    }
}
