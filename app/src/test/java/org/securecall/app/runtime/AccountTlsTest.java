// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.app.api.AccountSnapshot.Registration.FAILED;
import static org.securecall.app.api.AccountSnapshot.Registration.REGISTERED;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTls;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ClientKeyFile;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;
import org.securecall.app.sip.TestCertificates;
import org.securecall.app.sip.TlsRegistrar;

/** Pins, client certificates and try-outs through the telephone, as a front end uses them. */
class AccountTlsTest {

    private static final String ALICE = "sip:alice@localhost";

    @TempDir
    private static Path shared;

    private static TestCertificates certificates;

    @TempDir
    Path directory;

    private final BlockingQueue<AccountSnapshot> registrations = new LinkedBlockingQueue<>();
    private Phone phone;

    @BeforeAll
    static void make() throws Exception {
        certificates = new TestCertificates(shared);
        certificates.selfSigned("selfsigned", "dns:localhost");
        certificates.server("issued", "localhost", "dns:localhost", "-1d", 10);
        certificates.server("old", "localhost", "dns:localhost", "-30d", 10);
        certificates.server("client", "alice", "", "-1d", 10);
    }

    @BeforeEach
    void open() throws Exception {
        phone = Telephone.open(new PhoneOptions(
                directory,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(0),
                false));
        phone.listen(event -> {
            if (event instanceof PhoneEvent.RegistrationChanged changed) {
                registrations.add(changed.account());
            }
        });
        get(phone.start());
    }

    @AfterEach
    void close() {
        phone.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private AccountSnapshot settled() throws Exception {
        while (true) {
            AccountSnapshot next = registrations.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("a registration that settles").isNotNull();
            if (next.registration() == REGISTERED || next.registration() == FAILED) {
                return next;
            }
        }
    }

    private static AccountSpec account(TlsRegistrar registrar, boolean authority) {
        return new AccountSpec(
                ALICE,
                "",
                Optional.empty(),
                Transport.TLS,
                Optional.of("localhost:" + registrar.port()),
                authority ? Optional.of(certificates.authorities().toString()) : Optional.empty(),
                true);
    }

    private static TlsRegistrar server(String name) throws Exception {
        return new TlsRegistrar(certificates.askingFor(name));
    }

    @Test
    void aPinComesAndGoesAndTheRegistrationFollows() throws Exception {
        try (TlsRegistrar registrar = server("selfsigned")) {
            get(phone.putAccount(account(registrar, false), Optional.of("secret".toCharArray())));
            AccountSnapshot refused = settled();
            ServerCertificate card = refused.certificate().orElseThrow();
            assertThat(card.verdict()).isEqualTo(CertificateVerdict.SELF_SIGNED);
            assertThat(registrar.bytes()).isZero();

            get(phone.pin(ALICE, card));
            assertThat(settled().certificate().orElseThrow().verdict()).isEqualTo(CertificateVerdict.PINNED);
            AccountTrust trust = phone.accountTrust().getFirst();
            assertThat(trust.pin().orElseThrow().sha256()).isEqualTo(card.sha256());
            assertThat(trust.pin().orElseThrow().subject()).isEqualTo(card.subject());

            // Changing the account leaves the pin.
            get(phone.putAccount(account(registrar, false), Optional.empty()));
            assertThat(settled().registration()).isEqualTo(REGISTERED);

            int before = registrar.bytes();
            get(phone.unpin(ALICE));
            assertThat(settled().registration()).isEqualTo(FAILED);
            assertThat(registrar.bytes()).isEqualTo(before);
            assertThat(phone.accountTrust().getFirst().isEmpty()).isTrue();
            assertThatThrownBy(() -> get(phone.unpin(ALICE))).hasRootCauseInstanceOf(PhoneException.class);
        }
    }

    @Test
    void whatHasAnotherFaultCannotBePinned() throws Exception {
        try (TlsRegistrar registrar = server("old")) {
            get(phone.putAccount(account(registrar, true), Optional.empty()));
            ServerCertificate card = settled().certificate().orElseThrow();
            assertThat(card.verdict()).isEqualTo(CertificateVerdict.EXPIRED);
            assertThatThrownBy(() -> get(phone.pin(ALICE, card))).hasMessageContaining("can be pinned");
            assertThat(phone.accountTrust().getFirst().pin()).isEmpty();
        }
    }

    @Test
    void aTryOutStoresNothingAndItsPinGoesWithTheAccount() throws Exception {
        List<ProbeStep> steps = new CopyOnWriteArrayList<>();
        try (TlsRegistrar registrar = server("selfsigned")) {
            AccountSpec spec = account(registrar, false);
            ServerCertificate card;
            try (AccountProbe probe = get(phone.probe(
                    new ProbeRequest(spec, Optional.empty(), Optional.empty(), Optional.empty()), steps::add))) {
                assertThat(get(probe.run(ProbeStep.Kind.NAPTR, ProbeStep.Kind.REGISTER)))
                        .isFalse();
                card = steps.getLast().certificate().orElseThrow();
            }
            try (AccountProbe probe = get(phone.probe(
                    new ProbeRequest(
                            spec, Optional.of("secret".toCharArray()), Optional.of(card.sha256()), Optional.empty()),
                    steps::add))) {
                assertThat(get(probe.run(ProbeStep.Kind.NAPTR, ProbeStep.Kind.REGISTER)))
                        .isTrue();
            }
            assertThat(phone.accounts()).isEmpty();
            assertThat(phone.accountTrust()).isEmpty();

            get(phone.putAccount(
                    spec, Optional.of("secret".toCharArray()), new AccountTls(Optional.of(card), Optional.empty())));
            assertThat(settled().registration()).isEqualTo(REGISTERED);
            get(phone.removeAccount(ALICE));
            assertThat(phone.accountTrust()).isEmpty();
        }
    }

    @Test
    void aClientCertificateIsShownUntilItIsRemoved() throws Exception {
        try (TlsRegistrar registrar = TlsRegistrar.needingCertificates(certificates.askingFor("issued"))) {
            AccountSpec spec = account(registrar, true);
            char[] password = "secret".toCharArray();
            assertThatThrownBy(() -> get(phone.putAccount(spec, Optional.of(password), client("guess"))))
                    .hasMessageContaining("password of the client certificate is wrong");
            assertThat(password).containsOnly('\0');
            assertThat(phone.accounts()).isEmpty();

            get(phone.putAccount(spec, Optional.of("secret".toCharArray()), client(TestCertificates.PASSWORD)));
            assertThat(settled().registration()).isEqualTo(REGISTERED);
            assertThat(registrar.clients()).contains("CN=alice");
            assertThat(phone.accountTrust().getFirst().client().orElseThrow().subject())
                    .isEqualTo("CN=alice");

            int before = registrar.bytes();
            get(phone.removeClientCertificate(ALICE));
            AccountSnapshot without = settled();
            assertThat(without.registration()).isEqualTo(FAILED);
            assertThat(without.reason()).contains("asks for a client certificate");
            assertThat(registrar.bytes()).isEqualTo(before);
        }
    }

    private static AccountTls client(String password) {
        return new AccountTls(
                Optional.empty(), Optional.of(new ClientKeyFile(certificates.store("client"), password.toCharArray())));
    }
}
