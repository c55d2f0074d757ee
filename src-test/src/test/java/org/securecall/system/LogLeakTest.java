// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.lab.CertificateAuthority;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Kamailio;
import org.securecall.lab.SoundCards;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;

/** What a whole call leaves in the log when everything is logged. */
class LogLeakTest {

    private static final String PASSWORD = Kamailio.password("alice");

    @Test
    void noKeyNoSasAndNoPasswordIsLoggedAtTheFinestLevel() throws Exception {
        Path folder = Folder.of(LogLeakTest.class, "finest");
        Path logging = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                .level = ALL
                java.util.logging.ConsoleHandler.level = ALL
                java.util.logging.ConsoleHandler.encoding = UTF-8
                """);
        CertificateAuthority authority = CertificateAuthority.create(folder);
        List<String> log;
        List<String> codes = new ArrayList<>();
        HeadlessPhone.Setup alices;
        try (SoundCards cards = SoundCards.start(folder, "alice", "bob");
                Kamailio server = Kamailio.start(
                        folder, "kamailio", authority, authority.issue(Kamailio.DOMAIN), Kamailio.DOMAIN);
                HeadlessPhone bob = HeadlessPhone.in(folder, "bob")
                        .environment(cards.environment("bob"))
                        .account(server, "tcp", Kamailio.password("bob"))
                        .options("--answer", "auto")
                        .start()) {
            bob.awaitRegistered();
            alices = HeadlessPhone.in(folder, "alice")
                    .environment(cards.environment("alice"))
                    .jvm("-Djava.util.logging.config.file=" + logging)
                    .account(server, "tls", PASSWORD);
            try (HeadlessPhone alice = alices.start()) {
                alice.awaitRegistered();
                // Twice, so that retained secrets are used as well as made.
                for (int i = 0; i < 2; i++) {
                    HeadlessPhone.Call call = alice.call("sip:bob@" + Kamailio.DOMAIN);
                    codes.add(call.awaitSecurity("encrypted", "verified").text("sas"));
                    bob.incoming().awaitState("active");
                    call.confirm();
                    call.hangUp();
                }
                assertThat(alice.quit()).isZero();
                log = alice.program().errors().untilEnd(java.time.Duration.ofSeconds(10));
            }
        }
        String text = String.join("\n", log);
        assertThat(log).as("the log is really on").hasSizeGreaterThan(50);
        assertThat(codes).hasSize(2).allSatisfy(code -> {
            assertThat(code).isNotEmpty();
            assertThat(Pattern.compile("(?i)(?<![a-z0-9])" + Pattern.quote(code) + "(?![a-z0-9])")
                            .matcher(text)
                            .find())
                    .as("SAS in the log")
                    .isFalse();
        });
        assertThat(text).doesNotContain(PASSWORD);
        assertThat(text).as("digests of the password").doesNotContain("response=\"");
        assertThat(text).as("SDP").doesNotContain("m=audio", "a=zrtp-hash", "a=crypto", "a=fingerprint");
        assertThat(text).as("SIP URIs").doesNotContain("alice@" + Kamailio.DOMAIN, "bob@" + Kamailio.DOMAIN);
        List<byte[]> secrets = retainedSecrets(alices.dataDirectory());
        assertThat(secrets).isNotEmpty();
        String lower = text.toLowerCase(Locale.ROOT);
        for (byte[] secret : secrets) {
            assertThat(lower).doesNotContain(HexFormat.of().formatHex(secret));
            assertThat(text).doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(secret));
        }
    }

    private static List<byte[]> retainedSecrets(Path directory) throws Exception {
        List<byte[]> secrets = new ArrayList<>();
        try (Storage storage = Storage.open(directory, Keys.FILE, notice -> {})) {
            for (ContactTrust key : storage.trust().trust()) {
                try (RetainedSecrets kept = storage.trust()
                        .cache(key.metAs())
                        .find(new Zid(key.zid()))
                        .orElseThrow()) {
                    kept.rs1().ifPresent(rs1 -> secrets.add(rs1.reveal().clone()));
                    kept.rs2().ifPresent(rs2 -> secrets.add(rs2.reveal().clone()));
                }
            }
        }
        return secrets;
    }
}
