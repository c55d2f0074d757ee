// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.ZrtpDetails.HelloHash;

/**
 * Looking for ZRTP on the other side (RFC 6189 §4.1). Arrives from the start; goes to {@link CommitSent} when both Hellos
 * are known to have arrived, or to {@link DhPart1Sent} when the peer was faster. Sends Hello on timer T1, HelloACK.
 */
final class Discovery implements State {

    /** RFC 6189 §6: 50 ms, doubled up to 200 ms, 20 times. */
    private static final Duration FIRST = Duration.ofMillis(50);

    private static final Duration LONGEST = Duration.ofMillis(200);
    private static final int TIMES = 20;

    /** "It SHOULD extend its own Hello retry schedule to span at least 12 seconds of retries" (§6). */
    private static final int TIMES_WHEN_EXPECTED = 62;

    private static final int TIMES_AFTER_ERROR = 5;

    /**
     * A Hello that does not fit the announced hash is passed over until it came so often that no better one is to be
     * expected. Then the call goes on, marked (§8.1: an endpoint "MAY allow Hello messages to be accepted that do not match").
     */
    private static final int MISFITS_BEFORE_ACCEPTING = 3;

    private Duration interval = FIRST;
    private int sent = 1;
    private Instant begun;
    private boolean quiet;
    private boolean acknowledged;
    private int misfits;
    private int leftAfterError = TIMES_AFTER_ERROR;
    private OptionalInt peerCode = OptionalInt.empty();
    private @Nullable Found found;

    /**
     * The peer, and this side's half of the key agreement that both come to (§4.1.2): empty if that is a KEM, as only an
     * initiator has a half of it.
     */
    private record Found(Peer peer, Optional<KeyShare> share) {

        void close() {
            share.ifPresent(KeyShare::close);
        }
    }

    private Discovery(Context context) {
        begun = context.now();
        sendHello(context);
    }

    static State begin(Context context) {
        return new Discovery(context);
    }

