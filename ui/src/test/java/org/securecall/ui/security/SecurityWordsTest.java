// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Security;
import org.securecall.app.api.Settings;
import org.securecall.media.api.Encryption;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.SecurityWords.Offer;

class SecurityWordsTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);

    @Test
    void everyStateHasItsOwnWordsAndIsNeverToldByColourAlone() {
        Set<String> titles = new HashSet<>();
        for (Security.State state : Security.State.values()) {
            SecurityWords words = words(state, "", true);
            assertThat(titles.add(words.title())).as("%s", state).isTrue();
            assertThat(words.title()).isNotBlank();
            assertThat(words.explanation()).isNotBlank();
            assertThat(words.icon()).isNotNull();
        }
    }

    @Test
    void onlyAVerifiedCallIsGreen() {
        for (Security.State state : Security.State.values()) {
            assertThat(words(state, "", true).tone() == Tone.GOOD)
                    .as("%s", state)
                    .isEqualTo(state == Security.State.VERIFIED);
        }
    }

    @Test
    void verifiedCallCarriesTheNameOfTheKey() {
        assertThat(words(Security.State.VERIFIED, "Alice", false).title()).contains("Alice");
    }

    @Test
    void eachStateOffersWhatItNeeds() {
        assertThat(words(Security.State.NONE, "", false).offers()).isEmpty();
        assertThat(words(Security.State.SECURING, "", false).offers()).isEmpty();
        assertThat(words(Security.State.SERVER, "", false).offers()).isEmpty();
        assertThat(words(Security.State.VERIFIED, "", false).offers()).isEmpty();
        assertThat(words(Security.State.ENCRYPTED, "", false).offers()).containsExactly(Offer.COMPARE);
        assertThat(words(Security.State.CHANGED, "", true).offers()).containsExactly(Offer.COMPARE, Offer.TALK_ANYWAY);
        assertThat(words(Security.State.CHANGED, "", false).offers()).containsExactly(Offer.COMPARE);
        assertThat(words(Security.State.MISMATCH, "", true).offers()).containsExactly(Offer.HANG_UP);
        assertThat(words(Security.State.LOST, "", true).offers()).containsExactly(Offer.HANG_UP);
        assertThat(words(Security.State.WEAKER, "", true).offers()).containsExactly(Offer.HANG_UP, Offer.TALK_ANYWAY);
        assertThat(words(Security.State.WEAKER, "", false).offers()).containsExactly(Offer.HANG_UP);
    }

    @Test
    void detailOfTheTelephoneComesBeforeTheGeneralWords() {
        CallId id = call(CallSnapshot.State.ACTIVE);
        Security security = new Security(
                Security.State.NONE,
                Security.Protocol.NONE,
                Optional.empty(),
                false,
                "",
                false,
                "The other telephone knows no ZRTP.",
                java.util.OptionalLong.empty());
        phone.secure(id, security, false);
        assertThat(SecurityWords.of(phone.call(id), ExpectedSecurity.FIRST).explanation())
                .isEqualTo("The other telephone knows no ZRTP.");
    }

    @ParameterizedTest
    @EnumSource(ExpectedSecurity.class)
    void nothingIsGreenBeforeBothSidesTalk(ExpectedSecurity expected) {
        CallId id = call(CallSnapshot.State.RINGING);
        SecurityWords words = SecurityWords.of(phone.call(id), expected);
        assertThat(words.tone()).isNotEqualTo(Tone.GOOD);
        assertThat(words.title()).isNotBlank();
    }

    @Test
    void endedCallOffersNothingAndSaysHowItWas() {
        CallId id = call(CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        String before = SecurityWords.of(phone.call(id), ExpectedSecurity.FIRST).title();
        phone.end(id, 0, "");
        SecurityWords words = SecurityWords.of(phone.call(id), ExpectedSecurity.FIRST);
        assertThat(words.offers()).isEmpty();
        assertThat(words.title()).contains(before);
    }

    @Test
    void callThatNeverConnectedWasNotInsecure() {
        CallId id = call(CallSnapshot.State.RINGING);
        phone.end(id, 486, "Busy");
        assertThat(SecurityWords.of(phone.call(id), ExpectedSecurity.FIRST).tone())
                .isEqualTo(Tone.NEUTRAL);
    }

    @Test
    void expectationComesFromTheKeysOfTheAddressInAnySpelling() {
        assertThat(ExpectedSecurity.of(model, "sip:alice@example.org")).isEqualTo(ExpectedSecurity.FIRST);
        phone.know(trust("sip:alice@example.org", false));
        assertThat(ExpectedSecurity.of(model, "alice@EXAMPLE.org")).isEqualTo(ExpectedSecurity.MET);
        phone.know(trust("sip:alice@example.org", true));
        assertThat(ExpectedSecurity.of(model, "sips:alice@example.org;transport=tls"))
                .isEqualTo(ExpectedSecurity.VERIFIED);
        assertThat(ExpectedSecurity.of(model, "sip:bob@example.org")).isEqualTo(ExpectedSecurity.FIRST);
        assertThat(ExpectedSecurity.keyName(model, "sip:alice@example.org")).contains("Alice");
    }

    @Test
    void whatWasMetUnderAnotherZidThanTheContactsIsNotExpected() {
        phone.know(trust("sip:alice@example.org", true));
        Contact alice = phone.putContact(new Contact(0, "Alice", "sip:alice@example.org", false))
                .toCompletableFuture()
                .join();
        assertThat(ExpectedSecurity.of(model, "sip:alice@example.org")).isEqualTo(ExpectedSecurity.VERIFIED);
        phone.putContact(alice.withOwnZid(true));
        assertThat(ExpectedSecurity.of(model, "sip:alice@example.org")).isEqualTo(ExpectedSecurity.FIRST);
        ContactTrust under = trust("sip:alice@example.org", false);
        phone.know(new ContactTrust(
                LocalIdentity.ofContact(alice.id()),
                under.uri(),
                under.zid(),
                under.name(),
                true,
                under.firstSeen(),
                under.lastSeen(),
                under.client(),
                under.expires(),
                under.standing()));
        assertThat(ExpectedSecurity.of(model, "sip:alice@example.org")).isEqualTo(ExpectedSecurity.VERIFIED);
    }

    @Test
    void nothingIsExpectedWhereEncryptionIsOff() {
        phone.know(trust("sip:alice@example.org", true));
        phone.putSettings(new Settings("default", "default", Encryption.OFF, "auto", true));
        assertThat(ExpectedSecurity.of(model, "sip:alice@example.org")).isEqualTo(ExpectedSecurity.OFF);
    }

    @Test
    void zidIsGroupedAndAlgorithmsAreNamed() {
        assertThat(ZidDigits.grouped("0a1b2c3d4e5f60718293a4b5")).isEqualTo("0a1b 2c3d 4e5f 6071 8293 a4b5");
        assertThat(List.of(AlgorithmNames.of("X255"), AlgorithmNames.of("B32"), AlgorithmNames.of("????")))
                .containsExactly("X25519 (X255)", "B32", "????");
    }

    /** What the telephone says of a state is a sentence without its full stop. */
    @Test
    void twoSentencesOnAnAlarmStayTwo() {
        CallId id = call(CallSnapshot.State.ACTIVE);
        for (Security.State state : List.of(Security.State.CHANGED, Security.State.LOST, Security.State.WEAKER)) {
            phone.secure(
                    id,
                    new Security(
                            state,
                            Security.Protocol.NONE,
                            Optional.empty(),
                            false,
                            "",
                            false,
                            "The key is not the known one",
                            OptionalLong.empty()),
                    true);
            assertThat(SecurityWords.of(phone.call(id), ExpectedSecurity.FIRST).explanation())
                    .startsWith("The key is not the known one. Your microphone is off");
        }
    }

    private static ContactTrust trust(String uri, boolean verified) {
        return new ContactTrust(
                uri,
                "0a1b2c3d4e5f60718293a4b5",
                "Alice",
                verified,
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                Optional.empty(),
                verified ? KeyStanding.VERIFIED : KeyStanding.UNVERIFIED);
    }

    private SecurityWords words(Security.State state, String name, boolean blocked) {
        CallId id = call(CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.zrtp(state, "k3xj", name), blocked);
        return SecurityWords.of(phone.call(id), ExpectedSecurity.FIRST);
    }

    private CallId call(CallSnapshot.State state) {
        CallId id = phone.call("sip:carol@example.org", Optional.empty())
                .toCompletableFuture()
                .join();
        phone.state(id, state);
        return id;
    }
}
