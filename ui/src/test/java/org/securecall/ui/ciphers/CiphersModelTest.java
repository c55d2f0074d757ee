// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.Settings;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpSuite;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.settings.SettingsModel;

class CiphersModelTest {

    private static final String ALICE = "a11ce0000000000000000001";
    private static final ZrtpOffer OFFER = new ZrtpOffer(Map.of(
            Kind.KEY_AGREEMENT, List.of("X255", "DH3k"),
            Kind.HASH, List.of("S256"),
            Kind.CIPHER, List.of("AES1", "AES3"),
            Kind.AUTH_TAG, List.of("HS80", "HS32"),
            Kind.SAS, List.of("B32")));

    private final ScriptedPhone phone = new ScriptedPhone();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final PhoneModel phoneModel = new PhoneModel(phone, waiting::add);
    private final CiphersModel model = new CiphersModel(new SettingsModel(phoneModel));

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    private void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private List<String> stored(Kind kind) {
        return phone.settings().keys().algorithms().names(kind);
    }

    private static ContactTrust key(String uri, String zid, String name) {
        Instant met = Instant.parse("2026-11-20T10:15:00Z");
        return new ContactTrust(uri, zid, name, true, met, met, "Secure Call", Optional.empty(), KeyStanding.VERIFIED);
    }

    @ParameterizedTest
    @EnumSource(
            value = AlgorithmPreset.class,
            names = {"RECOMMENDED", "STRONGEST", "COMPATIBLE"})
    void ownOrderBeginsWithThePresetInForce(AlgorithmPreset preset) throws Exception {
        model.choose(preset);
        model.choose(AlgorithmPreset.CUSTOM);
        assertThat(model.preset()).isEqualTo(AlgorithmPreset.CUSTOM);
        assertThat(phone.algorithms().offered(phone.settings().keys().custom()))
                .isEqualTo(phone.algorithms().offered(preset.preferences()));
    }

    @Test
    void ownOrderIsStillThereAfterAnotherPreset() {
        model.choose(AlgorithmPreset.CUSTOM);
        model.move(Kind.CIPHER, "AES3", 1);
        model.choose(AlgorithmPreset.STRONGEST);
        assertThat(stored(Kind.CIPHER)).startsWith("AES3");
        model.choose(AlgorithmPreset.CUSTOM);
        assertThat(stored(Kind.CIPHER)).containsExactly("AES1", "AES3");
    }

    @Test
    void eachChangeIsStoredAndToldAtOnceBeforeTheTelephoneTellsOfIt() {
        model.choose(AlgorithmPreset.CUSTOM);
        model.move(Kind.KEY_AGREEMENT, "X255", 1);
        model.move(Kind.KEY_AGREEMENT, "X255", 1);
        assertThat(stored(Kind.KEY_AGREEMENT)).startsWith("E255", "EC25", "X255");
        assertThat(model.told().get()).isEqualTo("X25519: now 3 of 5.");
        model.toggle(Kind.KEY_AGREEMENT, "EC38");
        run();
        assertThat(model.order().on(Kind.KEY_AGREEMENT)).contains("EC38");
        assertThat(model.told().get()).isEqualTo("ECDH P-384 is on.");
        model.toggle(Kind.KEY_AGREEMENT, "EC38");
        model.toggle(Kind.HASH, "S384");
        assertThat(model.told().get()).isEqualTo("SHA-384 is off.");
        model.toggle(Kind.KEY_AGREEMENT, "EC38");
        assertThat(model.told().get()).isEqualTo("ECDH P-384 is on; SHA-384 with it, because it cannot do without.");
        model.toggle(Kind.HASH, "S384");
        assertThat(model.told().get()).isEqualTo("Stays on because ECDH P-384 needs it.");
        model.toggle(Kind.SAS, "B32");
        assertThat(model.told().get()).isEqualTo("Every ZRTP telephone has it, so it stays on.");
    }

    @Test
    void changeThatChangesNothingIsNotStored() {
        model.choose(AlgorithmPreset.CUSTOM);
        int commands = phone.commands().size();
        model.move(Kind.SAS, "B256", -1);
        model.move(Kind.CIPHER, "AES2", 1);
        assertThat(phone.commands()).hasSize(commands);
    }

    @Test
    void resetCanBeTakenBackUntilTheNextChange() {
        model.choose(AlgorithmPreset.STRONGEST);
        model.choose(AlgorithmPreset.CUSTOM);
        ZrtpPreferences own = phone.settings().keys().custom();
        model.reset();
        assertThat(stored(Kind.KEY_AGREEMENT)).startsWith("X255", "E255");
        assertThat(model.canUndo()).isTrue();
        model.undo();
        assertThat(phone.settings().keys().custom()).isEqualTo(own);
        assertThat(model.canUndo()).isFalse();
        model.reset();
        model.move(Kind.SAS, "B256", 1);
        assertThat(model.canUndo()).isFalse();
    }

    @Test
    void namesOfALaterVersionStayInTheListThatIsStored() {
        phone.putSettings(Settings.DEFAULT.withKeys(
                KeyPolicy.DEFAULT.withCustom(ZrtpPreferences.parse("keyAgreement=K768,X255"))));
        run();
        model.move(Kind.KEY_AGREEMENT, "X255", 1);
        assertThat(stored(Kind.KEY_AGREEMENT)).containsExactly("K768", "DH3k", "X255", "Mult");
    }

    @Test
    void whatIsNotStoredIsNotShown() {
        phone.refuse("The disk is full");
        model.choose(AlgorithmPreset.STRONGEST);
        run();
        assertThat(model.preset()).isEqualTo(AlgorithmPreset.RECOMMENDED);
        assertThat(model.settings().problem().get()).isEqualTo("The disk is full");
    }

    @Test
    void prospectsFollowTheOrderAndNameBothRolesWhereTheyDiffer() {
        phone.putContact(new Contact(0, "Alice Adler", "sip:alice@example.org", false));
        phone.putContact(new Contact(0, "Nobody yet", "sip:nobody@example.org", false));
        phone.know(key("sip:alice@example.org", ALICE, "Alice's key"));
        phone.know(key("sip:bob@example.org", "b0b000000000000000000001", "Bob"));
        phone.offer(ALICE, OFFER);
        run();
        List<Prospect> prospects = model.prospects();
        assertThat(prospects).extracting(Prospect::name).containsExactly("Alice Adler", "Bob");
        assertThat(prospects.getLast().forecast()).isEmpty();
        ZrtpForecast forecast = prospects.getFirst().forecast().orElseThrow();
        assertThat(forecast.asInitiator()).isEqualTo(new ZrtpSuite("X255", "S256", "AES3", "HS80", "B32"));
        assertThat(forecast.asResponder()).isEqualTo(new ZrtpSuite("X255", "S256", "AES1", "HS80", "B32"));
        assertThat(model.contactsWithoutKey()).isEqualTo(1);
        model.choose(AlgorithmPreset.CUSTOM);
        model.move(Kind.CIPHER, "AES1", -1);
        ZrtpForecast after = model.prospects().getFirst().forecast().orElseThrow();
        assertThat(after.roleDecides()).isFalse();
        assertThat(after.asInitiator().cipher()).isEqualTo("AES1");
    }
}
