// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;

/**
 * Both sides have proven that they have the keys. Arrives from {@link Confirm1Sent} or {@link Confirm2Sent}, and stays until
 * the call ends: no message can take it back, but for an authentic GoClear where the user's settings allow that.
 */
final class Secure implements State {

    private static final int GO_CLEAR_ANSWERS = 10;

    /** Of a whole call: a key lasts for 2^48 packets, and anybody can send a Commit that looks right. */
    private static final int REKEYS_ANSWERED = 1024;

    /** A relay comes ten times at most (§6), and again when the call behind the server changes. */
    private static final int RELAY_ANSWERS = 256;

    private final Agreed agreed;
    private final Optional<KeyContinuity> continuity;
    private final boolean verifiedByPeer;
    private PeerDeclarations declarations;
    private Optional<Confirm> confirm2;
    private Peer peer;
    private int rekeys;
    private boolean rekeyWanted;
    private final Allowance rekeysAnswered = new Allowance(REKEYS_ANSWERED);
    private final Allowance goClearAnswers = new Allowance(GO_CLEAR_ANSWERS);
    private final Allowance relayAnswers = new Allowance(RELAY_ANSWERS);

    private Secure(
            Agreed agreed,
            Optional<KeyContinuity> continuity,
            boolean verifiedByPeer,
            PeerDeclarations declarations,
            Optional<Confirm> confirm2) {
        this.agreed = agreed;
        this.continuity = continuity;
        this.verifiedByPeer = verifiedByPeer;
        this.declarations = declarations;
        this.confirm2 = confirm2;
        this.peer = agreed.peer();
    }

    /**
     * The stream has new SRTP keys. Everything else stays: the SAS, the secrets, the session that further streams come from, and the
     * keys of this protocol's own messages.
     *
     * @param fresh taken over
     */
    private State rekeyed(Context context, Agreed fresh, Optional<Confirm> answered) {
        context.cancelAll();
        context.rekeys(Optional.empty());
        peer = fresh.peer();
        confirm2 = answered;
        rekeys++;
        rekeyWanted = false;
        fresh.close();
        context.emit(new ZrtpOutput.Rekeyed(details(context)));
        return this;
    }

    /** This side wants new keys, and is to be told when there will be none. */
    void wantsRekey() {
        rekeyWanted = true;
    }

    /**
     * The keys in force stay in force. An exchange that this side did not want, and that came to nothing, is not worth a word: it
     * may have begun with a Commit that was delayed, or with anybody's.
     */
    State rekeyFailed(Context context, ZrtpFailure failure) {
        context.cancelAll();
        context.rekeys(Optional.empty());
        if (rekeyWanted || failure.attack()) {
            context.emit(new ZrtpOutput.RekeyFailed(failure));
        }
        rekeyWanted = false;
        return this;
    }

    /** Whether one more exchange that replaces the keys is answered. */
    boolean answersRekey() {
        return rekeysAnswered.take();
    }

    boolean hasAnswered(Confirm again) {
        return confirm2.filter(c -> c.raw().equals(again.raw())).isPresent();
    }

    /**
     * @param agreed taken over
     * @param theirs what the peer's Confirm says
     * @param confirm2 what the responder answered with Conf2ACK, and answers again
     * @param heard whether the peer has shown that it has this side's Confirm, or all there is is a Conf2ACK
     */
    static State enter(
            Context context,
            Agreed agreed,
            Optional<KeyContinuity> continuity,
            ConfirmContent theirs,
            Optional<Confirm> confirm2,
            boolean heard) {
        if (context.rekeys().isPresent()) {
            return context.rekeys().get().rekeyed(context, agreed, confirm2);
        }
        PeerDeclarations declarations = agreed.declarations(context, theirs);
        // §4.6.1.1: a good signature is evidence that a mismatch of secrets is no attack.
        boolean proven = declarations.signature().status() == SasSignature.Status.CONFIRMED;
        continuity.ifPresent(c -> {
            if (heard) {
                c.exchangeCompleted(proven);
            } else {
                c.exchangeAcknowledged(proven);
            }
        });
        // The SRTP keys have been handed over; from here on they have other owners.
        agreed.keys().wipeSrtp();
        Optional<KeyContinuity> own = continuity.or(() -> context.session().flatMap(MultistreamSession::resumed));
        Secure state = new Secure(agreed, own, theirs.verified(), declarations, confirm2);
        context.emit(new ZrtpOutput.Secured(state.details(context)));
        return state;
    }

    ZrtpDetails details(Context context) {
        boolean verifiedLocally = continuity
                .map(KeyContinuity::verified)
                .or(() -> context.session().map(s -> s.firstStreamDetails().verifiedLocally()))
                .orElse(false);
        boolean byPeer = context.session()
                .map(s -> s.firstStreamDetails().verifiedByPeer())
                .orElse(verifiedByPeer);
        return agreed.details(context, verifiedLocally, byPeer, declarations).withRekeys(rekeys);
    }

    /** For further streams of the same call; empty in one of those. */
    Optional<MultistreamSession> session(Context context) {
        if (agreed.match().isPresent()) {
            return Optional.of(new MultistreamSession(
                    agreed.keys().zrtpSess(), agreed.negotiated(), agreed.peer(), details(context), agreed.role()));
        }
        return agreed.ofFirstStream(context)
                ? context.session().map(MultistreamSession::forAnotherStream)
                : Optional.empty();
    }

