// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecall.app.sdp.KeyingChoice.Chosen;
import org.securecall.app.sdp.KeyingChoice.Named;
import org.securecall.app.sdp.KeyingChoice.Running;
import org.securecall.app.sdp.KeyingChoice.Wish;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SdesCrypto;

/** The offers and answers of one call (RFC 3264), as this side's media stands. Belongs to the call loop. */
public final class OfferAnswer {

    private final SdpWriter writer;
    private final InetSocketAddress local;
    private final List<PayloadFormat> formats;
    private final KeyAttributes own;
    private final Wish wish;
    private @Nullable Named offered;
    private Optional<KeyingMethod> agreed = Optional.empty();
    /** A peer that insists on a secure profile would refuse another one in a later offer. */
    private Optional<RtpProfile> inUse = Optional.empty();

    private boolean offeredCryptex;
    private boolean announcesZrtp;
    /** RFC 8842 §5.5: while the association lasts, its roles stay. */
    private Optional<DtlsSetup> role = Optional.empty();

    /**
     * @param sessionId unique among this side's sessions, not negative
     * @param local where RTP is received: a resolved address
     * @param formats what this side can do, best first
     * @param own all that this side's media can be keyed with
     * @param wish which of it is wanted; whether the signalling is secure is said anew with each description
     */
    public OfferAnswer(
            long sessionId, InetSocketAddress local, List<PayloadFormat> formats, KeyAttributes own, Wish wish) {
        this.writer = new SdpWriter(sessionId);
        this.local = local;
        this.formats = List.copyOf(formats);
        this.own = own;
        this.wish = wish;
    }

    /** From now on this side lets the call wait, or not any more: offers and answers say so. */
    public void hold(boolean now) {
        writer.hold(now);
    }

    /**
     * This side's description, offered first.
     *
     * @param secure whether it will go over verified TLS
     * @param zrtp whether ZRTP has given keys in this call
     * @throws SdpException when the call insists on what may not be offered
     */
    public String offer(boolean secure, boolean zrtp) throws SdpException {
        Named named = KeyingChoice.offer(wish.over(secure), new Running(agreed, zrtp));
        Set<KeyingMethod> can = EnumSet.noneOf(KeyingMethod.class);
        can.addAll(named.methods());
        RtpProfile profile = agreed.flatMap(method -> inUse).orElse(named.profile());
        can.retainAll(methods(own, profile));
        offered = new Named(profile, can);
        KeyAttributes ours = own.only(
                        can.contains(KeyingMethod.ZRTP),
                        can.contains(KeyingMethod.DTLS_SRTP),
                        can.contains(KeyingMethod.SDES))
                .withCryptex(encrypts());
        offeredCryptex = ours.cryptex();
        return writer.offer(local, profile, formats, Direction.SENDRECV, ours);
    }

    /**
     * Both sides of an agreement that the peer began.
     *
     * @param zrtpDropped whether the peer announced its ZRTP before and now does not
     */
    public record Answer(RemoteMedia remote, String sdp, boolean zrtpDropped) {

        /** Without the description, which may hold keys. */
        @Override
        public String toString() {
            return "Answer[]";
        }
    }

