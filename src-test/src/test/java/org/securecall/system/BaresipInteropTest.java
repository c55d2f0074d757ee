// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.lab.BaresipPeer;
import org.securecall.lab.Conversation;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.SoundCards;
import org.securecall.lab.Speech;

/** Calls with Debian's baresip, which has no ZRTP. Alice has Secure Call and Bob has baresip. */
class BaresipInteropTest {

    private static Path fox = Path.of("");
    private static Path ships = Path.of("");
    private static SoundCards cards;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Folder.of(BaresipInteropTest.class, "sound");
        fox = Speech.say(folder, "alice", Speech.ALICE);
        ships = Speech.say(folder, "bob", Speech.BOB);
        cards = SoundCards.start(folder, "alice", "bob");
    }

    @AfterAll
    static void stop() {
        cards.close();
    }

    @Test
    void withoutAnyEncryptionBothHearEachOtherAndTheCallSaysSo() throws Exception {
        Path own = Folder.of(BaresipInteropTest.class, "clear");
        try (BaresipPeer bob =
                        BaresipPeer.in(own, "bob", cards.environment("bob")).start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "prefer")
                        .start()) {
            HeadlessPhone.Call call = alice.call(bob.uri());
            call.awaitState("active");
            Event security = call.awaitSecurity("none");
            assertThat(security.text("protocol")).isEqualTo("none");
            theyHearEachOther(own);
            call.hangUp();
            bob.awaitClosed(0);
            assertThat(alice.quit()).isZero();
        }
    }

    private static void theyHearEachOther(Path own) throws Exception {
        Conversation said = Conversation.record(cards, own, "alice", fox, "bob", ships);
        assertThat(said.firstHeardBySecond().clearly()).as("%s", said).isTrue();
        assertThat(said.secondHeardByFirst().clearly()).as("%s", said).isTrue();
        assertThat(said.crossTalk().notAtAll()).as("%s", said).isTrue();
    }
}
