// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ServerCertificate;

/** Certificates that nobody honest makes: each is refused with a card that can be shown. */
class HostileCertificateTest {

    private final Instant now = Instant.now();

    private static X509Certificate certificate(String commonName, List<String> names, Instant from, Instant until)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .build();
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        content.setSignature(algorithm);
        content.setIssuer(name);
        content.setSubject(name);
        content.setStartDate(new Time(Date.from(from)));
        content.setEndDate(new Time(Date.from(until)));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        if (!names.isEmpty()) {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.stream()
                            .map(n -> new GeneralName(GeneralName.dNSName, n))
                            .toArray(GeneralName[]::new)));
            content.setExtensions(extensions.generate());
        }
        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(pair.getPrivate());
        signing.update(content.generateTBSCertificate().getEncoded());
        ASN1EncodableVector whole = new ASN1EncodableVector();
        whole.add(content.generateTBSCertificate());
        whole.add(algorithm);
        whole.add(new DERBitString(signing.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(new DERSequence(whole).getEncoded()));
    }

    private static SipFailure refusal(X509Certificate certificate) throws Exception {
        CertificateCheck check = new CertificateCheck(TlsIdentity.of("example.org"), Authorities.of(Optional.empty()));
        assertThatThrownBy(() -> check.checkServerTrusted(new X509Certificate[] {certificate}, "UNKNOWN", new Socket()))
                .isInstanceOf(CertificateException.class);
        return check.refusal().orElseThrow();
    }

    private static ServerCertificate card(X509Certificate certificate, CertificateVerdict verdict) throws Exception {
        SipFailure refusal = refusal(certificate);
        assertThat(refusal.sentence()).isNotBlank().hasSizeLessThan(200);
        ServerCertificate card = refusal.certificate().orElseThrow();
        assertThat(card.verdict()).isEqualTo(verdict);
        Stream.concat(card.names().stream(), Stream.of(card.subject(), card.issuer()))
                .forEach(text -> assertThat(text)
                        .hasSizeLessThan(200)
                        .doesNotContainPattern("[\\p{Cntrl}\u202a-\u202e\u2066-\u2069]"));
        return card;
    }

    @Test
    void longNamesAreCut() throws Exception {
        ServerCertificate card = card(
                certificate(
                        "x".repeat(20_000),
                        List.of("example.org", "a".repeat(9000)),
                        now.minusSeconds(60),
                        now.plusSeconds(600)),
                CertificateVerdict.SELF_SIGNED);
        assertThat(card.subject()).endsWith("…");
        assertThat(card.names().get(1)).endsWith("…");
    }

    @Test
    void controlAndTurningCharactersAreNotShown() throws Exception {
        ServerCertificate card = card(
                certificate(
                        "good\u202egro.elpmaxe\u0000\n\u001b[31m",
                        List.of(),
                        now.minusSeconds(60),
                        now.plusSeconds(600)),
                CertificateVerdict.WRONG_NAME);
        assertThat(card.subject()).contains("good");
    }

    @Test
    void aNullInANameIsNotItsEnd() throws Exception {
        card(
                certificate("x", List.of("example.org\u0000.evil.example"), now.minusSeconds(60), now.plusSeconds(600)),
                CertificateVerdict.WRONG_NAME);
    }

    @Test
    void ofThousandsOfNamesTheFirstAreShownAndTheRestCounted() throws Exception {
        List<String> names = IntStream.range(0, 5000)
                .mapToObj(i -> "host-" + i + ".example.net")
                .toList();
        ServerCertificate card = card(
                certificate("x", names, now.minusSeconds(60), now.plusSeconds(600)), CertificateVerdict.WRONG_NAME);
        assertThat(card.names()).hasSize(ServerCertificate.MOST_NAMES);
        assertThat(card.moreNames()).isEqualTo(5000 - ServerCertificate.MOST_NAMES);
    }

    @Test
    void datesInTheWrongOrderAreRefused() throws Exception {
        card(
                certificate("example.org", List.of(), now.plus(2, ChronoUnit.DAYS), now.minus(2, ChronoUnit.DAYS)),
                CertificateVerdict.NOT_YET_VALID);
        card(
                certificate("example.org", List.of(), now.minus(1, ChronoUnit.DAYS), now.minus(2, ChronoUnit.DAYS)),
                CertificateVerdict.EXPIRED);
    }

    @Test
    void theEndOfTimeIsADateLikeAnyOther() throws Exception {
        card(
                certificate("example.org", List.of(), Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z")),
                CertificateVerdict.SELF_SIGNED);
    }
}