    /** What remains of this one after GoClear (§4.7.2.1). */
    MultistreamSession resumable(Context context) {
        try (MultistreamSession session = session(context).orElseThrow()) {
            return session.resumed(
                    context.ownHello().zid(),
                    details(context),
                    continuity.orElseThrow().copy());
        }
    }

    Agreed agreed() {
        return agreed;
    }

    /** Whether the peer would obey a GoClear (§4.7.2, the A flag), and this stream is one that it may be sent for. */
    boolean mayGoClear(Context context) {
        return declarations.allowsClear() && agreed.ofFirstStream(context) && !context.isClearForbidden();
    }

    /** Through a trusted server it is another leg's code that was compared: that says nothing of this leg's secrets. */
    void confirmSas() {
        if (declarations.server().enrolled()) {
            return;
        }
        continuity.ifPresent(KeyContinuity::confirmed);
    }

    void denySas() {
        continuity.ifPresent(KeyContinuity::denied);
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.of(peer);
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        switch (message) {
            case Confirm again -> confirmAgain(context, again);
            case GoClear goClear -> {
                return onGoClear(context, goClear);
            }
            case SasRelay relay -> onSasRelay(context, relay);
            default -> context.countUnexpected();
        }
        return this;
    }

    /** The initiator did not hear that its Confirm2 arrived. */
    void confirmAgain(Context context, Confirm again) {
        if (hasAnswered(again)) {
            context.send(Acknowledgement.CONF2_ACK);
        } else {
            context.countUnexpected();
        }
    }

    boolean isAuthentic(GoClear goClear) {
        return GoClear.mac(agreed.negotiated().hash(), agreed.peerKeys().macKey())
                .equals(goClear.mac());
    }

    /**
     * Obeyed only where the A flag of this side's Confirm said so (§4.7.2), and never while the peer enrols this side (§7.3.1).
     * A wrong MAC gets no answer at all; a peer that is refused gets error 0x100.
     */
    private State onGoClear(Context context, GoClear goClear) {
        boolean authentic = isAuthentic(goClear);
        boolean allowed = context.allowsClear()
                && agreed.ofFirstStream(context)
                && !declarations.server().offersEnrolment();
        if (authentic && allowed) {
            context.send(Acknowledgement.CLEAR_ACK);
            return Cleared.enter(context, this, true);
        }
        if (!goClearAnswers.take()) {
            context.countUnexpected();
            return this;
        }
        if (authentic) {
            context.send(ErrorMessage.create(ErrorCode.GO_CLEAR_NOT_ALLOWED.code()));
        }
        context.emit(new ZrtpOutput.GoClearRefused(authentic));
        if (authentic && !declarations.clearRefused()) {
            declarations = declarations.withClearRefused();
            context.emit(new ZrtpOutput.DetailsChanged(details(context)));
        }
        return this;
    }

    /**
     * §5.13: acknowledged when it is authentic; but "the receiver absolutely MUST NOT render the relayed SAS if it does not come
     * from a specially trusted ZRTP endpoint" (§7.3), which is one that is enrolled and declared itself in its Hello.
     */
    private void onSasRelay(Context context, SasRelay relay) {
        if (!RelayedSas.isAuthentic(relay, agreed.peerKeys(), agreed.negotiated())) {
            context.countForged();
            return;
        }
        if (!relayAnswers.take()) {
            context.countUnexpected();
            return;
        }
        context.send(Acknowledgement.RELAY_ACK);
        MiddleServer server = declarations.server();
        if (!server.enrolled()) {
            context.countUnexpected();
            return;
        }
        Optional<RelayedSas> relayed = RelayedSas.open(relay, agreed.peerKeys(), agreed.negotiated());
        Optional<String> code = relayed.flatMap(RelayedSas::shown);
        if (code.isEmpty()) {
            context.countMalformed();
            return;
        }
        PeerDeclarations now = declarations.relayed(
                relayed.get().disclosure(),
                code.get(),
                relayed.get().rendering().strip(),
                relayed.get().emoji());
        if (!now.equals(declarations)) {
            declarations = now;
            context.emit(new ZrtpOutput.DetailsChanged(details(context)));
        }
    }

    /**
     * The user trusts this server in the middle from the next call on: pbxsecret = KDF(ZRTPSess, "Trusted MiTM key", (ZIDi ||
     * ZIDr), 256) (§7.3.1).
     *
     * @return whether there was something to trust, and it is kept
     */
    boolean enrol(Context context) {
        if (!declarations.server().offersEnrolment() || agreed.match().isEmpty()) {
            return false;
        }
        try (MultistreamSession session = session(context).orElseThrow()) {
            return context.config()
                    .cache()
                    .storePbxSecret(
                            agreed.peer().hello().zid(),
                            session.pbxSecret(context.ownHello().zid()));
        }
    }

    @Override
    public State srtpReceived(Context context) {
        continuity.ifPresent(KeyContinuity::peerHeard);
        return this;
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        return this;
    }

    @Override
    public State peerError(Context context, int code) {
        context.emit(new ZrtpOutput.PeerErrorIgnored(code));
        return this;
    }

    @Override
    public void close() {
        continuity.ifPresent(KeyContinuity::close);
        agreed.close();
    }
}