    /**
     * Answers the peer's offer.
     *
     * @param secure whether it came, and the answer will go, over verified TLS
     * @param zrtp whether ZRTP has given keys in this call
     * @throws SdpException when it cannot be understood, nothing in it suits both sides, or it would weaken the call; the
     *     message is fit for the user
     */
    public Answer answer(String offer, boolean secure, boolean zrtp) throws SdpException {
        try (SessionDescription theirs = SdpParser.parse(offer)) {
            AudioDescription audio = audio(theirs);
            RtpProfile profile = profile(audio);
            Chosen chosen = KeyingChoice.answer(
                    wish.over(secure), new Named(profile, methods(audio.keys(), profile)), new Running(agreed, zrtp));
            KeyAttributes ours = own.only(
                    chosen.zrtpHash(),
                    chosen.srtp().filter(KeyingMethod.DTLS_SRTP::equals).isPresent(),
                    false);
            // RFC 9335 §4: both have to say it, and each exchange says it anew.
            boolean cryptex = encrypts() && audio.keys().cryptex();
            ours = ours.withCryptex(cryptex);
            PeerKeying keying = unagreed(chosen);
            if (chosen.srtp().isPresent()) {
                switch (chosen.srtp().get()) {
                    case DTLS_SRTP -> {
                        DtlsSetup setup = answeringSetup(audio.keys());
                        ours = ours.withSetup(setup);
                        keying = dtls(audio.keys(), setup);
                    }
                    case SDES -> {
                        PeerKeying.Sdes sdes = SdesCrypto.answer(
                                        own.crypto(), audio.keys().crypto())
                                .orElseThrow(() -> new IllegalStateException("SDES was chosen without a common suite"));
                        ours = ours.withCrypto(sdes.own());
                        keying = sdes;
                    }
                    case ZRTP -> throw new IllegalStateException("ZRTP is no keying of SDP");
                }
            }
            String sdp = writer.answer(theirs, local, formats, ours)
                    .orElseThrow(() -> new SdpException("The two telephones have no codec in common"));
            RemoteMedia remote = remote(audio, keying).withCryptex(cryptex);
            agreed = chosen.srtp();
            inUse = Optional.of(profile);
            boolean dropped = announcesZrtp && audio.zrtpHash().isEmpty();
            announcesZrtp = audio.zrtpHash().isPresent();
            return new Answer(remote, sdp, dropped);
        }
    }

    /**
     * Takes the peer's answer to this side's offer.
     *
     * @param secure whether it came over verified TLS
     * @throws SdpException likewise
     */
    public RemoteMedia accept(String answer, boolean secure, boolean zrtp) throws SdpException {
        Named said = offered;
        if (said == null) {
            throw new SdpException("The other telephone answered an offer that was not made");
        }
        try (SessionDescription theirs = SdpParser.parse(answer)) {
            AudioDescription audio = audio(theirs);
            RtpProfile profile = profile(audio);
            Set<KeyingMethod> named = methods(audio.keys(), profile);
            Wish now = wish.over(secure);
            refuseBroken(said, audio.keys(), now, named);
            Chosen chosen = KeyingChoice.accept(now, said, new Named(profile, named), new Running(agreed, zrtp));
            PeerKeying keying = unagreed(chosen);
            if (chosen.srtp().isPresent()) {
                keying = switch (chosen.srtp().get()) {
                    case DTLS_SRTP -> dtls(audio.keys(), acceptedSetup(audio.keys()));
                    case SDES ->
                        // RFC 4568 §5.1.3: one line, with the tag and the suite of one that was offered.
                        SdesCrypto.answered(own.crypto(), audio.keys().crypto().getFirst())
                                .orElseThrow(() -> new SdpException(
                                        "The other telephone answered with an encryption that was not offered"));
                    case ZRTP -> throw new IllegalStateException("ZRTP is no keying of SDP");
                };
            }
            RemoteMedia remote = remote(audio, keying)
                    .withCryptex(offeredCryptex && audio.keys().cryptex());
            agreed = chosen.srtp();
            inUse = Optional.of(said.profile());
            announcesZrtp = audio.zrtpHash().isPresent();
            return remote;
        }
    }

    /** An answer must not be half one method: with a broken attribute, clear voice would be the other side's mistake or worse. */
    private static void refuseBroken(Named said, KeyAttributes keys, Wish wish, Set<KeyingMethod> named)
            throws SdpException {
        boolean sdes = said.methods().contains(KeyingMethod.SDES) && wish.allows(KeyingMethod.SDES);
        if (sdes && (keys.passedOverCrypto() || keys.crypto().size() > 1)) {
            throw new SdpException("The other telephone's answer has a broken crypto line, or several");
        }
        boolean dtls = said.methods().contains(KeyingMethod.DTLS_SRTP) && !named.contains(KeyingMethod.DTLS_SRTP);
        if (dtls && (keys.passedOverFingerprint() || !keys.fingerprints().isEmpty())) {
            throw new SdpException("The other telephone's answer has a fingerprint or a role that cannot be used");
        }
    }

