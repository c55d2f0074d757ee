// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SdesCrypto;
import org.securecall.media.api.SdesSuite;
import org.securecall.media.secret.SecretBytes;

/** Offers and answers about keys, in the shapes that Linphone 5.1 and baresip 2.0 write. */
class SdpKeyingTest {

    private static final String HASH = "ab".repeat(32);
    private static final String FINGERPRINT = "AB:".repeat(31) + "CD";
    private static final String KEY_128 = "QUJD".repeat(10);
    private static final String KEY_256 = "REVG".repeat(15) + "RA==";
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
    private static final List<PayloadFormat> FORMATS = List.of(new PayloadFormat(0, "PCMU", 8000, 1, ""));
    private static final List<KeyingMethod> EVERY = List.of(KeyingMethod.values());
    private static final DtlsFingerprint OWN = new DtlsFingerprint(DtlsFingerprint.Function.SHA_256, "0f".repeat(32));

    private final List<SdesCrypto> ownCrypto = List.of(
            SdesCrypto.of(1, SdesSuite.AEAD_AES_256_GCM, SecretBytes.copyOf(bytes(44))),
            SdesCrypto.of(2, SdesSuite.AES_256_CM_HMAC_SHA1_80, SecretBytes.copyOf(bytes(46))),
            SdesCrypto.of(3, SdesSuite.AES_CM_128_HMAC_SHA1_80, SecretBytes.copyOf(bytes(30))));

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) length);
        return bytes;
    }

    @AfterEach
    void wipe() {
        ownCrypto.forEach(SdesCrypto::close);
    }

    private OfferAnswer telephone(Encryption encryption) {
        return new OfferAnswer(
                7,
                LOCAL,
                FORMATS,
                KeyAttributes.own(HASH, Optional.of(OWN), ownCrypto),
                new KeyingChoice.Wish(encryption, EVERY, false));
    }

    private static String description(String profile, String... attributes) {
        List<String> lines = new ArrayList<>(List.of(
                "v=0",
                "o=l 1 1 IN IP4 192.0.2.7",
                "s=Talk",
                "c=IN IP4 192.0.2.7",
                "t=0 0",
                "m=audio 7078 " + profile + " 0 101"));
        for (String attribute : attributes) {
            lines.add("a=" + attribute);
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static final String[] LINPHONE_SRTP = {
        "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128,
        "crypto:2 AES_CM_128_HMAC_SHA1_32 inline:" + KEY_128,
        "crypto:3 AES_256_CM_HMAC_SHA1_80 inline:" + KEY_256,
        "crypto:4 AES_256_CM_HMAC_SHA1_32 inline:" + KEY_256,
        "rtcp-fb:* trr-int 5000"
    };
    private static final String[] LINPHONE_DTLS = {
        "setup:actpass", "fingerprint:SHA-256 " + FINGERPRINT, "ssrc:4017083410 cname:sip:l@192.0.2.7"
    };

    @Test
    void linphonesMandatorySrtpIsAnsweredWithOneOfItsLinesUnderItsTag() throws SdpException {
        OfferAnswer.Answer answer =
                telephone(Encryption.PREFER).answer(description("RTP/SAVP", LINPHONE_SRTP), true, false);
        assertThat(answer.sdp())
                .contains("m=audio 4000 RTP/SAVP 0\r\n", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:")
                .doesNotContain(KEY_128, "zrtp-hash", "fingerprint", "setup")
                .containsOnlyOnce("a=crypto");
        PeerKeying.Sdes sdes = (PeerKeying.Sdes) answer.remote().keying();
        assertThat(sdes.own().tag()).isEqualTo(1);
        assertThat(sdes.peer().suite()).isEqualTo(SdesSuite.AES_CM_128_HMAC_SHA1_80);
        assertThat(sdes.peer().text()).contains(KEY_128);
        assertThat(answer.toString()).doesNotContain("inline");
    }

    @Test
    void withoutVerifiedTlsAnOfferOfSdesIsRefusedOrPassedOver() throws SdpException {
        OfferAnswer telephone = telephone(Encryption.PREFER);
        assertThatThrownBy(() -> telephone.answer(description("RTP/SAVP", LINPHONE_SRTP), false, false))
                .isInstanceOf(SdpException.class)
                .hasMessageNotContaining(KEY_128);
        OfferAnswer.Answer answer = telephone.answer(description("RTP/AVP", LINPHONE_SRTP), false, false);
        assertThat(answer.sdp()).doesNotContain("a=crypto").contains("a=zrtp-hash:1.10 " + HASH);
        assertThat(answer.remote().keying()).isEqualTo(new PeerKeying.Nothing());
        assertThat(telephone.offer(false, false)).doesNotContain("a=crypto").contains("a=fingerprint", "a=zrtp-hash");
        assertThat(telephone.offer(true, false)).contains("a=crypto:1 AEAD_AES_256_GCM", "a=crypto:3 ");
    }

    @Test
    void linphonesDtlsIsAnsweredActive() throws SdpException {
        OfferAnswer.Answer answer =
                telephone(Encryption.PREFER).answer(description("UDP/TLS/RTP/SAVP", LINPHONE_DTLS), false, false);
        assertThat(answer.sdp())
                .contains("m=audio 4000 UDP/TLS/RTP/SAVP 0\r\n", "a=setup:active\r\n", "a=fingerprint:sha-256 0F:0F:")
                .doesNotContain("zrtp-hash", "crypto");
        assertThat(answer.remote().keying())
                .isEqualTo(new PeerKeying.Dtls(
                        List.of(DtlsFingerprint.parse("sha-256 " + FINGERPRINT).orElseThrow()), true));
    }

    @Test
    void baresipsBestEffortSrtpIsAnsweredInTheSameProfile() throws SdpException {
        OfferAnswer.Answer answer = telephone(Encryption.PREFER)
                .answer(
                        description("RTP/AVP", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128, "sendrecv"),
                        true,
                        false);
        assertThat(answer.sdp())
                .contains("m=audio 4000 RTP/AVP 0\r\n", "a=crypto:1 ")
                .doesNotContain("zrtp-hash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RTP/SAVPF", "UDP/TLS/RTP/SAVPF"})
    void feedbackProfilesAreAnsweredAsTheyWereOffered(String profile) throws SdpException {
        OfferAnswer.Answer answer =
                telephone(Encryption.PREFER).answer(description(profile, LINPHONE_DTLS), true, false);
        assertThat(answer.sdp()).contains("m=audio 4000 " + profile + " 0\r\n");
        assertThat(answer.remote().keying()).isInstanceOf(PeerKeying.Dtls.class);
    }

    @Test
    void bestEffortOfferOfEverythingIsAnsweredWithZrtpAlone() throws SdpException {
        String offer = telephone(Encryption.PREFER).offer(true, false);
        assertThat(offer)
                .contains("m=audio 4000 RTP/AVP 0", "a=zrtp-hash", "a=fingerprint", "a=setup:actpass", "a=crypto:1 ");
        OfferAnswer.Answer answer = telephone(Encryption.PREFER).answer(offer, true, false);
        assertThat(answer.sdp()).contains("a=zrtp-hash").doesNotContain("a=crypto", "a=fingerprint", "a=setup");
    }

    /** RFC 4145 §4.1 and RFC 5763 §5: what the offer says, what is answered, and who begins. */
    @ParameterizedTest
    @CsvSource({"actpass, active, true", "active, passive, false", "passive, active, true", ", passive, false"})
    void rolesOfAnOfferAreAnswered(String theirs, String ours, boolean active) throws SdpException {
        String setup = theirs == null ? "ptime:20" : "setup:" + theirs;
        OfferAnswer.Answer answer = telephone(Encryption.PREFER)
                .answer(description("RTP/AVP", setup, "fingerprint:sha-256 " + FINGERPRINT), false, false);
        assertThat(answer.sdp()).contains("a=setup:" + ours + "\r\n");
        assertThat(((PeerKeying.Dtls) answer.remote().keying()).active()).isEqualTo(active);
    }

    /** RFC 4145 §4.1: what an answer says, and who begins; some leave it open, which no answer may. */
    @ParameterizedTest
    @CsvSource({"active, false", "passive, true", ", true", "actpass,", "holdconn,", "upside-down,"})
    void rolesOfAnAnswerAreTaken(String theirs, Boolean active) throws SdpException {
        String setup = theirs == null ? "ptime:20" : "setup:" + theirs;
        String answer = description("RTP/AVP", setup, "fingerprint:sha-256 " + FINGERPRINT);
        OfferAnswer telephone = telephone(Encryption.PREFER);
        telephone.offer(false, false);
        if (active == null) {
            assertThatThrownBy(() -> telephone.accept(answer, false, false)).isInstanceOf(SdpException.class);
        } else {
            assertThat(((PeerKeying.Dtls) telephone.accept(answer, false, false).keying()).active())
                    .isEqualTo(active);
        }
    }

    @Test
    void rolesStayWhenTheSessionIsChanged() throws SdpException {
        OfferAnswer telephone = telephone(Encryption.PREFER);
        String passive = description("RTP/AVP", "setup:active", "fingerprint:sha-256 " + FINGERPRINT);
        assertThat(telephone.answer(passive, false, false).sdp()).contains("a=setup:passive");
        String again = description("RTP/AVP", "setup:actpass", "fingerprint:sha-256 " + FINGERPRINT);
        assertThat(telephone.answer(again, false, false).sdp()).contains("a=setup:passive");
    }

    @Test
    void answerOfSdesIsTheLineThatWasOffered() throws SdpException {
        OfferAnswer telephone = telephone(Encryption.PREFER);
        telephone.offer(true, false);
        RemoteMedia remote = telephone.accept(
                description("RTP/AVP", "crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128), true, false);
        assertThat(((PeerKeying.Sdes) remote.keying()).own().tag()).isEqualTo(3);
    }

    /** RFC 4568 §5.1.3: then there is no agreement, and clear voice would be what somebody on the way wants. */
    static Stream<List<String>> brokenAnswers() {
        String right = "crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128;
        return Stream.of(
                List.of("crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128),
                List.of("crypto:9 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128),
                List.of("crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128.substring(4)),
                List.of("crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128 + " UNENCRYPTED_SRTP"),
                List.of("crypto:3 NULL_HMAC_SHA1_80 inline:" + KEY_128),
                List.of("crypto:"),
                List.of(right, "crypto:2 AES_256_CM_HMAC_SHA1_80 inline:" + KEY_256),
                List.of(right, right),
                List.of("setup:active", "fingerprint:sha-256 AB:CD"),
                List.of("setup:active", "fingerprint:md5 " + FINGERPRINT));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void brokenAnswerEndsTheAttemptAndItsReasonHoldsNoKey(List<String> attributes) throws SdpException {
        OfferAnswer telephone = telephone(Encryption.PREFER);
        telephone.offer(true, false);
        assertThatThrownBy(
                        () -> telephone.accept(description("RTP/AVP", attributes.toArray(String[]::new)), true, false))
                .isInstanceOf(SdpException.class)
                .hasMessageNotContaining("QUJD")
                .hasMessageNotContaining("REVG")
                .hasMessageNotContaining("AB:CD");
    }

    @Test
    void answerOfSdesOverAnUnprotectedWayIsNotUsed() throws SdpException {
        OfferAnswer telephone = telephone(Encryption.PREFER);
        telephone.offer(true, false);
        RemoteMedia remote = telephone.accept(
                description("RTP/AVP", "crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128), false, false);
        assertThat(remote.keying()).isEqualTo(new PeerKeying.Nothing());
    }

    @Test
    void brokenLinesOfAnOfferArePassedOverAndTheSoundOnesUsed() throws SdpException {
        OfferAnswer.Answer answer = telephone(Encryption.PREFER)
                .answer(
                        description(
                                "RTP/SAVP",
                                "crypto:",
                                "crypto:1 F8_128_HMAC_SHA1_80 inline:" + KEY_128,
                                "crypto:2 AES_CM_128_HMAC_SHA1_80 inline:****",
                                "crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128 + "|2^20|1:4",
                                "crypto:4 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128 + " UNAUTHENTICATED_SRTP",
                                "crypto:5 AES_256_CM_HMAC_SHA1_80 inline:" + KEY_256 + "|2^31",
                                "fingerprint:sha-1 " + FINGERPRINT,
                                "setup:sideways"),
                        true,
                        false);
        assertThat(answer.sdp()).contains("a=crypto:5 AES_256_CM_HMAC_SHA1_80 ").containsOnlyOnce("a=crypto");
    }

    @Test
    void tagThatIsThereTwiceMakesTheOfferUnreadable() {
        String line = "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128;
        assertThatThrownBy(() -> telephone(Encryption.PREFER).answer(description("RTP/SAVP", line, line), true, false))
                .isInstanceOf(SdpException.class)
                .hasMessageNotContaining("QUJD");
    }

    @Test
    void fingerprintOfTheSessionHoldsForAMediaLineWithoutOne() throws SdpException {
        String offer = description("UDP/TLS/RTP/SAVP")
                .replace("t=0 0\r\n", "t=0 0\r\na=setup:actpass\r\na=fingerprint:sha-256 " + FINGERPRINT + "\r\n");
        assertThat(telephone(Encryption.PREFER)
                        .answer(offer, false, false)
                        .remote()
                        .keying())
                .isInstanceOf(PeerKeying.Dtls.class);
        // RFC 4568 §5: there is no crypto attribute of a session.
        String sdes = description("RTP/SAVP")
                .replace("t=0 0\r\n", "t=0 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128 + "\r\n");
        assertThatThrownBy(() -> telephone(Encryption.PREFER).answer(sdes, true, false))
                .isInstanceOf(SdpException.class);
    }

    @Test
    void newOfferWithAnotherKeyChangesTheKeyAndOneWithoutIsRefused() throws SdpException {
        OfferAnswer telephone = telephone(Encryption.PREFER);
        telephone.answer(description("RTP/SAVP", LINPHONE_SRTP), true, false);
        assertThat(telephone.offer(true, false)).contains("m=audio 4000 RTP/SAVP 0", "a=crypto:1 ");
        String other = "Rk9P".repeat(10);
        OfferAnswer.Answer changed = telephone.answer(
                description("RTP/SAVP", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + other), true, false);
        assertThat(((PeerKeying.Sdes) changed.remote().keying()).peer().text()).contains(other);
        for (String weaker : List.of(
                description("RTP/AVP"),
                description("RTP/AVP", "zrtp-hash:1.10 " + HASH),
                description("RTP/SAVP", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY_128.substring(8)))) {
            assertThatThrownBy(() -> telephone.answer(weaker, true, false)).isInstanceOf(SdpException.class);
        }
        // Over another way than the one that the keys came by.
        assertThatThrownBy(() -> telephone.answer(description("RTP/AVP", LINPHONE_SRTP), false, false))
                .isInstanceOf(SdpException.class);
    }

    @Test
    void zrtpKeepsItsCallWhateverIsOfferedLater() throws SdpException {
        OfferAnswer telephone = telephone(Encryption.PREFER);
        telephone.answer(description("RTP/AVP", "zrtp-hash:1.10 " + HASH), true, false);
        OfferAnswer.Answer dropped = telephone.answer(description("RTP/AVP", LINPHONE_SRTP), true, true);
        assertThat(dropped.zrtpDropped()).isTrue();
        assertThat(dropped.remote().keying()).isEqualTo(new PeerKeying.Nothing());
        assertThat(dropped.sdp()).doesNotContain("a=crypto").contains("a=zrtp-hash");
        assertThat(telephone.offer(true, true)).doesNotContain("a=crypto", "a=fingerprint");
        assertThatThrownBy(() -> telephone.answer(description("RTP/SAVP", LINPHONE_SRTP), true, true))
                .isInstanceOf(SdpException.class);
    }

    /** Whatever arrives is read or refused, with a reason that holds none of its keys. */
    @Test
    void everyDamageIsAnsweredOrRefusedAndNoReasonHoldsAKey() throws SdpException {
        String sound = description("RTP/SAVP", LINPHONE_SRTP) + "a=setup:actpass\r\na=fingerprint:sha-256 "
                + FINGERPRINT + "\r\na=zrtp-hash:1.10 " + HASH + "\r\n";
        SplittableRandom random = new SplittableRandom(4568);
        int refused = 0;
        int answered = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(round % 3 == 0 ? sound.substring(0, round % sound.length()) : sound);
            for (int i = 0; i < round % 6 && !text.isEmpty(); i++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0, 300));
            }
            try {
                telephone(Encryption.PREFER).answer(text.toString(), true, false);
                answered++;
            } catch (SdpException e) {
                assertThat(e.getMessage()).doesNotContain("QUJD", "REVG", "AB:AB");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
        assertThat(answered).isGreaterThan(100);
    }
}
