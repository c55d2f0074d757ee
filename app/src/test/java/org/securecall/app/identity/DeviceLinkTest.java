// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.identity.DeviceCertificate.Verdict;
import org.securecall.media.secret.SecretBytes;

class DeviceLinkTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Instant NOW = Identities.ISSUED;

    private static final String REQUEST = Identities.LINK_REQUEST;

    /** Computed by another implementation, as {@link DeviceCertificateTest#TEXT} in it. */
    private static final String ANSWER =
            "securecall:linked?v=1&a=Ad6e2317fcG001thwuzkNTc_g0PIW3hnTa38fhRviCtPDu7NQsztUJ-J9vESQDw1As0lDWQxZs2Zpc1Oyzy1xWlXcid_KTGryrEQzJopH78Ogd48jw0FDkzz4Xj9t2PQwYB1nX0dn0NTc5gs2zKHXxH7kmliswdG67h6erdtjEMp1hSEM9prtZmxpexm13Thoat91_di1dd19RhTAX_EMwHOktF5iR24vq5oWoDUdoPIz9VKvyRPRYaNs3Cmv83gQMfet40_caWDKYx2NGhv_SyD1aSh6HK1ze5WctmyZg";

    private final OwnIdentity alice = Identities.alice();
    private final OwnIdentity laptop = Identities.laptop();

    private DeviceLink begin() throws IdentityException {
        return DeviceLink.begin(laptop, Identities.LAPTOP_NAME, Identities.ZID, RANDOM);
    }

    @Test
    void aNewDeviceIsLinked() throws Exception {
        try (DeviceLink link = begin()) {
            LinkRequest scanned = LinkRequest.parse(link.request().text());
            assertThat(scanned).isEqualTo(link.request());
            DeviceCertificate certificate = link.open(DeviceLink.answer(scanned, alice, NOW, YEAR, RANDOM), NOW);
            assertThat(certificate.verify(alice.key(), NOW)).isEqualTo(Verdict.VALID);
            assertThat(certificate.device()).isEqualTo(laptop.key());
            assertThat(certificate.name()).isEqualTo(Identities.LAPTOP_NAME);
            assertThat(certificate.zid()).isEqualTo(Identities.ZID);
        }
    }

    @Test
    void theAnswerMayComeAfterTheProgramWasClosed() throws Exception {
        SecretBytes stored;
        String answer;
        try (DeviceLink link = begin()) {
            stored = link.encode();
            answer = DeviceLink.answer(link.request(), alice, NOW, YEAR, RANDOM);
        }
        try (DeviceLink again = DeviceLink.decode(stored)) {
            assertThat(again.open(answer, NOW).device()).isEqualTo(laptop.key());
        }
        byte[] damaged = stored.reveal().clone();
        damaged[damaged.length - 1] ^= 1;
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> DeviceLink.decode(SecretBytes.owning(damaged)));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> DeviceLink.decode(SecretBytes.owning(new byte[1])));
    }

    @Test
    void requestAndAnswerAreAsDescribed() throws Exception {
        LinkRequest request = LinkRequest.parse(REQUEST);
        LinkRequest written = LinkRequest.of(
                laptop,
                Identities.LAPTOP_NAME,
                Identities.ZID,
                HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"),
                request.agreementBytes());
        assertThat(written.text()).isEqualTo(REQUEST);
        assertThat(Identities.link().open(ANSWER, NOW).text()).isEqualTo(DeviceCertificateTest.TEXT);
    }

    @Test
    void everyFlippedBitOfARequestIsRefused() {
        for (int bit = 0; bit < REQUEST.length() * 8; bit++) {
            String other = Identities.flipped(REQUEST, bit);
            assertThatExceptionOfType(IdentityException.class).as(other).isThrownBy(() -> LinkRequest.parse(other));
        }
    }

    @Test
    void everyFlippedBitOfAnAnswerIsRefused() throws Exception {
        DeviceLink link = Identities.link();
        for (int bit = 0; bit < ANSWER.length() * 8; bit++) {
            String other = Identities.flipped(ANSWER, bit);
            assertThatExceptionOfType(IdentityException.class).as(other).isThrownBy(() -> link.open(other, NOW));
        }
    }

    @Test
    void everyCutIsRefused() throws Exception {
        DeviceLink link = Identities.link();
        for (int length = 0; length < ANSWER.length(); length++) {
            String other = ANSWER.substring(0, length);
            assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> link.open(other, NOW));
        }
        for (int length = 0; length < REQUEST.length(); length++) {
            String other = REQUEST.substring(0, length);
            assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> LinkRequest.parse(other));
        }
    }

    @Test
    void theAnswerToAnotherRequestOfTheSameDeviceIsRefused() throws Exception {
        String answer = DeviceLink.answer(begin().request(), alice, NOW, YEAR, RANDOM);
        DeviceLink later = begin();
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> later.open(answer, NOW))
                .withMessage("The answer is for another device, or was changed");
    }

    /** Encrypted as it should be, by somebody who has seen the request; the certificate is another device's. */
    @Test
    void aCertificateOfAnotherDeviceIsRefused() throws Exception {
        DeviceLink link = begin();
        DeviceCertificate others = DeviceCertificate.issue(
                alice, Identities.LAPTOP_NAME, Identities.bob().key(), Identities.ZID, NOW, YEAR);
        String answer =
                "securecall:linked?v=1&a=" + Base64Url.encode(LinkCipher.seal(link.request(), others.encode(), RANDOM));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> link.open(answer, NOW))
                .withMessage("The certificate is for another device");
    }

    @Test
    void aForgedCertificateIsRefused() throws Exception {
        DeviceLink link = begin();
        byte[] real = DeviceCertificate.issue(alice, Identities.LAPTOP_NAME, laptop.key(), Identities.ZID, NOW, YEAR)
                .encode();
        byte[] forged = Identities.flipped(real, real.length * 8 - 10);
        String answer = "securecall:linked?v=1&a=" + Base64Url.encode(LinkCipher.seal(link.request(), forged, RANDOM));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> link.open(answer, NOW))
                .withMessage("The certificate is forged");
    }

    @Test
    void anEmptyAnswerIsRefused() throws Exception {
        DeviceLink link = begin();
        String answer =
                "securecall:linked?v=1&a=" + Base64Url.encode(LinkCipher.seal(link.request(), new byte[0], RANDOM));
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> link.open(answer, NOW));
    }

    @Test
    void aCertificateThatDoesNotHoldNowIsRefused() throws Exception {
        DeviceLink link = begin();
        String answer = DeviceLink.answer(link.request(), alice, NOW, YEAR, RANDOM);
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> link.open(answer, NOW.plus(YEAR)))
                .withMessageContaining("clock");
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> link.open(answer, NOW.minus(Duration.ofDays(2))))
                .withMessageContaining("clock");
        assertThat(link.open(answer, NOW).identity()).isEqualTo(alice.key());
    }

    @Test
    void whoeverAnswersTheNewDeviceShowsWhoseItWouldBe() throws Exception {
        try (DeviceLink link = begin()) {
            DeviceCertificate taken =
                    link.open(DeviceLink.answer(link.request(), Identities.bob(), NOW, YEAR, RANDOM), NOW);
            assertThat(SafetyCode.of(taken.device(), taken.identity()))
                    .isNotEqualTo(SafetyCode.of(laptop.key(), alice.key()));
        }
    }

    @Test
    void aDeviceIsNotLinkedToItself() throws Exception {
        LinkRequest request = begin().request();
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> DeviceLink.answer(request, laptop, NOW, YEAR, RANDOM));
    }

    /** RFC 7748 §6.1: these agree on zero with everybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void aKeyThatAgreesOnNothingIsNotAnswered(String agreement) throws Exception {
        LinkRequest request = LinkRequest.of(
                laptop, "laptop", Identities.ZID, new byte[16], HexFormat.of().parseHex(agreement));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> DeviceLink.answer(request, alice, NOW, YEAR, RANDOM));
        byte[] message = new byte[300];
        message[0] = 1;
        System.arraycopy(HexFormat.of().parseHex(agreement), 0, message, 1, 32);
        DeviceLink link = begin();
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> link.open("securecall:linked?v=1&a=" + Base64Url.encode(message), NOW));
    }

    @Test
    void bothAreSmallEnoughForAQrCodeWithTheLongestName() throws Exception {
        DeviceLink link = DeviceLink.begin(laptop, "x".repeat(64), Identities.ZID, RANDOM);
        String answer = DeviceLink.answer(link.request(), alice, NOW, YEAR, RANDOM);
        assertThat(link.request().text()).hasSizeLessThanOrEqualTo(LinkRequest.MOST_CHARACTERS);
        assertThat(answer).hasSizeLessThanOrEqualTo(DeviceLink.MOST_CHARACTERS);
        assertThat(QrMatrix.of(link.request().text()).size()).isLessThanOrEqualTo(77);
        assertThat(QrMatrix.of(answer).size()).isLessThanOrEqualTo(81);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "securecall:linked?v=1&a=", "securecall:linked?v=2&a=AQ", "securecall:linked?v=1&a=AQ"})
    void anyOtherTextIsNoAnswer(String text) throws Exception {
        DeviceLink link = begin();
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> link.open(text, NOW));
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> link.open(text + "A".repeat(100_000), NOW));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> LinkRequest.parse(text + "A".repeat(100_000)));
    }

    @Test
    void aClosedLinkOpensNothingAndPrintsNothing() throws Exception {
        DeviceLink link = Identities.link();
        assertThat(link.toString()).doesNotContain("laptop").doesNotContain("77076d");
        link.close();
        assertThatIllegalStateException().isThrownBy(() -> link.open(ANSWER, NOW));
    }
}
