// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.app.api.AccountTls;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ProbeStep.Kind;
import org.securecall.app.api.ProbeStep.Outcome;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

/** From what is typed to a stored account, over the steps to its server. */
class ProbeModelTest {

    private static final String ALICE = "sip:alice@example.org";

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private final AtomicInteger saved = new AtomicInteger();
    private final AccountFormModel form = new AccountFormModel(model, Optional.empty());
    private final ProbeModel probe = new ProbeModel(form, saved::incrementAndGet);

    static ServerCertificate certificate(String digits, CertificateVerdict verdict) {
        return new ServerCertificate(
                List.of("example.org"),
                0,
                "CN=example.org",
                "CN=example.org",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                (digits + ":").repeat(31) + digits,
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                verdict);
    }

    static ProbeStep refused(ServerCertificate certificate) {
        return new ProbeStep(
                Kind.CERTIFICATE, Outcome.FAILED, "Refused.", Duration.ofMillis(30), Optional.of(certificate));
    }

    private void type() {
        form.address.set("alice@example.org");
        form.password.set("secret");
    }

    @Test
    void whatPassesAllStepsIsStored() {
        type();
        probe.check();
        assertThat(phone.probed()).containsExactly(ALICE + " tls", "from naptr", "closed");
        assertThat(probe.steps()).extracting(ProbeStep::kind).containsExactly(Kind.values());
        assertThat(phone.commands()).containsExactly("putAccount " + ALICE + " tls secret");
        assertThat(saved).hasValue(1);
        assertThat(probe.running().get()).isFalse();
        assertThat(form.password.get()).isEmpty();
    }

    @Test
    void anAddressThatCannotBeOneIsNotTriedOut() {
        form.address.set("alice");
        probe.check();
        assertThat(form.addressProblem().get()).isNotBlank();
        assertThat(phone.probed()).isEmpty();
    }

    @Test
    void aStepThatFailsStoresNothingAndCanBeTriedAgain() {
        type();
        phone.probing(
                ScriptedPhone.step(Kind.NAPTR, Outcome.SKIPPED, "x"),
                ScriptedPhone.step(Kind.SRV, Outcome.OK, "x"),
                ScriptedPhone.step(Kind.CONNECT, Outcome.FAILED, "The server does not answer."));
        probe.check();
        assertThat(probe.failed()).isTrue();
        assertThat(probe.refused().get()).isEmpty();
        assertThat(phone.commands()).isEmpty();
        probe.retry(Kind.CONNECT);
        assertThat(phone.probed()).endsWith("from connect");
        assertThat(probe.steps()).hasSize(3);
        assertThat(probe.failed()).isTrue();
        probe.saveAnyway();
        assertThat(phone.commands()).containsExactly("putAccount " + ALICE + " tls secret");
    }

    @Test
    void aCertificateThatWasComparedIsPinnedWithTheAccount() {
        type();
        ServerCertificate own = certificate("AB", CertificateVerdict.SELF_SIGNED);
        phone.probing(refused(own));
        probe.check();
        assertThat(probe.refused().get()).contains(own);
        assertThat(saved).hasValue(0);
        phone.probing(ScriptedPhone.step(Kind.REGISTER, Outcome.OK, "x"));
        probe.pinRefused();
        assertThat(phone.probed()).contains(ALICE + " tls pin " + own.sha256());
        assertThat(phone.commands()).containsExactly("putAccount " + ALICE + " tls secret pin " + own.sha256());
        assertThat(saved).hasValue(1);
    }

    @Test
    void anAuthorityIsTriedOutAtOnce() {
        type();
        phone.probing(refused(certificate("AB", CertificateVerdict.UNKNOWN_ISSUER)));
        probe.check();
        phone.probing(ScriptedPhone.step(Kind.REGISTER, Outcome.OK, "x"));
        probe.trustAuthority("/ca.pem");
        assertThat(phone.accounts().getFirst().spec().caFile()).contains("/ca.pem");
    }

    @Test
    void cancellingPinsNothingAndKeepsWhatWasTyped() {
        type();
        phone.probing(refused(certificate("AB", CertificateVerdict.SELF_SIGNED)));
        probe.check();
        probe.cancel();
        assertThat(probe.refused().get()).isEmpty();
        assertThat(probe.steps()).isEmpty();
        assertThat(phone.probed()).endsWith("closed");
        assertThat(phone.commands()).isEmpty();
        assertThat(form.address.get()).isEqualTo("alice@example.org");
        assertThat(form.request().orElseThrow().pin()).isEmpty();
    }

    @Test
    void aClientCertificateGoesAlong() {
        type();
        form.clientFile.set("/alice.p12");
        form.clientPassword.set("p12-secret");
        assertThat(form.request().orElseThrow().clientKey().orElseThrow().password())
                .isEqualTo("p12-secret".toCharArray());
        probe.check();
        assertThat(phone.commands()).containsExactly("putAccount " + ALICE + " tls secret client /alice.p12");
        assertThat(form.clientPassword.get()).isEmpty();
    }

    @Test
    void thePinnedCertificateIsThereToBeComparedWith() {
        ServerCertificate old = certificate("AB", CertificateVerdict.SELF_SIGNED);
        type();
        phone.putAccount(
                form.request().orElseThrow().spec(),
                Optional.empty(),
                new AccountTls(Optional.of(old), Optional.empty()));
        AccountFormModel change = new AccountFormModel(
                model, Optional.of(phone.accounts().getFirst().spec()));
        assertThat(change.pinned().orElseThrow().sha256()).isEqualTo(old.sha256());
    }

    @ParameterizedTest
    @EnumSource(CertificateVerdict.class)
    void everyVerdictHasWords(CertificateVerdict verdict) {
        assertThat(CertificateWords.verdict(verdict)).isNotBlank();
    }

    @Test
    void fingerprintsAreInGroupsOfFour() {
        String sha256 = certificate("AB", CertificateVerdict.TRUSTED).sha256();
        assertThat(CertificateWords.groups(sha256).lines()).hasSize(4).allMatch("ABAB ABAB ABAB ABAB"::equals);
        assertThat(CertificateWords.spoken(sha256)).startsWith("A B A B, A B A B");
    }
}