    private static AudioDescription audio(SessionDescription theirs) throws SdpException {
        return theirs.audio().orElseThrow(() -> new SdpException("The other telephone wants no voice"));
    }

    private static RtpProfile profile(AudioDescription audio) throws SdpException {
        return RtpProfile.of(audio.profile())
                .orElseThrow(() ->
                        new SdpException("The other telephone insists on an encryption that this one does not have"));
    }

    /** What a description names that could be used; SDES also needs a common suite. */
    private Set<KeyingMethod> methods(KeyAttributes keys, RtpProfile profile) {
        Set<KeyingMethod> methods = EnumSet.noneOf(KeyingMethod.class);
        if (keys.zrtpHash().isPresent()) {
            methods.add(KeyingMethod.ZRTP);
        }
        boolean dtlsPossible = !own.fingerprints().isEmpty()
                && !keys.fingerprints().isEmpty()
                && keys.setup().filter(DtlsSetup.HOLDCONN::equals).isEmpty();
        if (dtlsPossible) {
            methods.add(KeyingMethod.DTLS_SRTP);
        }
        boolean common = keys.crypto().stream()
                .anyMatch(their -> own.crypto().stream().anyMatch(our -> our.suite() == their.suite()));
        if (common && !profile.isDtls()) {
            methods.add(KeyingMethod.SDES);
        }
        return methods;
    }

    /** Whether there may be keys, by SDP or by ZRTP, which runs unannounced too. */
    private boolean encrypts() {
        return wish.encryption() != Encryption.OFF;
    }

    private static PeerKeying unagreed(Chosen chosen) {
        return chosen.promised() ? new PeerKeying.Unusable() : new PeerKeying.Nothing();
    }

    private static PeerKeying.Dtls dtls(KeyAttributes keys, DtlsSetup ownSetup) {
        return new PeerKeying.Dtls(keys.fingerprints(), ownSetup == DtlsSetup.ACTIVE);
    }

    /** RFC 4145 §4.1; RFC 5763 §5: who may choose begins, so that nobody waits for the answer. */
    private DtlsSetup answeringSetup(KeyAttributes keys) {
        // RFC 4145 §4: an offer that says nothing is active.
        DtlsSetup theirs = keys.setup().orElse(DtlsSetup.ACTIVE);
        DtlsSetup ours = switch (theirs) {
            case ACTIVE -> DtlsSetup.PASSIVE;
            case PASSIVE -> DtlsSetup.ACTIVE;
            case ACTPASS -> role.orElse(DtlsSetup.ACTIVE);
            case HOLDCONN -> throw new IllegalStateException("There is no DTLS on hold");
        };
        role = Optional.of(ours);
        return ours;
    }

    private DtlsSetup acceptedSetup(KeyAttributes keys) throws SdpException {
        // RFC 4145 §4: an answer that says nothing is passive.
        DtlsSetup ours = switch (keys.setup().orElse(DtlsSetup.PASSIVE)) {
            case ACTIVE -> DtlsSetup.PASSIVE;
            case PASSIVE -> DtlsSetup.ACTIVE;
            case ACTPASS, HOLDCONN ->
                throw new SdpException("The other telephone's answer leaves open who begins the encryption");
        };
        role = Optional.of(ours);
        return ours;
    }

    private RemoteMedia remote(AudioDescription audio, PeerKeying keying) throws SdpException {
        List<PayloadFormat> common = SdpWriter.common(audio.formats(), formats);
        if (common.stream().allMatch(format -> format.is("telephone-event"))) {
            throw new SdpException("The two telephones have no codec in common");
        }
        RemoteMedia all = audio.remoteMedia(audio.rtcpMux());
        return new RemoteMedia(
                all.rtp(), all.rtcp(), all.rtcpMux(), common, all.zrtpHash(), all.send(), all.receive(), keying);
    }
}
