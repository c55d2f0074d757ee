// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.ArrayList;
import java.util.List;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Settings;
import org.securecall.app.trust.Demand;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.engine.VoiceEngine;

/**
 * What one call is made or taken on: the settings, over them what this run was started with, and over both what the user
 * decided for the contact.
 *
 * @param identity which of this program's own endpoints it is; as long as the call lasts
 */
record CallTerms(
        LocalIdentity identity,
        Encryption encryption,
        Demand demand,
        List<KeyingMethod> keying,
        ZrtpPreferences algorithms) {

    CallTerms {
        keying = List.copyOf(keying);
        demand = new Demand(demand.metWithZrtp(), demand.verifiedOnly(), keying.contains(KeyingMethod.ZRTP));
    }

    /**
     * What the media insists on. For it, required encryption is ZRTP; where the user left that out, offer and answer see to it
     * that SRTP is agreed on, and what was agreed on is never left for clear voice.
     */
    Encryption mediaEncryption() {
        return encryption == Encryption.REQUIRE && !demand.zrtp() ? Encryption.PREFER : encryption;
    }

    /** @param metWithZrtp whether earlier calls with the peer were encrypted by ZRTP */
    static CallTerms of(
            LocalIdentity identity,
            Settings settings,
            PhoneOptions options,
            ContactPolicy policy,
            boolean metWithZrtp) {
        KeyPolicy keys = settings.keys();
        List<KeyingMethod> keying = options.keying().orElse(keys.keying());
        Encryption general = options.encryption().orElse(settings.encryption());
        ZrtpPreferences base = options.preset()
                .map(AlgorithmPreset::preferences)
                .orElseGet(() -> VoiceEngine.algorithms().usable(keys.algorithms()));
        ZrtpPreferences algorithms = base.overlaid(options.algorithms());
        return switch (policy) {
            case DEFAULT ->
                new CallTerms(
                        identity,
                        keys.verifiedOnly() && general != Encryption.OFF ? Encryption.REQUIRE : general,
                        new Demand(metWithZrtp, keys.verifiedOnly() && general != Encryption.OFF),
                        keys.verifiedOnly() ? withZrtp(keying) : keying,
                        algorithms);
            case PREFER ->
                new CallTerms(identity, Encryption.PREFER, new Demand(metWithZrtp, false), keying, algorithms);
            case REQUIRE_ZRTP ->
                new CallTerms(
                        identity, Encryption.REQUIRE, new Demand(metWithZrtp, false), withZrtp(keying), algorithms);
            case REQUIRE_VERIFIED ->
                new CallTerms(
                        identity, Encryption.REQUIRE, new Demand(metWithZrtp, true), withZrtp(keying), algorithms);
        };
    }

    private static List<KeyingMethod> withZrtp(List<KeyingMethod> keying) {
        if (keying.contains(KeyingMethod.ZRTP)) {
            return keying;
        }
        List<KeyingMethod> all = new ArrayList<>(keying);
        all.addFirst(KeyingMethod.ZRTP);
        return all;
    }
}
