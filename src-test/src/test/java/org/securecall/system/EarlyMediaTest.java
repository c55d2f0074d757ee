// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    /** Two telephones say where their media goes and speak ZRTP; the second one is the one that answers. */
    @Test
    void ofTwoForksTheOneThatAnswersHasTheKeys() throws Exception {
        Path own = Folder.of(EarlyMediaTest.class, "fork");
        try (HeadlessPhone alice = phone(own, "alice").start();
                ScriptedCallee callee = new ScriptedCallee()) {
            HeadlessPhone.Call out = alice.call(callee.uri());
            SipText invite = callee.await("INVITE");
            int port = Ports.free();
            int otherPort = Ports.free();
            try (ZrtpLeg bob = leg(port, invite, 0xb0b);
                    ZrtpLeg carol = leg(otherPort, invite, 0xca401)) {
                String answer = ScriptedCallee.sdp(otherPort, carol.helloHash());
                callee.respond(invite, "183 Session Progress", "bob", ScriptedCallee.sdp(port, bob.helloHash()));
                callee.respond(invite, "183 Session Progress", "carol", answer);
                bob.start();
                carol.start();
                Event early = out.awaitSecurity("encrypted");
                callee.respond(invite, "200 OK", "carol", answer);
                assertThat(callee.await("ACK").toTag()).isEqualTo("carol");
                out.awaitState("active");
                carol.awaitLoud(50);
                assertThat(early.text("zrtpHash")).isEqualTo("match");
                assertThat(early.text("sas")).isEqualTo(carol.awaitSecure().sas());
                assertThat(bob.secure()).isFalse();
                assertThat(bob.packets()).isZero();
                assertThat(out.security())
                        .filteredOn(e -> !e.text("sas").isEmpty())
                        .allMatch(e -> e.text("sas").equals(early.text("sas")));
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
