// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * This side is the initiator of a Diffie-Hellman exchange, as far as it knows (RFC 6189 §4.4.1). Arrives from {@link
 * Discovery}; goes to {@link DhPart2Sent} with DHPart1, or becomes the responder when the peer's Commit wins. Sends Commit on
 * timer T2.
 */
final class CommitSent implements Retransmitting {

    private final Peer peer;
    private final Negotiated negotiated;
    private final Commit commit;
    private final Octets hvi;
    private final DhPart dhPart2;
    private final InitiatorKey key;
    private final SharedSecrets shared;
    private final Retransmission retransmission;

    private CommitSent(
            Context context,
            Peer peer,
            Negotiated negotiated,
            Octets hvi,
            DhPart dhPart2,
            InitiatorKey key,
            SharedSecrets shared) {
        this.peer = peer;
        this.negotiated = negotiated;
        this.hvi = hvi;
        this.dhPart2 = dhPart2;
        this.key = key;
        this.shared = shared;
        this.commit = Commit.diffieHellman(context.chain(), context.ownHello().zid(), negotiated, hvi, key.committed());
        this.retransmission = Retransmission.beginPromptly(context, commit);
    }

    /** @param ready a key pair in the group that both sides come to; taken over */
    static State begin(Context context, Peer peer, Optional<KeyShare> ready) {
        AlgorithmPreferences own = context.config().algorithms();
        AlgorithmNames theirs = peer.hello().algorithms();
        Negotiated negotiated = Negotiated.choose(own, theirs, Negotiated.chooseKeyAgreement(own, theirs));
        SharedSecrets shared = SharedSecrets.of(context, peer, Role.INITIATOR, negotiated.hash());
        SecretIds ids = shared.ids(context, Role.INITIATOR, negotiated.hash());
        InitiatorKey key = key(context, negotiated, ready);
        DhPart dhPart2 = DhPart.create(Role.INITIATOR, context.chain(), ids, key.pvi());
        return new CommitSent(
                context, peer, negotiated, hvi(negotiated.hash(), dhPart2, peer.hello()), dhPart2, key, shared);
    }

    private static InitiatorKey key(Context context, Negotiated negotiated, Optional<KeyShare> ready) {
        EphemeralKey key = ready.<EphemeralKey>map(share -> share)
                .orElseGet(() ->
                        context.config().keys().take(negotiated.keyAgreement().scheme()));
        return InitiatorKey.of(key, negotiated.hash(), context.random());
    }

    /** hvi = hash(initiator's DHPart2 message || responder's Hello message), cut to 256 bits (§4.4.1.1). */
    static Octets hvi(HashAlgorithm hash, DhPart dhPart2, Hello responderHello) {
        return hash.hash(dhPart2.raw(), responderHello.raw()).first(32);
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.of(peer);
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case DhPart part when part.sender() == Role.RESPONDER -> onDhPart1(context, part);
            case Commit theirs -> onCommit(context, theirs);
            default -> {
                context.countUnexpected();
                yield this;
            }
        };
    }

    private State onDhPart1(Context context, DhPart dhPart1) {
        // §9: "the initiator computes the responder's missing H2 by hashing the responder's H1".
        Octets theirH2 = HashChain.next(dhPart1.h1());
        if (!HashChain.next(theirH2).equals(peer.hello().h3())) {
            context.countForged();
            return this;
        }
        if (!peer.hello().isSealedWith(theirH2)) {
            return fail(context, ZrtpFailure.Reason.FORGED_HELLO);
        }
        SecretBytes dhResult;
        try {
            dhResult = key.result(dhPart1.publicValue());
        } catch (BadPublicValueException e) {
            return fail(context, ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
        }
        retransmission.answered(context);
        Octets totalHash =
                Transcript.totalHash(negotiated.hash(), context.ownHello(), peer.hello(), commit, dhPart1, dhPart2);
        key.close();
        Agreed agreed = Agreed.byDiffieHellman(
                context, Role.INITIATOR, peer, negotiated, shared, dhPart1.ids(), dhResult, totalHash);
        return new DhPart2Sent(agreed, dhPart1, Retransmission.beginPromptly(context, dhPart2));
    }

    /** Both sides sent a Commit at once (§4.2). */
    private State onCommit(Context context, Commit theirs) {
        if (!Responding.continuesChain(context, peer, theirs)) {
            context.countForged();
            return this;
        }
        return switch (theirs.mode()) {
            case Commit.Mode.DiffieHellman dh -> {
                // "The Commit message with the lowest hvi value MUST be discarded and the other side is the initiator."
                if (hvi.compareUnsigned(dh.hvi()) >= 0) {
                    yield this;
                }
                shared.close();
                yield Responding.begin(context, peer, key.forResponder(), theirs);
            }
            // "The Preshared Commit MUST be discarded and the DH Commit proceeds."
            case Commit.Mode.Preshared preshared -> this;
            // "A software error has occurred and the ZRTP negotiation should be terminated."
            case Commit.Mode.Multistream multistream -> fail(context, ZrtpFailure.Reason.SOFTWARE);
        };
    }

    @Override
    public Retransmission retransmission() {
        return retransmission;
    }

    private State fail(Context context, ZrtpFailure.Reason reason) {
        close();
        return ErrorSent.fail(context, peer, reason);
    }

    @Override
    public void close() {
        key.close();
        shared.close();
    }
}
