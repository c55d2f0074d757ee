// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.lab.CertificateAuthority;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Kamailio;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.MediaTap;
import org.securecall.lab.SoundCards;

/** What passes on the wire in calls with Linphone. A call in the clear shows that the tap would see it. */
class NoClearVoiceTest {

    private static final int PACKETS = 250;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"srtp, require, sdes", "dtls, require, dtls-srtp", "none, off, none"})
    void voiceWithLinphone(String linphone, String encryption, String protocol) throws Exception {
        Path own = Folder.of(NoClearVoiceTest.class, linphone);
        CertificateAuthority authority = CertificateAuthority.create(own);
        String[] keying = protocol.equals("none") ? new String[0] : new String[] {"--keying", protocol};
        try (MediaTap tap = new MediaTap();
                Kamailio server = Kamailio.start(
                        own, "kamailio", authority, authority.issue(Kamailio.DOMAIN), Kamailio.DOMAIN, tap);
                SoundCards cards = SoundCards.start(own, "alice", "bob");
                LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                        .encryption(linphone)
                        .account(server, "tls")
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", encryption)
                        .options(keying)
                        .account(server, "tls", Kamailio.password("alice"))
                        .start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call call = alice.call("sip:bob@" + Kamailio.DOMAIN);
            call.awaitState("active");
            call.awaitProtocol(protocol);
            tap.fromCaller().await(PACKETS, LIMIT);
            tap.fromCallee().await(PACKETS, LIMIT);
            call.hangUp();
            if (protocol.equals("none")) {
                assertThat(tap.fromCaller().sameness()).isGreaterThan(0.5);
                assertThat(tap.fromCallee().sameness()).isGreaterThan(0.5);
            } else {
                assertThat(tap.fromCaller().sameness()).isLessThan(0.08);
                assertThat(tap.fromCallee().sameness()).isLessThan(0.08);
            }
            assertThat(alice.quit()).isZero();
        }
    }
}
