// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerKey;
import org.securecall.app.api.Phone;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.KnownPerson;

class KeyPageModelTest {

    private static final String BOB = "sip:bob@example.org";
    private static final String DESK = "sip:bob@192.0.2.9";
    private static final String KEY = "0b0b0b0b0b0b0b0b0b0b0b0b";
    private static final String OTHER = "e0e0e0e0e0e0e0e0e0e0e0e0";

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private KeyPageModel page;

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @BeforeEach
    void open() {
        page = new KeyPageModel(model, BOB);
    }

    @AfterEach
    void close() {
        page.close();
        model.close();
        assertThat(phone.listeners()).isZero();
    }

    private void know(String uri, String zid, String name, KeyStanding standing, int day) {
        Instant seen = Instant.parse("2026-11-01T10:00:00Z").plusSeconds(86_400L * day);
        phone.know(new ContactTrust(
                uri, zid, name, standing == KeyStanding.VERIFIED, seen, seen, "Test", Optional.empty(), standing));
    }

    private Contact bob() {
        return phone.putContact(new Contact(
                        0,
                        "Bob Builder",
                        List.of(BOB, DESK),
                        List.of(),
                        Optional.empty(),
                        true,
                        ContactPolicy.DEFAULT,
                        true))
                .toCompletableFuture()
                .join();
    }

    private PeerHistory history() {
        return page.history().get().orElseThrow();
    }

    @Test
    void whatIsMetMeanwhileIsShown() {
        assertThat(history().keys()).isEmpty();
        assertThat(page.name()).isEqualTo("bob@example.org");
        know(BOB, KEY, "", KeyStanding.UNVERIFIED, 1);
        assertThat(history().keys()).extracting(PeerKey::zid).containsExactly(KEY);
        know(DESK, OTHER, "Bob", KeyStanding.VERIFIED, 2);
        assertThat(history().keys()).hasSize(1);
        bob();
        assertThat(history().keys()).extracting(PeerKey::zid).containsExactly(OTHER, KEY);
        assertThat(page.name()).isEqualTo("Bob Builder");
    }

    @Test
    void nothingIsForgottenBeforeItIsSaidTwice() {
        know(BOB, KEY, "", KeyStanding.UNVERIFIED, 1);
        page.forget();
        page.askToForget(history().keys().getFirst());
        page.keep();
        page.forget();
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("forgetKey"));
        page.askToForget(history().keys().getFirst());
        page.forget();
        assertThat(phone.commands()).containsOnlyOnce("forgetKey " + BOB + " " + KEY);
        assertThat(history().keys()).isEmpty();
        assertThat(page.asked().get()).isEmpty();
        assertThat(page.outcome().get()).isEqualTo("A key of bob@example.org was forgotten.");
        assertThat(page.forgetting().get()).isFalse();
    }

    @Test
    void whyAKeyWasNotForgottenIsSaidAndTheQuestionStays() {
        know(BOB, KEY, "", KeyStanding.UNVERIFIED, 1);
        page.askToForget(history().keys().getFirst());
        phone.refuse("There is a call");
        page.forget();
        assertThat(page.refusal().get()).isEqualTo("There is a call");
        assertThat(page.asked().get()).isPresent();
        assertThat(page.forgetting().get()).isFalse();
        page.keep();
        assertThat(page.refusal().get()).isEmpty();
    }

    @Test
    void aKeyThatIsGoneIsNotAskedAboutAnyMore() {
        know(BOB, KEY, "", KeyStanding.UNVERIFIED, 1);
        page.askToForget(history().keys().getFirst());
        model.phone().keys().forget(BOB, KEY).toCompletableFuture().join();
        assertThat(page.asked().get()).isEmpty();
    }

    @Test
    void thePolicyIsTheContactsAndNothingElseOfItChanges() {
        Contact before = bob();
        page.policy(ContactPolicy.REQUIRE_VERIFIED);
        assertThat(page.contact()).contains(before.withPolicy(ContactPolicy.REQUIRE_VERIFIED));
        long stored = phone.commands().stream()
                .filter(command -> command.startsWith("putContact"))
                .count();
        page.policy(ContactPolicy.REQUIRE_VERIFIED);
        assertThat(phone.commands().stream().filter(command -> command.startsWith("putContact")))
                .hasSize((int) stored);
        phone.refuse("The disk is full");
        page.policy(ContactPolicy.PREFER);
        assertThat(page.policyProblem().get()).isEqualTo("The disk is full");
    }

    @Test
    void whyThereIsNoHistoryIsSaid() {
        phone.refuse("An internal error stopped this command");
        try (KeyPageModel failing = new KeyPageModel(model, BOB)) {
            assertThat(failing.problem().get()).startsWith("An internal error");
        }
    }

    @Test
    void keysThatCameWithoutAnAddressStandTogether() {
        know("", KEY, "Bob", KeyStanding.UNVERIFIED, 1);
        know("", OTHER, "Carol", KeyStanding.UNVERIFIED, 2);
        assertThat(KnownPerson.of(model)).extracting(KnownPerson::name).containsExactly("Keys without an address");
        try (KeyPageModel all = new KeyPageModel(model, "")) {
            assertThat(all.history().get().orElseThrow().keys())
                    .extracting(PeerKey::name)
                    .containsExactly("Carol", "Bob");
            assertThat(all.isPerson()).isFalse();
        }
        assertThat(page.isPerson()).isTrue();
    }

    @Test
    void peopleAreListedOnceWithTheAlarmWhereverItIs() {
        know(BOB, KEY, "", KeyStanding.CHANGED, 1);
        know(DESK, OTHER, "Bob", KeyStanding.VERIFIED, 2);
        know("sip:carol@example.org", "c0".repeat(12), "Carol", KeyStanding.EXPIRED, 5);
        know(Phone.PRACTICE, "ff".repeat(12), "", KeyStanding.VERIFIED, 3);
        bob();
        assertThat(KnownPerson.of(model))
                .extracting(KnownPerson::name)
                .containsExactly("Carol", "Practice peer", "Bob Builder");
        KnownPerson bob = KnownPerson.of(model).getLast();
        assertThat(bob.standing()).isEqualTo(KeyStanding.CHANGED);
        assertThat(bob.telephones()).isEqualTo(2);
        assertThat(bob.address()).isEqualTo(DESK);
        assertThat(KnownPerson.of(model).get(1).isPractice()).isTrue();
    }
}
