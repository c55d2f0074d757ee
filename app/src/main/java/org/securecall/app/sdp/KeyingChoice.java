// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;

/**
 * The one order of precedence over ZRTP, DTLS-SRTP and SDES: what an offer names, what an answer takes, and what a running call
 * may be changed to. Pure. Offers are best effort (RFC 8643) unless the call insists on one method that a profile stands for.
 *
 * <p>ZRTP runs in the media path whether it was announced or not, so choosing another method never gives it up: that only says
 * what protects voice until ZRTP does, and where the other telephone has none.
 */
public final class KeyingChoice {

    private KeyingChoice() {}

    /**
     * What this side wants of one call.
     *
     * @param methods what may make keys, best first
     * @param signallingSecure whether what is said now goes, or came, over verified TLS: without it SDES would give the keys to
     *     anyone on the way (RFC 4568 §7.1)
     */
    public record Wish(Encryption encryption, List<KeyingMethod> methods, boolean signallingSecure) {

        public Wish {
            methods = List.copyOf(methods);
        }

        /** Nothing less than ZRTP will do: it is what encryption means where it may be had. */
        boolean requiresZrtp() {
            return encryption == Encryption.REQUIRE && methods.contains(KeyingMethod.ZRTP);
        }

        boolean allows(KeyingMethod method) {
            return encryption != Encryption.OFF
                    && methods.contains(method)
                    && (method != KeyingMethod.SDES || signallingSecure);
        }

        public Wish over(boolean secure) {
            return new Wish(encryption, methods, secure);
        }
    }

    /** What a description names and could be used: its profile, and its methods with sound attributes. */
    public record Named(RtpProfile profile, Set<KeyingMethod> methods) {

        public Named {
            methods = Set.copyOf(methods);
        }
    }

    /**
     * What keys voice.
     *
     * @param srtp DTLS-SRTP or SDES, where SDP agreed on one
     * @param zrtpHash whether this side announces its ZRTP
     * @param promised whether the media line promises SRTP, so that voice must not go in the clear
     */
    public record Chosen(Optional<KeyingMethod> srtp, boolean zrtpHash, boolean promised) {}

    /** What is in use in a running call. */
    public record Running(Optional<KeyingMethod> srtp, boolean zrtp) {

        /** Nothing yet, or nothing at all. */
        public static final Running NOTHING = new Running(Optional.empty(), false);
    }

    /**
     * What an offer names.
     *
     * @param running what the call has by now
     * @throws SdpException when the call insists on encryption and none of its methods may be offered
     */
    public static Named offer(Wish wish, Running running) throws SdpException {
        Set<KeyingMethod> named = EnumSet.noneOf(KeyingMethod.class);
        for (KeyingMethod method : KeyingMethod.values()) {
            if (wish.allows(method) && (method == KeyingMethod.ZRTP || !zrtpGoesAlone(wish, running))) {
                named.add(method);
            }
        }
        if (wish.encryption() != Encryption.REQUIRE || named.contains(KeyingMethod.ZRTP)) {
            return new Named(RtpProfile.AVP, named);
        }
        if (named.isEmpty()) {
            throw new SdpException(
                    "This call requires encryption, and SDES is offered only where the signalling is protected by TLS");
        }
        if (named.equals(Set.of(KeyingMethod.SDES))) {
            return new Named(RtpProfile.SAVP, named);
        }
        return new Named(named.contains(KeyingMethod.SDES) ? RtpProfile.AVP : RtpProfile.TLS_SAVP, named);
    }

    /**
     * What to answer.
     *
     * @param running what the call has by now; a running call is never weakened
     * @throws SdpException when the offer is to be refused
     */
    public static Chosen answer(Wish wish, Named offer, Running running) throws SdpException {
        boolean promised = offer.profile().promisesSrtp();
        if (promised && wish.encryption() == Encryption.OFF) {
            throw new SdpException("The other telephone insists on encryption, and it is switched off here");
        }
        boolean announced = offer.methods().contains(KeyingMethod.ZRTP);
        // RFC 8643 §3.2: the answer has the attributes of one method. In a secure profile ZRTP needs another one beside
        // it, and a peer that announced ZRTP hears that it is here too: whether ZRTP replaces the other keys or goes
        // around
        // them depends on what both sides announced, and both must come to the same.
        Optional<KeyingMethod> first = wish.methods().stream()
                .filter(wish::allows)
                .filter(offer.methods()::contains)
                .filter(method -> fits(method, offer.profile()))
                .filter(method -> promised || method == KeyingMethod.ZRTP || !zrtpGoesAlone(wish, running))
                .findFirst();
        Optional<KeyingMethod> srtp = first.filter(method -> method != KeyingMethod.ZRTP);
        boolean zrtp = wish.allows(KeyingMethod.ZRTP) && (announced || (!promised && srtp.isEmpty()));
        if (promised && srtp.isEmpty() && !zrtp) {
            throw new SdpException("The other telephone insists on an encryption that cannot be used here");
        }
        return checked(wish, new Chosen(srtp, zrtp, promised), running);
    }

    /**
     * What the peer's answer took of this side's offer.
     *
     * @param offered what {@link #offer} said
     * @throws SdpException when the call cannot go on with that
     */
    public static Chosen accept(Wish wish, Named offered, Named answer, Running running) throws SdpException {
        boolean promised = offered.profile().promisesSrtp() || answer.profile().promisesSrtp();
        Optional<KeyingMethod> srtp = wish.methods().stream()
                .filter(method -> method != KeyingMethod.ZRTP)
                .filter(wish::allows)
                .filter(offered.methods()::contains)
                .filter(answer.methods()::contains)
                .findFirst();
        boolean zrtp = offered.methods().contains(KeyingMethod.ZRTP);
        if (promised && srtp.isEmpty() && !(zrtp && answer.methods().contains(KeyingMethod.ZRTP))) {
            throw new SdpException("The other telephone promised encryption and gave no key");
        }
        return checked(wish, new Chosen(srtp, zrtp, promised), running);
    }

    private static boolean zrtpGoesAlone(Wish wish, Running running) {
        return wish.requiresZrtp() || (running.zrtp() && running.srtp().isEmpty());
    }

    private static boolean fits(KeyingMethod method, RtpProfile profile) {
        return switch (method) {
            case ZRTP -> !profile.promisesSrtp();
            case DTLS_SRTP -> true;
            case SDES -> !profile.isDtls();
        };
    }

    private static Chosen checked(Wish wish, Chosen chosen, Running running) throws SdpException {
        boolean insists = wish.encryption() == Encryption.REQUIRE && !wish.requiresZrtp();
        if (insists && chosen.srtp().isEmpty()) {
            throw new SdpException("The other telephone offers no encryption that this call may use");
        }
        // ZRTP's own keys stay whatever SDP says, so only the others can be taken away.
        boolean weaker = running.srtp().isPresent()
                && (chosen.srtp().isEmpty()
                        || chosen.srtp().get().compareTo(running.srtp().get()) > 0);
        boolean toAnotherLayer =
                running.zrtp() && running.srtp().isEmpty() && chosen.srtp().isPresent();
        if (weaker || toAnotherLayer) {
            throw new SdpException("The encryption of this call stays as it is");
        }
        return chosen;
    }
}
