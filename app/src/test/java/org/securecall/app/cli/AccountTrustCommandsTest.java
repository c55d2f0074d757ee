// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.sip.TestCertificates;
import org.securecall.app.sip.TlsRegistrar;

/** Pins, client certificates and try-outs by command, against a TLS server of the test's own. */
class AccountTrustCommandsTest {

    private static final String ALICE = "sip:alice@localhost";

    @TempDir
    private static Path shared;

    private static TestCertificates certificates;

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String input = "";

    @BeforeAll
    static void make() throws Exception {
        certificates = new TestCertificates(shared);
        certificates.selfSigned("selfsigned", "dns:localhost");
        certificates.selfSigned("another", "dns:localhost");
        certificates.server("issued", "localhost", "dns:localhost", "-1d", 10);
        certificates.server("client", "alice", "", "-1d", 10);
    }

    private TlsRegistrar server(String name) throws Exception {
        return new TlsRegistrar(certificates.askingFor(name));
    }

    private int add(TlsRegistrar registrar, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("account", "add", "--address", ALICE, "--port", Integer.toString(registrar.port())));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void aSelfSignedServerIsCheckedPinnedAndCheckedAgain() throws Exception {
        String sha256 = certificates.sha256("selfsigned");
        try (TlsRegistrar registrar = server("selfsigned")) {
            assertThat(add(registrar)).isZero();
            assertThat(out()).matches(ALICE + "\ttls\tlocalhost:" + registrar.port() + "\tenabled\t[0-9a-f]{24}\n");

            assertThat(run("account", "check", ALICE)).isEqualTo(CommandLineFront.FAILED);
            assertThat(out().lines()).hasSize(4);
            assertThat(out())
                    .contains(
                            "{\"step\":\"naptr\",\"outcome\":\"skipped\"",
                            "\"step\":\"certificate\",\"outcome\":\"failed\"");
            assertThat(err()).contains("nobody this machine trusts");

            assertThat(run("account", "certificate", ALICE)).isZero();
            assertThat(out())
                    .contains(
                            "\"names\":[\"localhost\"]",
                            "\"sha256\":\"" + sha256 + "\"",
                            "\"trusted\":false",
                            "\"verdict\":\"self-signed\"",
                            "\"whyNot\":\"The server's certificate",
                            "\"pinned\":null");
            assertThat(out().lines()).hasSize(1);

            assertThat(run("account", "pin", ALICE, sha256.replace(":", ""))).isZero();
            assertThat(out()).isEqualTo("pin\t" + sha256 + "\n");
            assertThat(run("account", "check", ALICE)).isZero();
            assertThat(out()).contains("\"step\":\"register\",\"outcome\":\"ok\"");
            assertThat(run("account", "certificate", ALICE)).isZero();
            assertThat(out()).contains("\"verdict\":\"pinned\"", "\"whyNot\":null", "\"pinned\":\"" + sha256 + "\"");

            assertThat(run("account", "trusted")).isZero();
            assertThat(out()).startsWith(ALICE + "\tpin\t" + sha256 + "\tsince ");
            assertThat(run("account", "unpin", ALICE)).isZero();
            assertThat(run("account", "unpin", ALICE)).isEqualTo(CommandLineFront.FAILED);
            assertThat(err()).contains("No certificate is pinned");
            assertThat(run("account", "check", ALICE)).isEqualTo(CommandLineFront.FAILED);
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsShownBesideIt() throws Exception {
        try (TlsRegistrar registrar = server("another")) {
            assertThat(add(registrar, "--pin", certificates.sha256("selfsigned")))
                    .isZero();
            assertThat(run("account", "certificate", ALICE)).isZero();
            assertThat(out())
                    .contains(
                            "\"verdict\":\"pin-changed\"",
                            "\"sha256\":\"" + certificates.sha256("another") + "\"",
                            "\"pinned\":\"" + certificates.sha256("selfsigned") + "\"");
            assertThat(run("account", "pin", ALICE, certificates.sha256("another")))
                    .isZero();
            assertThat(out())
                    .isEqualTo("was\t" + certificates.sha256("selfsigned") + "\npin\t" + certificates.sha256("another")
                            + "\n");
            assertThat(registrar.bytes()).isZero();
        }
    }

    @Test
    void anAccountThatDoesNotPassItsCheckIsNotStored() throws Exception {
        input = "secret\n";
        try (TlsRegistrar registrar = server("selfsigned")) {
            assertThat(add(registrar, "--password-stdin", "--check")).isEqualTo(CommandLineFront.FAILED);
            assertThat(run("account", "list")).isZero();
            assertThat(out()).isEmpty();
            assertThat(add(registrar, "--password-stdin", "--check", "--pin", certificates.sha256("selfsigned")))
                    .isZero();
            assertThat(out())
                    .contains("\"step\":\"register\",\"outcome\":\"ok\"")
                    .containsPattern("\tenabled\t[0-9a-f]{24}\n$");
        }
    }

    @Test
    void aClientCertificateIsTakenIntoTheProfileAndShownToTheServer() throws Exception {
        Path file = Files.copy(certificates.store("client"), temporary.resolve("client.p12"));
        Path password = Files.writeString(temporary.resolve("password"), TestCertificates.PASSWORD + "\n");
        try (TlsRegistrar registrar = TlsRegistrar.needingCertificates(certificates.askingFor("issued"))) {
            String ca = certificates.authorities().toString();
            assertThat(add(registrar, "--ca", ca, "--client-certificate", file.toString()))
                    .isEqualTo(CommandLineFront.USAGE);
            assertThat(err()).contains("password of the client certificate is wrong");
            assertThat(add(
                            registrar,
                            "--ca",
                            ca,
                            "--client-certificate",
                            file.toString(),
                            "--client-password-file",
                            password.toString()))
                    .isZero();
            Files.delete(file);
            assertThat(run("account", "check", ALICE)).isZero();
            assertThat(registrar.clients()).contains("CN=alice");
            assertThat(run("account", "trusted")).isZero();
            assertThat(out())
                    .contains(
                            ALICE + "\tauthorities\t" + ca,
                            ALICE + "\tclient-certificate\t" + certificates.sha256("client") + "\tuntil ",
                            "CN=alice");
            assertThat(add(registrar, "--ca", ca, "--client-certificate", "none"))
                    .isZero();
            assertThat(run("account", "check", ALICE)).isEqualTo(CommandLineFront.FAILED);
            assertThat(err()).contains("asks for a client certificate");
        }
    }

    @Test
    void removingAnAccountForgetsWhatItTrusted() throws Exception {
        try (TlsRegistrar registrar = server("selfsigned")) {
            assertThat(add(registrar, "--pin", certificates.sha256("selfsigned")))
                    .isZero();
            assertThat(run("account", "remove", ALICE)).isZero();
            assertThat(add(registrar)).isZero();
            assertThat(run("account", "trusted")).isZero();
            assertThat(out()).isEmpty();
        }
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() {
        assertThat(run("account", "add", "--address", ALICE, "--transport", "udp", "--pin", "AB".repeat(32)))
                .isEqualTo(CommandLineFront.USAGE);
        assertThat(err()).contains("--transport tls");
        assertThat(run("account", "add", "--address", ALICE, "--pin", "AB:CD")).isEqualTo(CommandLineFront.USAGE);
        assertThat(err()).contains("64 hexadecimal digits");
        assertThat(run("account", "add", "--address", ALICE, "--proxy", "h:1", "--port", "2"))
                .isEqualTo(CommandLineFront.USAGE);
        assertThat(run("account", "add", "--address", ALICE, "--port", "65536")).isEqualTo(CommandLineFront.USAGE);
        assertThat(run("account", "add", "--address", ALICE, "--client-password-file", "x"))
                .isEqualTo(CommandLineFront.USAGE);
        assertThat(run("account", "pin", ALICE, "AB".repeat(32))).isEqualTo(CommandLineFront.FAILED);
        assertThat(err()).contains("There is no account");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", temporary.resolve("data").toString()));
        return CommandLineFront.run(
                all.toArray(String[]::new),
                new Fronts(directory -> 0, options -> 0, List::of),
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
