// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;

/**
 * What the user chose about keys for the whole program, beside how much calls insist on encryption.
 *
 * @param verifiedOnly whether the microphone stays closed until the code was compared
 * @param preset which order of ZRTP's algorithms
 * @param custom the order of the preset that the user made
 * @param keying what is offered and accepted, best first; at least one
 * @param signCodes whether the codes of calls are signed with the own key, for telephones that can check that
 */
public record KeyPolicy(
        boolean verifiedOnly,
        AlgorithmPreset preset,
        ZrtpPreferences custom,
        List<KeyingMethod> keying,
        boolean signCodes) {

    /** ZRTP, and for telephones without it what at least keeps strangers out. */
    public static final List<KeyingMethod> EVERY_KEYING =
            List.of(KeyingMethod.ZRTP, KeyingMethod.DTLS_SRTP, KeyingMethod.SDES);

    public static final KeyPolicy DEFAULT =
            new KeyPolicy(false, AlgorithmPreset.RECOMMENDED, ZrtpPreferences.RECOMMENDED, EVERY_KEYING);

    public KeyPolicy {
        keying = List.copyOf(keying);
        if (keying.isEmpty()) {
            throw new IllegalArgumentException("Some keying must be allowed");
        }
    }

    /** With codes signed. */
    public KeyPolicy(boolean verifiedOnly, AlgorithmPreset preset, ZrtpPreferences custom, List<KeyingMethod> keying) {
        this(verifiedOnly, preset, custom, keying, true);
    }

    /** The order of ZRTP's algorithms. */
    public ZrtpPreferences algorithms() {
        return preset == AlgorithmPreset.CUSTOM ? custom : preset.preferences();
    }

    public KeyPolicy withPreset(AlgorithmPreset chosen) {
        return new KeyPolicy(verifiedOnly, chosen, custom, keying, signCodes);
    }

    /** The user's own order, and that it is in force. */
    public KeyPolicy withCustom(ZrtpPreferences order) {
        return new KeyPolicy(verifiedOnly, AlgorithmPreset.CUSTOM, order, keying);
    }

    public KeyPolicy withVerifiedOnly(boolean only) {
        return new KeyPolicy(only, preset, custom, keying, signCodes);
    }

    public KeyPolicy withKeying(List<KeyingMethod> allowed) {
        return new KeyPolicy(verifiedOnly, preset, custom, allowed, signCodes);
    }

    public KeyPolicy withSignCodes(boolean sign) {
        return new KeyPolicy(verifiedOnly, preset, custom, keying, sign);
    }
}
