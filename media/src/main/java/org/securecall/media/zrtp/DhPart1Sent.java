// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * This side is the responder of a Diffie-Hellman exchange (RFC 6189 §4.4.1.2). Arrives from {@link Discovery} or {@link
 * CommitSent}; goes to {@link Confirm1Sent} with DHPart2. Sends DHPart1 again whenever the Commit comes again.
 */
record DhPart1Sent(
        Peer known,
        Negotiated negotiated,
        Commit commit,
        Octets hvi,
        DhPart dhPart1,
        ResponderKey key,
        SharedSecrets shared,
        Patience patience)
        implements State {

    @Override
    public Optional<Peer> peer() {
        return Optional.of(known);
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case Commit again
            when again.raw().equals(commit.raw()) -> {
                context.send(dhPart1);
                patience.heard(context);
                yield this;
            }
            case DhPart part when part.sender() == Role.INITIATOR -> onDhPart2(context, part);
            default -> {
                context.countUnexpected();
                yield this;
            }
        };
    }

    private State onDhPart2(Context context, DhPart dhPart2) {
        if (!HashChain.next(dhPart2.h1()).equals(commit.h2())) {
            context.countForged();
            return this;
        }
        if (!commit.isSealedWith(dhPart2.h1())) {
            return fail(context, ZrtpFailure.Reason.FORGED_COMMIT);
        }
        // §4.4.1.2: the responder "computes its own value for the hash commitment using the DH public value (pvi)
        // received in
        // the DHPart2 message and its own Hello message and compares the result with the hvi received in the Commit
        // message.
        // If they are different, a MiTM attack is taking place".
        if (!CommitSent.hvi(negotiated.hash(), dhPart2, context.ownHello()).equals(hvi)) {
            return fail(context, ZrtpFailure.Reason.HVI_MISMATCH);
        }
        SecretBytes dhResult;
        try {
            dhResult = key.result(dhPart2.publicValue());
        } catch (BadPublicValueException e) {
            return fail(context, ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
        }
        Octets totalHash =
                Transcript.totalHash(negotiated.hash(), known.hello(), context.ownHello(), commit, dhPart1, dhPart2);
        key.close();
        Agreed agreed = Agreed.byDiffieHellman(
                context, Role.RESPONDER, known, negotiated, shared, dhPart2.ids(), dhResult, totalHash);
        return Confirm1Sent.begin(
                context, agreed, dhPart2, h0 -> HashChain.next(h0).equals(dhPart2.h1()) && dhPart2.isSealedWith(h0));
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        close();
        return ErrorSent.fail(context, peer(), patience.failure());
    }

    @Override
    public State peerError(Context context, int code) {
        patience.peerError(context, code);
        return this;
    }

    private State fail(Context context, ZrtpFailure.Reason reason) {
        close();
        return ErrorSent.fail(context, known, reason);
    }

    @Override
    public void close() {
        key.close();
        shared.close();
    }
}