    private void sendHello(Context context) {
        context.send(context.ownHello());
        context.setTimer(ZrtpTimer.T1, interval);
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.ofNullable(found).map(Found::peer);
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case Hello hello -> onHello(context, hello, ssrc);
            case Commit commit -> onCommit(context, commit);
            case Acknowledgement ack when ack == Acknowledgement.HELLO_ACK -> onHelloAck(context);
            case Acknowledgement ack -> outOfPlace(context);
            case DhPart dhPart -> outOfPlace(context);
            case Confirm confirm -> outOfPlace(context);
            case ErrorMessage error -> outOfPlace(context);
            case GoClear goClear -> outOfPlace(context);
            case SasRelay relay -> outOfPlace(context);
            case Ping ping -> outOfPlace(context);
            case PingAck ping -> outOfPlace(context);
        };
    }

    private State outOfPlace(Context context) {
        context.countUnexpected();
        return this;
    }

    private State onHello(Context context, Hello hello, int ssrc) {
        if (context.compare(hello) == HelloHash.MISMATCH) {
            misfits++;
            boolean haveBetter = found != null && context.compare(found.peer().hello()) == HelloHash.MATCH;
            if (haveBetter || misfits < MISFITS_BEFORE_ACCEPTING) {
                context.countForged();
                return this;
            }
        }
        int version = hello.compareVersion();
        boolean ownZid = hello.zid().equals(context.ownHello().zid());
        boolean stranger =
                context.session().filter(s -> !s.peerZid().equals(hello.zid())).isPresent();
        if (found != null && (version != 0 || ownZid || stranger)) {
            // A peer was found already: nobody else's Hello is a reason to leave it.
            return outOfPlace(context);
        }
        if (version != 0) {
            // §5.3: "A HelloACK is sent regardless if the version number in the Hello is supported".
            context.send(Acknowledgement.HELLO_ACK);
            return version > 0
                    ? this // §4.1.1: a higher version "MUST be ignored"; the peer comes down to ours.
                    : fail(context, new Peer(hello, ssrc), ZrtpFailure.Reason.UNSUPPORTED_VERSION);
        }
        if (ownZid) {
            // §5.9, error 0x90.
            return fail(context, new Peer(hello, ssrc), ZrtpFailure.Reason.EQUAL_ZIDS);
        }
        if (stranger) {
            // §4.4.3: "a ZRTP endpoint MUST use the same ZID for all media streams".
            return fail(context, new Peer(hello, ssrc), ZrtpFailure.Reason.OTHER_ENDPOINT);
        }
        accept(context, new Peer(hello, ssrc));
        return acknowledged ? commit(context) : this;
    }

    /** Takes the peer for the one to talk to; a later, different Hello replaces it (a fork, or a restart). */
    private void accept(Context context, Peer peer) {
        boolean replaces = found != null;
        if (found != null) {
            found.close();
        }
        found = new Found(peer, context.session().isPresent() ? Optional.empty() : share(context, peer));
        context.emit(new ZrtpOutput.PeerFound(peer.hello().clientId()));
        context.send(Acknowledgement.HELLO_ACK);
        if (replaces) {
            // What was acknowledged was acknowledged by somebody else.
            acknowledged = false;
        }
        if (quiet || replaces || !acknowledged) {
            // It is listening now, which it may not have been before; and of two that are under way one may get lost.
            searchAnew(context);
        }
    }

    private static Optional<KeyShare> share(Context context, Peer peer) {
        KeyAgreement expected = Negotiated.chooseKeyAgreement(
                context.config().algorithms(), peer.hello().algorithms());
        return switch (expected.scheme()) {
            case KeyGroup group -> Optional.of(context.config().keys().take(group));
            case HybridKem kem -> Optional.empty();
        };
    }

    /** The known peer's Hello came again: it may have missed this side's, which is no longer sent by itself. */
    void helloAgain(Context context) {
        if (quiet) {
            searchAnew(context);
        }
    }

    private void searchAnew(Context context) {
        quiet = false;
        sent = 1;
        interval = FIRST;
        if (Duration.between(begun, context.now()).compareTo(Context.SHORT_TRIP) > 0) {
            // What was sent before met nobody.
            begun = context.now();
        }
        sendHello(context);
    }

    private State onHelloAck(Context context) {
        if (!acknowledged) {
            context.roundTripWithin(Duration.between(begun, context.now()));
        }
        acknowledged = true;
        // "It can only be sent after receiving both a Hello message and a HelloACK message" (§5.4).
        return found == null ? this : commit(context);
    }

    private State commit(Context context) {
        Found both = found;
        if (both == null) {
            throw new IllegalStateException("There is nobody to commit to");
        }
        context.cancelAll();
        context.securing();
        return context.session().isPresent()
                ? MultCommitSent.begin(context, both.peer())
                : PresharedCommitSent.begin(context, both.peer(), both.share())
                        .orElseGet(() -> CommitSent.begin(context, both.peer(), both.share()));
    }

    private State onCommit(Context context, Commit commit) {
        if (found == null) {
            // Without the peer's Hello nothing can be checked; both will come again.
            return outOfPlace(context);
        }
        if (!Responding.continuesChain(context, found.peer(), commit)) {
            context.countForged();
            return this;
        }
        return Responding.begin(context, found.peer(), found.share(), commit);
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        boolean expected = found != null || acknowledged || context.announced();
        int times = expected ? TIMES_WHEN_EXPECTED : TIMES;
        if (peerCode.isPresent()) {
            // Anybody can send an Error: the search goes on for a while before it is believed.
            leftAfterError--;
            if (leftAfterError < 0) {
                closeShare();
                return ErrorSent.fail(context, peer(), new ZrtpFailure(ZrtpFailure.Reason.PEER_ERROR, peerCode));
            }
        }
        if (sent > times) {
            quiet = true;
            context.emit(new ZrtpOutput.NoZrtp(expected));
            return this;
        }
        sent++;
        interval = interval.multipliedBy(2).compareTo(LONGEST) < 0 ? interval.multipliedBy(2) : LONGEST;
        if (acknowledged) {
            // §6: "Retransmission of a Hello ends upon receipt of a HelloACK or Commit message."
            context.setTimer(ZrtpTimer.T1, interval);
        } else {
            sendHello(context);
        }
        return this;
    }

    @Override
    public State peerError(Context context, int code) {
        if (peerCode.isEmpty()) {
            peerCode = OptionalInt.of(code);
        }
        return this;
    }

    private State fail(Context context, Peer peer, ZrtpFailure.Reason reason) {
        closeShare();
        return ErrorSent.fail(context, peer, reason);
    }

    private void closeShare() {
        if (found != null) {
            found.close();
        }
    }

    @Override
    public void close() {
        closeShare();
    }
}
