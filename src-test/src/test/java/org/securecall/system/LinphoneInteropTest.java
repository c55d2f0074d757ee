// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.lab.Conversation;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.SoundCards;
import org.securecall.lab.Speech;

/** Calls with Debian's Linphone, over virtual sound cards. Alice has Secure Call and Bob has Linphone. */
class LinphoneInteropTest {

    private static Path folder = Path.of("");
    private static SoundCards cards;
    private static Path fox = Path.of("");
    private static Path ships = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        folder = Folder.of(LinphoneInteropTest.class, "sound");
        fox = Speech.say(folder, "alice", Speech.ALICE);
        ships = Speech.say(folder, "bob", Speech.BOB);
        cards = SoundCards.start(folder, "alice", "bob");
    }

    @AfterAll
    static void stop() {
        cards.close();
    }

    @Test
    void weCallLinphoneAndBothHearTheOtherOne() throws Exception {
        Path own = Folder.of(LinphoneInteropTest.class, "out");
        try (LinphonePeer bob =
                        LinphonePeer.in(own, "bob", cards.environment("bob")).start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "require")
                        .start()) {
            HeadlessPhone.Call call = alice.call(bob.uri());
            call.awaitState("active");
            // What Linphone asks for when nobody tells it anything.
            isEncryptedForTheFirstTime("DH3k", call.awaitSecurity("encrypted"), bob.awaitSas(0));
            theyHearEachOther(own);
            call.hangUp();
            bob.awaitState("LinphoneCallEnd", 0);
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void linphoneCallsUsAndBothHearTheOtherOne() throws Exception {
        Path own = Folder.of(LinphoneInteropTest.class, "in");
        try (LinphonePeer bob =
                        LinphonePeer.in(own, "bob", cards.environment("bob")).start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "require")
                        .start()) {
            bob.call(alice.uri());
            HeadlessPhone.Call call = alice.incoming();
            call.awaitState("ringing");
            alice.send("answer");
            call.awaitState("active");
            // What Linphone asks for when nobody tells it anything.
            isEncryptedForTheFirstTime("DH3k", call.awaitSecurity("encrypted"), bob.awaitSas(0));
            theyHearEachOther(own);
            bob.hangUp();
            call.awaitState("ended");
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void onceBothConfirmedTheNextCallIsVerifiedAndANewKeyIsNot() throws Exception {
        Path own = Folder.of(LinphoneInteropTest.class, "again");
        LinphonePeer.Setup linphone = LinphonePeer.in(own, "bob", cards.environment("bob"));
        try (HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                .environment(cards.environment("alice"))
                .start()) {
            try (LinphonePeer bob = linphone.start()) {
                HeadlessPhone.Call call = alice.call(bob.uri());
                call.awaitSecurity("encrypted");
                bob.awaitSas(0);
                assertThat(call.confirm().text("state")).isEqualTo("verified");
                call.hangUp();
            }
            try (LinphonePeer bob = linphone.start()) {
                // Alice alone is not enough: Linphone has not been told.
                HeadlessPhone.Call call = alice.call(bob.uri());
                assertThat(call.awaitSecurity("encrypted", "verified").text("state"))
                        .isEqualTo("encrypted");
                call.hangUp();
            }
            LinphonePeer.confirmAll(own, "bob");

            try (LinphonePeer bob = linphone.start()) {
                HeadlessPhone.Call call = alice.call(bob.uri());
                Event verified = call.awaitSecurity("verified");
                assertThat(verified.text("verified")).isEqualTo("true");
                assertThat(verified.text("secrets")).isEqualTo("match");
                assertThat(verified.text("sas")).isEqualTo(bob.awaitSas(0));
                assertThat(call.security()).noneMatch(e -> e.text("state").equals("encrypted"));
                assertThat(bob.logged(0, "previously verified yes")).isTrue();
                call.hangUp();
            }
            LinphonePeer.forget(own, "bob");

            try (LinphonePeer bob = linphone.start()) {
                HeadlessPhone.Call call = alice.call(bob.uri());
                Event changed = call.awaitSecurity("changed");
                assertThat(changed.text("verified")).isEqualTo("false");
                assertThat(changed.text("sas")).isEqualTo(bob.awaitSas(0));
                assertThat(call.security())
                        .noneMatch(e -> e.text("state").equals("verified")
                                || e.text("verified").equals("true"));
                call.hangUp();
            }
            assertThat(alice.quit()).isZero();
        }
    }

    private static void isEncryptedForTheFirstTime(String keyAgreement, Event security, String sas) {
        assertThat(security.text("protocol")).isEqualTo("zrtp");
        assertThat(security.text("sas")).isEqualTo(sas);
        assertThat(security.text("secrets")).isEqualTo("first");
        assertThat(security.text("verified")).isEqualTo("false");
        assertThat(security.text("zrtpHash")).isEqualTo("match");
        assertThat(security.text("keyAgreement")).isEqualTo(keyAgreement);
        assertThat(security.number("secureAfterMs")).isBetween(-2000.0, 2000.0);
    }

    private static void theyHearEachOther(Path own) throws Exception {
        Conversation said = Conversation.record(cards, own, "alice", fox, "bob", ships);
        assertThat(said.firstHeardBySecond().clearly()).as("%s", said).isTrue();
        assertThat(said.secondHeardByFirst().clearly()).as("%s", said).isTrue();
        assertThat(said.crossTalk().notAtAll()).as("%s", said).isTrue();
    }
}
