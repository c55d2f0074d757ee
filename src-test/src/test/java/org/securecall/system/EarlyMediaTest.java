// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Ports;
import org.securecall.lab.ScriptedCallee;
import org.securecall.lab.SipText;
import org.securecall.lab.Tone;
import org.securecall.lab.ZrtpLeg;
import org.securecall.media.zrtp.MemoryCache;

/** The program calls, and media flows before somebody answers: from one telephone, or from two that a server forked to. */
class EarlyMediaTest {

    private static Path tone = Path.of("");

    @BeforeAll
    static void speak() throws Exception {
        tone = Tone.write(Folder.of(EarlyMediaTest.class, "sound").resolve("tone.wav"), 60);
    }

    @Test
    void keysAreThereBeforeTheAnswerAndStay() throws Exception {
        Path own = Folder.of(EarlyMediaTest.class, "early");
        try (HeadlessPhone alice = phone(own, "alice").start();
                ScriptedCallee callee = new ScriptedCallee()) {
            HeadlessPhone.Call out = alice.call(callee.uri());
            SipText invite = callee.await("INVITE");
            int port = Ports.free();
            try (ZrtpLeg bob = leg(port, invite, 0xb0b)) {
                bob.start();
                String sdp = ScriptedCallee.sdp(port, bob.helloHash());
                callee.respond(invite, "183 Session Progress", "bob", sdp);
                Event early = out.awaitSecurity("encrypted");
                assertThat(early.text("zrtpHash")).isEqualTo("match");
                assertThat(early.text("sas")).isEqualTo(bob.awaitSecure().sas());
                assertThat(alice.events()).noneMatch(e -> e.text("state").equals("active"));

                callee.respond(invite, "200 OK", "bob", sdp);
                callee.await("ACK");
                out.awaitState("active");
                bob.awaitLoud(50);
                assertThat(out.security()).last().satisfies(e -> {
                    assertThat(e.text("state")).isEqualTo("encrypted");
                    assertThat(e.text("sas")).isEqualTo(early.text("sas"));
                });
                assertThat(alice.quit()).isZero();
            }
        }
    }

    /** Two telephones say where their media goes and speak ZRTP; keys are there with the first one, and one of them answers. */
    @ParameterizedTest
    @ValueSource(strings = {"bob", "carol"})
    void ofTwoForksTheOneThatAnswersHasTheKeys(String answers) throws Exception {
        Path own = Folder.of(EarlyMediaTest.class, "fork-" + answers);
        try (HeadlessPhone alice = phone(own, "alice").start();
                ScriptedCallee callee = new ScriptedCallee()) {
            HeadlessPhone.Call out = alice.call(callee.uri());
            SipText invite = callee.await("INVITE");
            int bobsPort = Ports.free();
            int carolsPort = Ports.free();
            try (ZrtpLeg bob = leg(bobsPort, invite, 0xb0b);
                    ZrtpLeg carol = leg(carolsPort, invite, 0xca401)) {
                String bobs = ScriptedCallee.sdp(bobsPort, bob.helloHash());
                String carols = ScriptedCallee.sdp(carolsPort, carol.helloHash());
                ZrtpLeg answering = answers.equals("bob") ? bob : carol;
                ZrtpLeg other = answers.equals("bob") ? carol : bob;

                callee.respond(invite, "183 Session Progress", "bob", bobs);
                bob.start();
                Event first = out.awaitSecurity("encrypted");
                assertThat(first.text("zrtpHash")).isEqualTo("match");
                assertThat(first.text("sas")).isEqualTo(bob.awaitSecure().sas());
                callee.respond(invite, "183 Session Progress", "carol", carols);
                carol.start();

                callee.respond(invite, "200 OK", answers, answers.equals("bob") ? bobs : carols);
                assertThat(callee.await("ACK").toTag()).isEqualTo(answers);
                out.awaitState("active");
                answering.awaitLoud(50);
                String sas = answering.awaitSecure().sas();
                assertThat(out.security()).last().satisfies(e -> {
                    assertThat(e.text("state")).isEqualTo("encrypted");
                    assertThat(e.text("zrtpHash")).isEqualTo("match");
                    assertThat(e.text("sas")).isEqualTo(sas);
                });

                int toTheOther = other.loud();
                answering.awaitLoud(200);
                assertThat(other.loud()).isEqualTo(toTheOther);
                assertThat(alice.quit()).isZero();
            }
        }
    }

    private static ZrtpLeg leg(int port, SipText invite, int zid) throws Exception {
        return new ZrtpLeg(port, invite.audioPort(), new MemoryCache(zid, InstantSource.system()));
    }

    private static HeadlessPhone.Setup phone(Path own, String name) {
        return HeadlessPhone.in(own, name)
                .options("--mic", "file:" + tone, "--speaker", "file:" + own.resolve(name + "-heard.wav"));
    }
}
