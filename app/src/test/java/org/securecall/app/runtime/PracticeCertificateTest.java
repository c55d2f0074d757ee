// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class PracticeCertificateTest {

    @Test
    void certificateIsItsOwnForTheLoopbackAddressAloneAndForAYear() throws Exception {
        Instant now = Instant.now();
        PracticeCertificate own = PracticeCertificate.create(now);
        X509Certificate certificate = own.certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        certificate.checkValidity(Date.from(now.plus(Duration.ofDays(365))));
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(7, "127.0.0.1"));
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(certificate.getIssuerX500Principal());
        assertThat(own.toString()).doesNotContain("PRIVATE");
        assertThat(PracticeCertificate.create(now).certificate().getSerialNumber())
                .isNotEqualTo(certificate.getSerialNumber());
    }
}
