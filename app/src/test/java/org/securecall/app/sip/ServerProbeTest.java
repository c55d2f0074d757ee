// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ProbeStep.Kind;
import org.securecall.app.api.ProbeStep.Outcome;
import org.securecall.app.api.Transport;

/** The steps to a server, told one by one. */
class ServerProbeTest {

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;
    private static SSLContext valid;
    private static SSLContext selfSigned;

    private final List<ProbeStep> steps = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private Telephone phone;

    @BeforeAll
    static void make() throws Exception {
        certificates = new TestCertificates(directory);
        valid = certificates.server("valid", "localhost", "dns:localhost", "-1d", 10);
        selfSigned = certificates.selfSigned("selfsigned", "dns:localhost");
    }

    @BeforeEach
    void open() throws Exception {
        phone = new Telephone();
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private AccountProbe probe(Transport transport, String server, boolean authority, Optional<String> pin) {
        return phone.agent.probe(
                new SipAccount(
                        new AccountSpec(
                                "sip:alice@example.org",
                                "",
                                Optional.empty(),
                                transport,
                                Optional.of(server),
                                authority
                                        ? Optional.of(certificates.authorities().toString())
                                        : Optional.empty(),
                                true),
                        () -> "secret".toCharArray(),
                        pin,
                        Optional.empty()),
                steps::add,
                closed::incrementAndGet);
    }

    private static boolean done(CompletionStage<Boolean> run) throws Exception {
        return run.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The steps that ended, such as {@code certificate failed}. */
    private List<String> ended() {
        return steps.stream()
                .filter(step -> step.outcome() != Outcome.RUNNING)
                .map(step -> step.kind().token() + " " + step.outcome().token())
                .toList();
    }

    private ProbeStep last() {
        return steps.getLast();
    }

    @Test
    void aServerThatIsAsItShouldBePassesAllStepsAndNothingIsBound() throws Exception {
        try (TlsRegistrar registrar = new TlsRegistrar(valid);
                AccountProbe probe = probe(Transport.TLS, "localhost:" + registrar.port(), true, Optional.empty())) {
            assertThat(done(probe.run(Kind.NAPTR, Kind.REGISTER))).isTrue();
            assertThat(ended())
                    .containsExactly("naptr skipped", "srv ok", "connect ok", "certificate ok", "register ok");
            assertThat(steps).extracting(ProbeStep::reason).allMatch(reason -> reason.length() < 200);
            assertThat(steps.stream()
                            .filter(step -> step.kind() == Kind.CERTIFICATE)
                            .flatMap(step -> step.certificate().stream()))
                    .singleElement()
                    .matches(card -> card.verdict() == CertificateVerdict.TRUSTED
                            && card.names().contains("localhost"));
            assertThat(registrar.connections()).isEqualTo(1);
            assertThat(registrar.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .startsWith("REGISTER sip:example.org SIP/2.0")
                            .doesNotContain("Contact:", "Expires:"));
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void aCertificateThatIsNotTrustedEndsItBeforeAWordIsSaidAndAPinLetsItGoOn() throws Exception {
        try (TlsRegistrar registrar = new TlsRegistrar(selfSigned)) {
            String sha256;
            try (AccountProbe probe = probe(Transport.TLS, "localhost:" + registrar.port(), true, Optional.empty())) {
                assertThat(done(probe.run(Kind.NAPTR, Kind.REGISTER))).isFalse();
                assertThat(ended()).containsExactly("naptr skipped", "srv ok", "connect ok", "certificate failed");
                assertThat(last().certificate().orElseThrow().verdict()).isEqualTo(CertificateVerdict.SELF_SIGNED);
                sha256 = last().certificate().orElseThrow().sha256();
                assertThat(registrar.bytes()).isZero();
                // Once more, from there on.
                steps.clear();
                assertThat(done(probe.run(Kind.CERTIFICATE, Kind.REGISTER))).isFalse();
                assertThat(ended()).containsExactly("connect ok", "certificate failed");
            }
            try (AccountProbe probe =
                    probe(Transport.TLS, "localhost:" + registrar.port(), true, Optional.of(sha256))) {
                assertThat(done(probe.run(Kind.NAPTR, Kind.REGISTER))).isTrue();
            }
        }
    }

    @Test
    void toSeeACertificateNothingIsSaid() throws Exception {
        try (TlsRegistrar registrar = new TlsRegistrar(valid);
                AccountProbe probe = probe(Transport.TLS, "localhost:" + registrar.port(), true, Optional.empty())) {
            assertThat(done(probe.run(Kind.NAPTR, Kind.CERTIFICATE))).isTrue();
            assertThat(last().kind()).isEqualTo(Kind.CERTIFICATE);
            assertThat(registrar.bytes()).isZero();
            // The rest goes on by the same connection.
            steps.clear();
            assertThat(done(probe.run(Kind.REGISTER, Kind.REGISTER))).isTrue();
            assertThat(ended()).containsExactly("register ok");
            assertThat(registrar.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeReachedOrIsNotKnownIsSaidSo() throws Exception {
        int nobody;
        try (TlsRegistrar gone = new TlsRegistrar(valid)) {
            nobody = gone.port();
        }
        try (AccountProbe probe = probe(Transport.TLS, "localhost:" + nobody, true, Optional.empty())) {
            assertThat(done(probe.run(Kind.NAPTR, Kind.REGISTER))).isFalse();
            assertThat(ended()).containsExactly("naptr skipped", "srv ok", "connect failed");
            assertThat(last().reason()).contains("refused the connection");
        }
        steps.clear();
        try (AccountProbe probe = probe(Transport.TLS, "nowhere.invalid:5061", true, Optional.empty())) {
            assertThat(done(probe.run(Kind.NAPTR, Kind.REGISTER))).isFalse();
            assertThat(ended()).containsExactly("naptr skipped", "srv failed");
            assertThat(last().reason()).contains("nowhere.invalid");
        }
    }

    @Test
    void aFileOfAuthoritiesThatIsGoneIsSaidSo() throws Exception {
        try (AccountProbe probe = phone.agent.probe(
                new SipAccount(
                        new AccountSpec(
                                "sip:alice@example.org",
                                "",
                                Optional.empty(),
                                Transport.TLS,
                                Optional.of("localhost:5061"),
                                Optional.of("/no/such.pem"),
                                true),
                        () -> new char[0]),
                steps::add,
                () -> {})) {
            assertThat(done(probe.run(Kind.NAPTR, Kind.REGISTER))).isFalse();
            assertThat(last().reason()).contains("does not exist");
        }
    }

    @Test
    void aWrongPasswordFailsTheLastStep() throws Exception {
        try (ScriptedServer registrar = new ScriptedServer();
                AccountProbe probe = probe(Transport.UDP, "127.0.0.1:" + registrar.port(), false, Optional.empty())) {
            CompletionStage<Boolean> run = probe.run(Kind.NAPTR, Kind.REGISTER);
            String challenge = "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n\", algorithm=MD5\r\n";
            registrar.answer(registrar.receive("REGISTER"), "401 Unauthorized", challenge);
            String second = registrar.receive("REGISTER");
            assertThat(ScriptedServer.header(second, "Authorization")).isPresent();
            registrar.answer(second, "403 Forbidden", "");
            assertThat(done(run)).isFalse();
            assertThat(ended())
                    .containsExactly(
                            "naptr skipped", "srv ok", "connect skipped", "certificate skipped", "register failed");
            assertThat(last().reason()).isEqualTo(SipSentences.WRONG_PASSWORD);
        }
    }

    @Test
    void nothingIsToldAfterItWasClosed() throws Exception {
        try (ScriptedServer silent = new ScriptedServer()) {
            AccountProbe probe = probe(Transport.UDP, "127.0.0.1:" + silent.port(), false, Optional.empty());
            CompletableFuture<Boolean> run =
                    probe.run(Kind.NAPTR, Kind.REGISTER).toCompletableFuture();
            silent.receive("REGISTER");
            probe.close();
            assertThat(run.get(5, TimeUnit.SECONDS)).isFalse();
            List<ProbeStep> told = List.copyOf(steps);
            assertThat(done(probe.run(Kind.NAPTR, Kind.REGISTER))).isFalse();
            assertThat(steps).isEqualTo(told);
            probe.close();
            assertThat(closed).hasValue(1);
        }
    }
}
