// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.api.KeyingMethod.SDES;
import static org.securecall.media.api.KeyingMethod.ZRTP;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Settings;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.engine.VoiceEngine;

class CallTermsTest {

    private static Settings settings(Encryption encryption, KeyPolicy keys) {
        return new Settings("default", "default", encryption, "auto", true, keys);
    }

    private static PhoneOptions options(
            Optional<Encryption> encryption,
            Optional<AlgorithmPreset> preset,
            ZrtpPreferences algorithms,
            Optional<List<KeyingMethod>> keying) {
        return new PhoneOptions(
                Path.of("d"),
                Optional.empty(),
                Optional.empty(),
                encryption,
                Optional.empty(),
                OptionalInt.empty(),
                preset,
                algorithms,
                keying,
                true);
    }

    private static PhoneOptions plain(Optional<Encryption> encryption) {
        return options(encryption, Optional.empty(), ZrtpPreferences.RECOMMENDED, Optional.empty());
    }

    /** Settings, whether only verified calls are wanted, the command line, the contact, and what comes of them. */
    @ParameterizedTest
    @CsvSource({
        "PREFER,  false, ,        DEFAULT,          PREFER,  false",
        "REQUIRE, false, ,        DEFAULT,          REQUIRE, false",
        "REQUIRE, false, PREFER,  DEFAULT,          PREFER,  false",
        "PREFER,  true,  ,        DEFAULT,          REQUIRE, true",
        "PREFER,  true,  OFF,     DEFAULT,          OFF,     false",
        "REQUIRE, true,  ,        PREFER,           PREFER,  false",
        "PREFER,  false, ,        REQUIRE_ZRTP,     REQUIRE, false",
        "OFF,     false, ,        REQUIRE_ZRTP,     REQUIRE, false",
        "PREFER,  false, PREFER,  REQUIRE_VERIFIED, REQUIRE, true",
    })
    void contactGoesBeforeTheCommandLineAndThatBeforeTheSettings(
            Encryption setting,
            boolean verifiedOnly,
            Encryption option,
            ContactPolicy policy,
            Encryption expected,
            boolean verified) {
        CallTerms terms = CallTerms.of(
                LocalIdentity.MAIN,
                settings(setting, KeyPolicy.DEFAULT.withVerifiedOnly(verifiedOnly)),
                plain(Optional.ofNullable(option)),
                policy,
                true);
        assertThat(terms.encryption()).isEqualTo(expected);
        assertThat(terms.demand().verifiedOnly()).isEqualTo(verified);
        assertThat(terms.demand().metWithZrtp()).isTrue();
    }

    @Test
    void whatIsToBeZrtpIsOfferedItEvenWhereItWasLeftOut() {
        Settings sdes = settings(Encryption.PREFER, KeyPolicy.DEFAULT.withKeying(List.of(SDES)));
        assertThat(CallTerms.of(LocalIdentity.MAIN, sdes, plain(Optional.empty()), ContactPolicy.REQUIRE_ZRTP, false)
                        .keying())
                .containsExactly(ZRTP, SDES);
        CallTerms plain = CallTerms.of(
                LocalIdentity.MAIN, sdes, plain(Optional.of(Encryption.REQUIRE)), ContactPolicy.DEFAULT, false);
        assertThat(plain.keying()).containsExactly(SDES);
        assertThat(plain.demand().zrtp()).isFalse();
        assertThat(plain.mediaEncryption()).isEqualTo(Encryption.PREFER);
    }

    @Test
    void listsOfTheCommandLineStandInPlaceOfThePresets() {
        Settings custom = settings(
                Encryption.PREFER,
                new KeyPolicy(
                        false,
                        AlgorithmPreset.CUSTOM,
                        ZrtpPreferences.parse("hash=S384;sas=B32"),
                        KeyPolicy.EVERY_KEYING));
        CallTerms stored =
                CallTerms.of(LocalIdentity.MAIN, custom, plain(Optional.empty()), ContactPolicy.DEFAULT, false);
        assertThat(stored.algorithms().text()).isEqualTo("hash=S384;sas=B32");
        CallTerms asked = CallTerms.of(
                LocalIdentity.MAIN,
                custom,
                options(
                        Optional.empty(),
                        Optional.of(AlgorithmPreset.COMPATIBLE),
                        ZrtpPreferences.parse("authTag=HS80"),
                        Optional.of(List.of(ZRTP))),
                ContactPolicy.DEFAULT,
                false);
        assertThat(asked.algorithms().names(Kind.AUTH_TAG)).containsExactly("HS80");
        assertThat(asked.algorithms().names(Kind.KEY_AGREEMENT)).startsWith("DH3k");
        assertThat(asked.keying()).containsExactly(ZRTP);
    }

    @Test
    void namesThatAreNotKnownHereAreLeftOutOfCalls() throws Exception {
        Settings later = settings(
                Encryption.PREFER,
                KeyPolicy.DEFAULT.withCustom(ZrtpPreferences.parse("keyAgreement=K768,X255;hash=S999")));
        CallTerms terms =
                CallTerms.of(LocalIdentity.MAIN, later, plain(Optional.empty()), ContactPolicy.DEFAULT, false);
        assertThat(terms.algorithms().text()).isEqualTo("keyAgreement=X255");
        VoiceEngine.check(terms.algorithms());
    }

    @ParameterizedTest
    @EnumSource(AlgorithmPreset.class)
    void everyPresetNamesOnlyWhatTheEngineHas(AlgorithmPreset preset) throws Exception {
        VoiceEngine.check(preset.preferences());
    }
}
