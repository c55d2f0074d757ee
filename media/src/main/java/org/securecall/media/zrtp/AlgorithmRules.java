// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Map;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/** What the choice of algorithms comes to, asked without a call. */
public final class AlgorithmRules {

    private AlgorithmRules() {}

    /** What a call comes to, by the same choices that the machine makes. */
    public static ZrtpForecast forecast(AlgorithmPreferences own, ZrtpOffer peer) {
        AlgorithmLists ours = AlgorithmLists.of(own);
        AlgorithmLists theirs = AlgorithmLists.of(AlgorithmNames.of(peer));
        KeyAgreement keyAgreement = Negotiated.chooseKeyAgreement(ours, theirs);
        return new ZrtpForecast(
                Negotiated.choose(ours, theirs, keyAgreement).suite(),
                Negotiated.choose(theirs, ours, keyAgreement).suite(),
                ours.keyAgreements().contains(KeyAgreement.PRESHARED)
                        && theirs.keyAgreements().contains(KeyAgreement.PRESHARED));
    }

    /**
     * Why a call came to its algorithms, by the same choices that the machine makes.
     *
     * @param initiator whether this side sent the Commit
     * @return nothing of what no choice explains; nothing at all where the peer's Hello is not known
     */
    public static Map<Kind, ZrtpReason> reasons(
            AlgorithmPreferences own, ZrtpOffer peer, ZrtpSuite suite, boolean initiator) {
        return peer.isKnown()
                ? AlgorithmReasons.of(
                        AlgorithmLists.of(own), AlgorithmLists.of(AlgorithmNames.of(peer)), suite, initiator)
                : Map.of();
    }

    /** Whether one exchange can have both. */
    public static boolean goTogether(ZrtpAlgorithm one, ZrtpAlgorithm other) {
        return allows(one, other) && allows(other, one);
    }

    private static boolean allows(ZrtpAlgorithm one, ZrtpAlgorithm other) {
        return switch (one) {
            case KeyAgreement key when other instanceof HashAlgorithm hash -> key.allows(hash);
            case KeyAgreement key when other instanceof CipherAlgorithm cipher -> key.allows(cipher);
            case AuthTag tag when other instanceof CipherAlgorithm cipher -> tag.allows(cipher);
            case KeyAgreement key -> true;
            case AuthTag tag -> true;
            case HashAlgorithm hash -> true;
            case CipherAlgorithm cipher -> true;
            case SasRendering sas -> true;
        };
    }

    /** Whether the key agreement takes the other, a hash or a cipher, before those that it does not favour. */
    public static boolean favours(KeyAgreement key, ZrtpAlgorithm other) {
        return switch (other) {
            case HashAlgorithm hash -> key.favours(hash);
            case CipherAlgorithm cipher -> key.favours(cipher);
            case KeyAgreement same -> true;
            case AuthTag tag -> true;
            case SasRendering sas -> true;
        };
    }
}
