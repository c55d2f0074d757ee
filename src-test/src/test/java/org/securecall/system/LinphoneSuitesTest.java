// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.lab.Await;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.SoundCards;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpSuite;
import org.securecall.media.engine.VoiceEngine;

/** With Debian's Linphone, each algorithm that both have is agreed on when both are told to, and voice flows under it. */
class LinphoneSuitesTest {

    private static SoundCards cards;

    @BeforeAll
    static void start() throws Exception {
        cards = SoundCards.start(Folder.of(LinphoneSuitesTest.class, "sound"), "alice", "bob");
    }

    @AfterAll
    static void stop() {
        cards.close();
    }

    /** An order of each side, and what the first call's lists say that the second comes to. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X448 | S384 | AES3 | HS80 | keyAgreement=X255,X448;hash=S256,S384;cipher=AES1,AES3;authTag=HS32,HS80;sas=B256",
                "X255 | S256 | AES1 | HS32 | keyAgreement=X448,DH2k,X255;hash=S512,S384;cipher=2FS3,AES3;authTag=GCM,HS80;sas=B32",
                // What every endpoint has comes first, and what Linphone does not know before what it does.
                "DH2K | S384 | AES1 | HS80 | keyAgreement=DH3k,Mult,DH2k,X448;hash=SKN2,S256,S384;cipher=AES1,2FS1;authTag=HS32,SK64;sas=B32,B256",
                "X448 | S256 | AES3 | HS32 | keyAgreement=X3M3,EC38,DH2k,X448;hash=S384,SKN3;cipher=AES2,AES3;authTag=SK32,HS80,HS32;sas=B256,B32",
                "DH3K | S384 | AES3 | HS80 | keyAgreement=Mult,Prsh,EC52,DH3k;hash=S512,S256;cipher=2FS2,2FS3,AES1;authTag=HS80,GCM;sas=B256",
                "X255 | S384 | AES3 | HS32 | keyAgreement=E255,EC25,X255,X1M1;hash=S384;cipher=AES3;authTag=HS80;sas=B32",
            })
    void callComesToWhatWasSaidOfItAfterTheOneBefore(
            String keyAgreement, String hash, String cipher, String authTag, String order) throws Exception {
        Path own = Folder.of(LinphoneSuitesTest.class, "forecast-" + keyAgreement);
        try (LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                .keyAgreement(keyAgreement)
                .hash(hash)
                .cipher(cipher)
                .authTag(authTag)
                .start()) {
            String lists;
            try (HeadlessPhone alice = phone(own, "--policy", "recommended")) {
                HeadlessPhone.Call call = alice.call(bob.uri());
                lists = call.awaitSecurity("encrypted").text("peerLists");
                call.hangUp();
                bob.awaitState("LinphoneCallEnd", 0);
                assertThat(alice.quit()).isZero();
            }
            ZrtpForecast forecast = VoiceEngine.algorithms()
                    .forecast(
                            ZrtpPreferences.parse(order),
                            new ZrtpOffer(ZrtpPreferences.parse(lists).lists()));
            try (HeadlessPhone alice = phone(own, "--zrtp", order)) {
                HeadlessPhone.Call call = alice.call(bob.uri());
                // Linphone keeps secrets by address, and this one has another port than before.
                Event security = call.awaitSecurity("encrypted", "changed");
                assertThat(new ZrtpSuite(
                                security.text("keyAgreement"),
                                security.text("hash"),
                                security.text("cipher"),
                                security.text("authTag"),
                                security.text("sasType")))
                        .as("as %s, with a peer that listed %s", security.text("role"), lists)
                        .isEqualTo(forecast.as(security.text("role").equals("initiator")));
                call.hangUp();
                assertThat(alice.quit()).isZero();
            }
        }
    }

    private static HeadlessPhone phone(Path own, String... options) throws Exception {
        return HeadlessPhone.in(own, "alice")
                .environment(cards.environment("alice"))
                .options("--encryption", "require")
                .options(options)
                .start();
    }

    @ParameterizedTest
    @CsvSource({
        "X255, S256, AES1, HS80, B32",
        "X448, S384, AES3, HS80, B256",
        "DH2k, S256, AES1, HS32, B32",
        "DH3k, S384, AES3, HS32, B256",
    })
    void bothAgreeOnWhatTheyWereTold(String keyAgreement, String hash, String cipher, String authTag, String sas)
            throws Exception {
        Path own = Folder.of(LinphoneSuitesTest.class, keyAgreement);
        String wanted = "keyAgreement=%s;hash=%s;cipher=%s;authTag=%s;sas=%s"
                .formatted(keyAgreement, hash, cipher, authTag, sas);
        try (LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                        .keyAgreement(keyAgreement.toUpperCase(Locale.ROOT))
                        .hash(hash)
                        .cipher(cipher)
                        .authTag(authTag)
                        .sas(sas)
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "require", "--zrtp", wanted)
                        .start()) {
            HeadlessPhone.Call call = alice.call(bob.uri());
            call.awaitState("active");
            Event security = call.awaitSecurity("encrypted");
            assertThat(security.text("keyAgreement")).isEqualTo(keyAgreement);
            assertThat(security.text("hash")).isEqualTo(hash);
            assertThat(security.text("cipher")).isEqualTo(cipher);
            assertThat(security.text("authTag")).isEqualTo(authTag);
            assertThat(security.text("sasType")).isEqualTo(sas);
            assertThat(security.text("sas")).isEqualTo(bob.awaitSas(0));
            // Only what Linphone protects by the same keys counts as received.
            Await.until("voice", Duration.ofSeconds(20), () -> call.stats().number("packetsReceived") > 50);
            assertThat(call.stats().number("lost")).isZero();
            call.hangUp();
            bob.awaitState("LinphoneCallEnd", 0);
            assertThat(alice.quit()).isZero();
        }
    }
}
