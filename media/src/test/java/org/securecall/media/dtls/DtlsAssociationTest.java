// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.dtls.LossyPipe.Outcome;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpProfile;

/** Two associations over a network in memory. */
@Timeout(60)
class DtlsAssociationTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DtlsIdentity alice = DtlsIdentity.create(RANDOM);
    private final DtlsIdentity bob = DtlsIdentity.create(RANDOM);

    @Test
    void bothSidesHaveTheSameKeysTheOtherWayRound() throws Exception {
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            begin(client, server);
            agree(client, server, SrtpProfile.AEAD_AES_256_GCM);
            assertThat(client.sent()).allMatch(datagram -> datagram.length <= 1200);
            assertThat(server.sent()).allMatch(datagram -> datagram.length <= 1200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM + ",AEAD_AES_128_GCM",
        SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80 + ",AES_CM_128_HMAC_SHA1_80",
        SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_32 + ",AES_CM_128_HMAC_SHA1_32"
    })
    void eachProfileIsTakenWhereTheOtherSideHasNoBetter(int profile, SrtpProfile srtp) throws Exception {
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            begin(client, server, new int[] {profile}, Profiles.preference(), alice.fingerprint(), bob.fingerprint());
            agree(client, server, srtp);
        }
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            begin(client, server, Profiles.preference(), new int[] {profile}, alice.fingerprint(), bob.fingerprint());
            agree(client, server, srtp);
        }
    }

    /** Each of the client's ten first datagrams and each of the server's, alone and with its opposite. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aLostDatagramIsRepeated(int lost) throws Exception {
        Predicate<Integer> one = number -> number == lost;
        losing(one, DtlsAssociationTest::none);
        losing(DtlsAssociationTest::none, one);
        losing(one, one);
    }

    private void losing(Predicate<Integer> ofClient, Predicate<Integer> ofServer) throws InterruptedException {
        try (LossyPipe client = new LossyPipe(ofClient);
                LossyPipe server = new LossyPipe(ofServer)) {
            begin(client, server);
            agree(client, server, SrtpProfile.AEAD_AES_256_GCM);
        }
    }

    @Test
    void halfOfTheDatagramsMayBeLost() throws Exception {
        try (LossyPipe client = new LossyPipe(number -> number < 12 && number % 2 == 0);
                LossyPipe server = new LossyPipe(number -> number < 12 && number % 2 == 1)) {
            begin(client, server);
            agree(client, server, SrtpProfile.AEAD_AES_256_GCM);
        }
    }

    @Test
    void anotherCertificateThanTheDescribedOneIsAnAttackForTheClient() throws Exception {
        DtlsIdentity mallory = DtlsIdentity.create(RANDOM);
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            begin(
                    client,
                    server,
                    Profiles.preference(),
                    Profiles.preference(),
                    alice.fingerprint(),
                    mallory.fingerprint());
            assertThat(client.failure().attack()).isTrue();
            assertThat(server.failure().attack()).isFalse();
        }
    }

    @Test
    void anotherCertificateThanTheDescribedOneIsAnAttackForTheServer() throws Exception {
        DtlsIdentity mallory = DtlsIdentity.create(RANDOM);
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            begin(
                    client,
                    server,
                    Profiles.preference(),
                    Profiles.preference(),
                    mallory.fingerprint(),
                    bob.fingerprint());
            assertThat(server.failure().attack()).isTrue();
            assertThat(client.failure().attack()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(DtlsFingerprint.Function.class)
    void eachHashFunctionOfFingerprintsIsChecked(DtlsFingerprint.Function function) throws Exception {
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            begin(
                    client,
                    server,
                    Profiles.preference(),
                    Profiles.preference(),
                    alice.fingerprint(),
                    DtlsIdentity.fingerprint(function, bob.certificate()));
            agree(client, server, SrtpProfile.AEAD_AES_256_GCM);
        }
    }

    /** RFC 8122 §5.1: what a weaker function says does not count beside a stronger one. */
    @Test
    void theStrongestFunctionOfADescriptionDecides() throws Exception {
        DtlsFingerprint right = bob.fingerprint();
        DtlsFingerprint wrong = DtlsIdentity.fingerprint(DtlsFingerprint.Function.SHA_512, alice.certificate());
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            LossyPipe.join(client, server);
            server.is(DtlsAssociation.start(bob, List.of(alice.fingerprint()), false, RANDOM, server, server));
            client.is(DtlsAssociation.start(alice, List.of(right, wrong), true, RANDOM, client, client));
            assertThat(client.failure().attack()).isTrue();
        }
    }

    @Test
    void withoutACommonProfileThereAreNoKeysAndNoAttack() throws Exception {
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            begin(
                    client,
                    server,
                    new int[] {SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM},
                    new int[] {SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80},
                    alice.fingerprint(),
                    bob.fingerprint());
            assertThat(client.failure().attack()).isFalse();
            assertThat(server.failure().attack()).isFalse();
        }
    }

    @Test
    void nobodyAnsweringIsAFailureInTheEnd() throws Exception {
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none)) {
            client.is(DtlsAssociation.start(alice, List.of(bob.fingerprint()), true, RANDOM, client, client));
            assertThat(client.failure().attack()).isFalse();
            assertThat(client.sent()).hasSizeBetween(3, 12);
        }
    }

    /** Garbage, cut and flipped copies of real datagrams, and forged alerts, before and within the handshake, at both ends. */
    @Test
    void whatOthersSendDoesNotBreakTheHandshake() throws Exception {
        byte[] alert = {21, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 2, 40};
        byte[] closeNotify = {21, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 1, 0};
        byte[] longClaim = {22, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 3, (byte) 0xff, (byte) 0xff, 1, 0};
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            for (LossyPipe end : List.of(client, server)) {
                LossyPipe other = end == client ? server : client;
                end.alsoSend(datagram -> {
                    for (byte[] forged : List.of(alert, closeNotify, longClaim, new byte[] {22}, new byte[13])) {
                        other.deliver(forged);
                    }
                    other.deliver(Arrays.copyOf(datagram, datagram.length / 2));
                    byte[] noise = new byte[200];
                    RANDOM.nextBytes(noise);
                    noise[0] = (byte) (20 + (noise[0] & 3));
                    other.deliver(noise);
                });
            }
            begin(client, server);
            agree(client, server, SrtpProfile.AEAD_AES_256_GCM);
        }
    }

    /** A datagram that looks right in all but one byte spoils a handshake, and the next one succeeds. */
    @Test
    void aSpoiledHandshakeIsTriedAgain() throws Exception {
        try (LossyPipe client = new LossyPipe(DtlsAssociationTest::none);
                LossyPipe server = new LossyPipe(DtlsAssociationTest::none)) {
            boolean[] spoiled = new boolean[1];
            client.alsoSend(datagram -> {
                if (!spoiled[0]) {
                    spoiled[0] = true;
                    byte[] wrong = datagram.clone();
                    // The version of the ClientHello's body: the record and its lengths stay right.
                    wrong[25] = 1;
                    wrong[26] = 1;
                    server.deliver(wrong);
                }
            });
            begin(client, server);
            agree(client, server, SrtpProfile.AEAD_AES_256_GCM);
        }
    }

    @Test
    void theCertificateSaysNothingOfWhoMadeIt() throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(alice.certificate()));
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=srtp");
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(alice.fingerprint()).isNotEqualTo(bob.fingerprint());
    }

    private void begin(LossyPipe client, LossyPipe server) {
        begin(client, server, Profiles.preference(), Profiles.preference(), alice.fingerprint(), bob.fingerprint());
    }

    private void begin(
            LossyPipe client,
            LossyPipe server,
            int[] clientProfiles,
            int[] serverProfiles,
            DtlsFingerprint ofClient,
            DtlsFingerprint ofServer) {
        LossyPipe.join(client, server);
        server.is(DtlsAssociation.start(bob, List.of(ofClient), false, serverProfiles, RANDOM, server, server));
        client.is(DtlsAssociation.start(alice, List.of(ofServer), true, clientProfiles, RANDOM, client, client));
    }

    private static boolean none(int number) {
        return false;
    }

    private static void agree(LossyPipe client, LossyPipe server, SrtpProfile profile) throws InterruptedException {
        Outcome.Keys one = client.keys();
        Outcome.Keys other = server.keys();
        same(one.send(), other.receive());
        same(one.receive(), other.send());
        assertThat(one.send().masterKey().matches(one.receive().masterKey().reveal()))
                .isFalse();
        assertThat(one.send().profile()).isEqualTo(profile);
    }

    private static void same(SrtpKeys one, SrtpKeys other) {
        assertThat(one.profile()).isEqualTo(other.profile());
        assertThat(one.masterKey().matches(other.masterKey().reveal())).isTrue();
        assertThat(one.masterSalt().matches(other.masterSalt().reveal())).isTrue();
    }
}
