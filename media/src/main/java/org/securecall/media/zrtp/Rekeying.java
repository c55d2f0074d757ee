// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * A secure stream that gets new SRTP keys. RFC 6189 has no words for that, but all that it takes: a Multistream exchange (§4.4.3)
 * without another Hello, as §4.7.2 has it for going secure again. A second Diffie-Hellman exchange is not allowed (§4.4.3: "Only one
 * DH exchange or Preshared exchange is performed"), and would have another SAS. The keys in force stay so until each side knows
 * that the other has the new ones; whatever goes wrong ends in {@link Secure} with the old ones (docs/decisions/0022).
 *
 * <p>Arrives from {@link Secure}, by this side's wish or by the peer's Commit, and goes back there.
 *
 * @param secure what was reached, and is not given up
 * @param session of the call: ZRTPSess and the nonces that were used
 * @param exchange {@link MultCommitSent}, {@link Confirm1Sent} or {@link Confirm2Sent}
 */
record Rekeying(Secure secure, MultistreamSession session, State exchange) implements State {

    /** This side wants new keys. */
    static State begin(Context context, Secure secure, MultistreamSession session) {
        Peer peer = secure.peer().orElseThrow();
        secure.wantsRekey();
        context.rekeys(Optional.of(secure));
        if (!peer.hello().algorithms().keyAgreements().contains(KeyAgreement.MULT.wire())) {
            return secure.rekeyFailed(context, ZrtpFailure.of(ZrtpFailure.Reason.KEY_AGREEMENT_NOT_SUPPORTED));
        }
        return new Rekeying(secure, session, MultCommitSent.begin(context, peer, session));
    }

    /**
     * The peer wants new keys, if it was the peer that sent this: only Confirm2 will show. Until then nothing changes.
     *
     * @param ssrc of the stream as it is now: the sender may have had to change it (RFC 3550 §8.2)
     * @return where the machine is to be; {@code now} when there is nothing to answer
     */
    static State answer(
            Context context, State now, Secure secure, MultistreamSession session, Commit commit, int ssrc) {
        Hello hello = secure.peer().orElseThrow().hello();
        Peer peer = new Peer(hello, ssrc);
        if (!(commit.mode() instanceof Commit.Mode.Multistream mult)
                || !Responding.continuesChain(context, peer, commit)
                || !commit.zid().equals(hello.zid())
                || !isAsAgreed(commit, session.negotiated())) {
            context.countForged();
            return now;
        }
        // A nonce that was used is a Commit that was delayed, or recorded: the keys would be the same again (§4.4.3.1).
        if (!secure.answersRekey() || !session.use(mult.nonce())) {
            context.countUnexpected();
            return now;
        }
        if (now instanceof Rekeying under) {
            under.exchange().close();
        }
        context.cancelAll();
        context.rekeys(Optional.of(secure));
        Negotiated negotiated = session.negotiated();
        Octets totalHash = Transcript.totalHash(negotiated.hash(), hello, context.ownHello(), commit);
        Agreed agreed = Agreed.byMultistream(context, session, Role.RESPONDER, peer, negotiated, totalHash);
        return new Rekeying(
                secure, session, Confirm1Sent.begin(context, agreed, commit, h0 -> Responding.continuesTo(commit, h0)));
    }

    /** New keys are for the same algorithms: a running call is never taken to weaker ones. */
    private static boolean isAsAgreed(Commit commit, Negotiated negotiated) {
        return commit.hash().equals(negotiated.hash().wire())
                && commit.cipher().equals(negotiated.cipher().wire())
                && commit.authTag().equals(negotiated.authTag().wire());
    }

    @Override
    public Optional<Peer> peer() {
        return exchange.peer();
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case Commit commit -> onCommit(context, commit, ssrc);
            // The end of the exchange before, once more.
            case Confirm again when secure.hasAnswered(again) -> besides(context, again, ssrc);
            case Confirm confirm -> step(exchange.receive(context, confirm, ssrc));
            case Acknowledgement ack -> step(exchange.receive(context, ack, ssrc));
            default -> besides(context, message, ssrc);
        };
    }

    private State onCommit(Context context, Commit commit, int ssrc) {
        return switch (exchange) {
            case Confirm1Sent sent
            when sent.answered().raw().equals(commit.raw()) -> step(exchange.receive(context, commit, ssrc));
            // Another one: the one before may have been anybody's.
            case Confirm1Sent sent -> answer(context, this, secure, session, commit, ssrc);
            // Both sides began at once: the higher nonce wins (§4.2).
            case MultCommitSent sent when sent.loses(commit) -> answer(context, this, secure, session, commit, ssrc);
            default -> {
                // One that lost, or came too late, is not to begin anything when it comes again after this exchange.
                if (commit.mode() instanceof Commit.Mode.Multistream mult
                        && Responding.continuesChain(context, exchange.peer().orElseThrow(), commit)
                        && secure.answersRekey()) {
                    session.use(mult.nonce());
                }
                context.countUnexpected();
                yield this;
            }
        };
    }

    /** What has nothing to do with the exchange is for the secure state. */
    private State besides(Context context, ZrtpMessage message, int ssrc) {
        State next = secure.receive(context, message, ssrc);
        if (next instanceof Secure) {
            return this;
        }
        abandon(context);
        return next;
    }

    /** Something else matters more; the keys in force stay in force. */
    Secure abandon(Context context) {
        exchange.close();
        context.cancel(ZrtpTimer.IDLE);
        context.rekeys(Optional.empty());
        return secure;
    }

    private State step(State next) {
        return next instanceof Secure ? next : new Rekeying(secure, session, next);
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        return step(exchange.timeout(context, timer));
    }

    @Override
    public State peerError(Context context, int code) {
        return step(exchange.peerError(context, code));
    }

    /** Under the keys in force: it says nothing about the new ones. */
    @Override
    public State srtpReceived(Context context) {
        secure.srtpReceived(context);
        return this;
    }

    /** Under the new keys: as good as a Conf2ACK (§4.6). */
    State newKeysHeard(Context context) {
        return step(exchange.srtpReceived(context));
    }

    /** The session belongs to the machine. */
    @Override
    public void close() {
        exchange.close();
        secure.close();
    }
}
