// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.lab.Await;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.ServerInTheMiddle;
import org.securecall.lab.ServerInTheMiddle.Conduct;
import org.securecall.lab.Tone;
import org.securecall.media.api.ZrtpDetails;

/** A server between two programs that speaks ZRTP with each of them: what the two show, and what of their voice he gets. */
class ManInTheMiddleTest {

    /** Five seconds. */
    private static final int LONG_ENOUGH = 250;

    private static Path tone = Path.of("");

    @BeforeAll
    static void speak() throws Exception {
        tone = Tone.write(Folder.of(ManInTheMiddleTest.class, "sound").resolve("tone.wav"), 60);
    }

    /** Without the announcements nothing but the code gives him away, and it does. */
    @Test
    void withoutHashesBothAreEncryptedAndTheCodesDiffer() throws Exception {
        Path own = Folder.of(ManInTheMiddleTest.class, "dropped");
        try (HeadlessPhone bob = phone(own, "bob").options("--answer", "auto").start();
                HeadlessPhone alice = phone(own, "alice").start();
                ServerInTheMiddle mallory = new ServerInTheMiddle(bob.sipPort())) {
            mallory.conduct(Conduct.ATTACK_DROPPING_HASHES);
            HeadlessPhone.Call out = alice.call(mallory.uri());
            HeadlessPhone.Call in = bob.incoming();
            Event here = out.awaitSecurity("encrypted");
            Event there = in.awaitSecurity("encrypted");
            assertThat(here.text("zrtpHash")).isEqualTo("absent");
            assertThat(there.text("zrtpHash")).isEqualTo("absent");
            assertThat(here.text("verified")).isEqualTo("false");
            assertThat(there.text("verified")).isEqualTo("false");
            ServerInTheMiddle.Attack attack = mallory.awaitAttack();
            assertCodesDiffer(attack, here, there);
            // It is a real attack: he hears them both.
            attack.towardsCaller().awaitLoud(50);
            attack.towardsCallee().awaitLoud(50);
            // Who compares the codes gets rid of him.
            out.deny();
            out.awaitSecurity("mismatch");
            out.hangUp();
            in.awaitState("ended");
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    @Test
    void withTheHashesBothAlarmAndNoVoiceReachesHim() throws Exception {
        Path own = Folder.of(ManInTheMiddleTest.class, "kept");
        try (HeadlessPhone bob = phone(own, "bob").options("--answer", "auto").start();
                HeadlessPhone alice = phone(own, "alice").start();
                ServerInTheMiddle mallory = new ServerInTheMiddle(bob.sipPort())) {
            mallory.conduct(Conduct.ATTACK_KEEPING_HASHES);
            HeadlessPhone.Call out = alice.call(mallory.uri());
            HeadlessPhone.Call in = bob.incoming();
            Event here = out.awaitSecurity("changed");
            Event there = in.awaitSecurity("changed");
            assertThat(here.text("zrtpHash")).isEqualTo("mismatch");
            assertThat(there.text("zrtpHash")).isEqualTo("mismatch");
            assertSilentAlarm(mallory.awaitAttack(), out, in, here, there);
            out.hangUp();
            in.awaitState("ended");
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    /** He shows each the ZID of the other; what he cannot have are the secrets that the two kept from the call before. */
    @Test
    void afterAnHonestCallBothAlarmAndNoVoiceReachesHim() throws Exception {
        Path own = Folder.of(ManInTheMiddleTest.class, "second");
        try (HeadlessPhone bob = phone(own, "bob").options("--answer", "auto").start();
                HeadlessPhone alice = phone(own, "alice").start();
                ServerInTheMiddle mallory = new ServerInTheMiddle(bob.sipPort())) {
            HeadlessPhone.Call out = alice.call(mallory.uri());
            HeadlessPhone.Call in = bob.incoming();
            Event here = out.awaitSecurity("encrypted");
            Event there = in.awaitSecurity("encrypted");
            assertThat(here.text("sas")).isNotEmpty().isEqualTo(there.text("sas"));
            // A call that nobody was heard in leaves no secret behind.
            HeadlessPhone.Call honestOut = out;
            HeadlessPhone.Call honestIn = in;
            Await.until(
                    "both are heard",
                    Duration.ofSeconds(20),
                    () -> honestOut.stats().number("packetsReceived") > 10
                            && honestIn.stats().number("packetsReceived") > 10);
            out.hangUp();
            in.awaitState("ended");

            mallory.impersonate(there.text("peerZid"), here.text("peerZid"));
            mallory.conduct(Conduct.ATTACK_DROPPING_HASHES);
            out = alice.call(mallory.uri());
            in = bob.incoming();
            Event hereNow = out.awaitSecurity("changed");
            Event thereNow = in.awaitSecurity("changed");
            assertThat(hereNow.text("peerZid")).isEqualTo(here.text("peerZid"));
            assertThat(thereNow.text("peerZid")).isEqualTo(there.text("peerZid"));
            assertThat(hereNow.text("secrets")).isEqualTo("mismatch");
            assertThat(thereNow.text("secrets")).isEqualTo("mismatch");
            assertSilentAlarm(mallory.awaitAttack(), out, in, hereNow, thereNow);
            out.hangUp();
            in.awaitState("ended");

            // He goes away again: the secrets of the honest call are still there, and no alarm is false.
            mallory.conduct(Conduct.HONEST);
            out = alice.call(mallory.uri());
            in = bob.incoming();
            assertThat(out.awaitSecurity("encrypted", "changed").text("secrets"))
                    .isEqualTo("match");
            assertThat(in.awaitSecurity("encrypted", "changed").text("secrets")).isEqualTo("match");
            assertThat(out.security()).noneMatch(e -> e.text("state").equals("changed"));
            assertThat(in.security()).noneMatch(e -> e.text("state").equals("changed"));
            out.hangUp();
            in.awaitState("ended");
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    private static void assertSilentAlarm(
            ServerInTheMiddle.Attack attack, HeadlessPhone.Call out, HeadlessPhone.Call in, Event here, Event there)
            throws Exception {
        assertCodesDiffer(attack, here, there);
        for (Event event : new Event[] {here, there}) {
            assertThat(event.text("verified")).isEqualTo("false");
        }
        attack.towardsCaller().awaitPackets(LONG_ENOUGH);
        attack.towardsCallee().awaitPackets(LONG_ENOUGH);
        assertThat(attack.towardsCaller().loud()).as("packets of Alice's voice").isZero();
        assertThat(attack.towardsCallee().loud()).as("packets of Bob's voice").isZero();
        for (HeadlessPhone.Call call : new HeadlessPhone.Call[] {out, in}) {
            assertThat(call.security())
                    .noneMatch(e -> e.text("state").equals("verified")
                            || e.text("state").equals("encrypted"));
        }
    }

    /** Each shows the code of its own exchange with him: both are secure, with the wrong one. */
    private static void assertCodesDiffer(ServerInTheMiddle.Attack attack, Event here, Event there) throws Exception {
        ZrtpDetails withAlice = attack.towardsCaller().awaitSecure();
        ZrtpDetails withBob = attack.towardsCallee().awaitSecure();
        assertThat(here.text("sas")).isEqualTo(withAlice.sas());
        assertThat(there.text("sas")).isEqualTo(withBob.sas());
        assertThat(here.text("sas")).isNotEqualTo(there.text("sas"));
    }

    private static HeadlessPhone.Setup phone(Path own, String name) {
        return HeadlessPhone.in(own, name)
                .options("--mic", "file:" + tone, "--speaker", "file:" + own.resolve(name + "-heard.wav"));
    }
}
