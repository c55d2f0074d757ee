// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * This side is the initiator of an exchange in Preshared mode, as far as it knows (RFC 6189 §4.4.2). Arrives from {@link
 * Discovery}; goes to {@link Confirm2Sent} with Confirm1, or becomes the responder with any Commit for Diffie-Hellman mode, by
 * which a peer without the same secret answers, or with a Preshared Commit that wins. Sends Commit on timer T2.
 */
final class PresharedCommitSent implements Retransmitting {

    private static final int NONCE = 16;

    /**
     * "A series of preshared-keyed calls between two ZRTP endpoints should use a DH key exchange periodically" (§4.4.2): one call
     * in so many does, by chance, so that nothing has to be counted from call to call.
     */
    private static final int ONE_CALL_IN = 8;

    private final Peer peer;
    private final Negotiated negotiated;
    private final PresharedKey key;
    private final Optional<KeyShare> ready;
    private final Octets nonce;
    private final Commit commit;
    private final Retransmission retransmission;

    private PresharedCommitSent(
            Context context, Peer peer, Negotiated negotiated, PresharedKey key, Optional<KeyShare> ready) {
        this.peer = peer;
        this.negotiated = negotiated;
        this.key = key;
        this.ready = ready;
        this.nonce = Octets.random(context.random(), NONCE);
        this.commit = Commit.preshared(
                context.chain(), context.ownHello().zid(), negotiated, nonce, key.id(negotiated.hash()));
        this.retransmission = Retransmission.beginPromptly(context, commit);
    }

    /**
     * The beginning of an exchange in Preshared mode; empty when it is to be one in Diffie-Hellman mode: when one of the two sides
     * does not want the other, when there is no secret to go on from, and once in a while.
     *
     * @param ready for the Diffie-Hellman mode that may come of it; taken over with the result
     */
    static Optional<State> begin(Context context, Peer peer, Optional<KeyShare> ready) {
        AlgorithmPreferences own = context.config().algorithms();
        AlgorithmNames theirs = peer.hello().algorithms();
        if (!own.keyAgreements().contains(KeyAgreement.PRESHARED)
                || !theirs.keyAgreements().contains(KeyAgreement.PRESHARED.wire())
                || context.random().nextInt(ONE_CALL_IN) == 0) {
            return Optional.empty();
        }
        Negotiated negotiated = Negotiated.choose(own, theirs, KeyAgreement.PRESHARED);
        try (SharedSecrets secrets = SharedSecrets.of(context, peer, Role.INITIATOR, negotiated.hash())) {
            return PresharedKey.own(secrets, negotiated.hash())
                    .map(key -> new PresharedCommitSent(context, peer, negotiated, key, ready));
        }
    }

    /**
     * Answers a Commit for Preshared mode that was accepted as such.
     *
     * @param ready for Diffie-Hellman mode; taken over
     */
    static State answer(
            Context context,
            Peer peer,
            Optional<KeyShare> ready,
            Commit commit,
            Commit.Mode.Preshared preshared,
            Negotiated negotiated) {
        Optional<PresharedKey> found;
        try (SharedSecrets secrets = SharedSecrets.of(context, peer, Role.RESPONDER, negotiated.hash())) {
            found = PresharedKey.matching(secrets, negotiated.hash(), preshared.keyId());
        }
        if (found.isEmpty()) {
            // §4.4.2.3: "it SHOULD respond with its own DH Commit message. This would reverse the roles".
            return CommitSent.begin(context, peer, ready);
        }
        ready.ifPresent(KeyShare::close);
        Octets totalHash = Transcript.totalHash(negotiated.hash(), peer.hello(), context.ownHello(), commit);
        Agreed agreed = Agreed.byPresharedKey(context, Role.RESPONDER, peer, negotiated, found.get(), totalHash);
        return Confirm1Sent.begin(context, agreed, commit, h0 -> Responding.continuesTo(commit, h0));
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.of(peer);
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case Confirm confirm when confirm.sender() == Role.RESPONDER -> onConfirm1(context, confirm);
            case Commit theirs -> onCommit(context, theirs);
            default -> {
                context.countUnexpected();
                yield this;
            }
        };
    }

    private State onConfirm1(Context context, Confirm confirm1) {
        ready.ifPresent(KeyShare::close);
        Octets totalHash = Transcript.totalHash(negotiated.hash(), context.ownHello(), peer.hello(), commit);
        Agreed agreed = Agreed.byPresharedKey(context, Role.INITIATOR, peer, negotiated, key, totalHash);
        return Confirm2Sent.onConfirm1(context, agreed, confirm1, h0 -> MultCommitSent.continuesTo(peer.hello(), h0));
    }

    private State onCommit(Context context, Commit theirs) {
        if (!Responding.continuesChain(context, peer, theirs)) {
            context.countForged();
            return this;
        }
        return switch (theirs.mode()) {
            // §4.2: "the Preshared Commit MUST be discarded and the DH Commit proceeds".
            case Commit.Mode.DiffieHellman dh -> respond(context, theirs);
            case Commit.Mode.Preshared preshared -> wins(preshared) ? this : respond(context, theirs);
            case Commit.Mode.Multistream multistream -> {
                close();
                yield ErrorSent.fail(context, peer, ZrtpFailure.Reason.SOFTWARE);
            }
        };
    }

    /**
     * §4.2: of two Preshared Commits the one of the side with the M flag "MUST be discarded", else the one with the lowest nonce.
     * This side never sets the flag.
     */
    private boolean wins(Commit.Mode.Preshared theirs) {
        return peer.hello().mitm() || nonce.compareUnsigned(theirs.nonce()) > 0;
    }

    private State respond(Context context, Commit theirs) {
        key.close();
        return Responding.begin(context, peer, ready, theirs);
    }

    @Override
    public Retransmission retransmission() {
        return retransmission;
    }

    @Override
    public void close() {
        key.close();
        ready.ifPresent(KeyShare::close);
    }
}
