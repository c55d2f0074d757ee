// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.RemoteMedia;

class SdpTest {

    private static final String HASH = "ab".repeat(32);
    private static final KeyAttributes ZRTP = KeyAttributes.own(HASH, Optional.empty(), List.of());
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
    private static final List<PayloadFormat> OURS = List.of(
            new PayloadFormat(96, "opus", 48_000, 2, "useinbandfec=1"),
            new PayloadFormat(0, "PCMU", 8000, 1, ""),
            new PayloadFormat(101, "telephone-event", 48_000, 1, "0-15"));

    /** The shape of what Linphone offers. */
    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=bob 1 1 IN IP4 192.0.2.7",
            "s=Talk",
            "c=IN IP4 192.0.2.7",
            "t=0 0",
            "m=video 9078 RTP/AVP 97",
            "a=rtpmap:97 VP8/90000",
            "m=audio 7078 RTP/AVP 104 8 0 99",
            "a=rtpmap:104 opus/48000/2",
            "a=fmtp:104 useinbandfec=1",
            "a=rtpmap:99 telephone-event/48000",
            "a=rtcp:7099",
            "a=sendonly",
            "a=zrtp-hash:1.10 " + HASH,
            "a=fingerprint:sha-256 " + "AB:".repeat(31) + "CD",
            "a=setup:actpass",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + "QUJD".repeat(10),
            "");

    @Test
    void offerIsReadAsItWasMeant() throws SdpException {
        AudioDescription audio = SdpParser.parse(OFFER).audio().orElseThrow();
        assertThat(audio.rtp()).isEqualTo(InetSocketAddress.createUnresolved("192.0.2.7", 7078));
        assertThat(audio.rtcp().getPort()).isEqualTo(7099);
        assertThat(audio.rtcpMux()).isFalse();
        assertThat(audio.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(audio.zrtpHash()).contains(HASH);
        assertThat(audio.formats())
                .containsExactly(
                        new PayloadFormat(104, "opus", 48_000, 2, "useinbandfec=1"),
                        new PayloadFormat(8, "PCMA", 8000, 1, ""),
                        new PayloadFormat(0, "PCMU", 8000, 1, ""),
                        new PayloadFormat(99, "telephone-event", 48_000, 1, ""));
    }

    @Test
    void peerThatOnlySendsIsHeardAndNotSpokenTo() throws SdpException {
        RemoteMedia media = SdpParser.parse(OFFER).audio().orElseThrow().remoteMedia(false);
        assertThat(media.send()).isFalse();
        assertThat(media.receive()).isTrue();
        assertThat(media.rtcp().getPort()).isEqualTo(7099);
    }

    @Test
    void answerKeepsTheOffersLinesOrderAndPayloadTypes() throws SdpException {
        String answer = new SdpWriter(1)
                .answer(SdpParser.parse(OFFER), LOCAL, OURS, ZRTP)
                .orElseThrow();
        SessionDescription read = SdpParser.parse(answer);
        assertThat(read.lines()).hasSize(2);
        assertThat(read.lines().getFirst().port()).isZero();
        AudioDescription audio = read.audio().orElseThrow();
        assertThat(audio.formats()).extracting(PayloadFormat::payloadType).containsExactly(104, 0, 99);
        assertThat(audio.direction()).isEqualTo(Direction.RECVONLY);
        assertThat(audio.rtcpMux()).isFalse();
    }

    @Test
    void ownOfferIsReadBackUnchanged() throws SdpException {
        String offer = new SdpWriter(7).offer(LOCAL, RtpProfile.AVP, OURS, Direction.SENDRECV, ZRTP);
        AudioDescription audio = SdpParser.parse(offer).audio().orElseThrow();
        assertThat(audio.formats()).isEqualTo(OURS);
        assertThat(audio.rtcpMux()).isTrue();
        assertThat(audio.zrtpHash()).contains(HASH);
        assertThat(audio.rtp().getPort()).isEqualTo(4000);
    }

    @Test
    void eachDescriptionHasTheNextVersion() {
        SdpWriter writer = new SdpWriter(7);
        assertThat(writer.offer(LOCAL, RtpProfile.AVP, OURS, Direction.SENDRECV, KeyAttributes.NONE))
                .contains("o=- 7 0 IN IP4 127.0.0.1\r\n");
        assertThat(writer.offer(LOCAL, RtpProfile.AVP, OURS, Direction.INACTIVE, KeyAttributes.NONE))
                .contains("o=- 7 1 IN", "a=inactive");
    }

    @Test
    void offerWithoutACommonCodecHasNoAnswer() throws SdpException {
        SessionDescription offer =
                SdpParser.parse(OFFER.replace("opus", "speex").replace(" 0 99", " 99"));
        assertThat(new SdpWriter(1).answer(offer, LOCAL, OURS, KeyAttributes.NONE))
                .isEmpty();
    }

    @Test
    void refusedAudioIsNoAudio() throws SdpException {
        assertThat(SdpParser.parse(OFFER.replace("m=audio 7078", "m=audio 0")).audio())
                .isEmpty();
    }

    @Test
    void unsoundHashIsKeptForZrtpToJudgeAndOtherVersionsArePassedOver() throws SdpException {
        assertThat(SdpParser.parse(OFFER.replace(HASH, "abc"))
                        .audio()
                        .orElseThrow()
                        .zrtpHash())
                .contains("abc");
        assertThat(SdpParser.parse(OFFER.replace("hash:1.10", "hash:9.99"))
                        .audio()
                        .orElseThrow()
                        .zrtpHash())
                .isEmpty();
    }

    @Test
    void brokenDescriptionsAreRefusedWithAReason() {
        for (String broken : List.of(
                "",
                "hello",
                OFFER.replace("7078", "70780"),
                OFFER.replace("opus/48000/2", "opus"),
                OFFER.replace("c=IN IP4 192.0.2.7\r\n", ""),
                OFFER.replace("RTP/AVP 104", "RTP/AVP x"))) {
            assertThatThrownBy(() -> SdpParser.parse(broken)).isInstanceOf(SdpException.class);
        }
    }

    @Test
    void everyTruncationAndDamageIsReadOrRefusedAndNothingElse() {
        SplittableRandom random = new SplittableRandom(6189);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(OFFER.substring(0, round % (OFFER.length() + 1)));
            for (int i = 0; i < round % 5 && !text.isEmpty(); i++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0, 300));
            }
            try {
                assertThat(SdpParser.parse(text.toString()).lines()).hasSizeLessThan(33);
            } catch (SdpException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    /** RFC 3264 §8.4. */
    @ParameterizedTest
    @CsvSource({"sendrecv,sendonly", "sendonly,inactive", "recvonly,sendonly", "inactive,inactive"})
    void onHoldNothingIsTakenWhateverIsOffered(String offered, String answered) throws SdpException {
        SdpWriter peer = new SdpWriter(8);
        SdpWriter own = new SdpWriter(7);
        String offer =
                peer.offer(LOCAL, RtpProfile.AVP, OURS, Direction.valueOf(offered.toUpperCase(Locale.ROOT)), ZRTP);
        own.hold(true);
        assertThat(own.answer(SdpParser.parse(offer), LOCAL, OURS, ZRTP).orElseThrow())
                .contains("a=" + answered + "\r\n");
        assertThat(own.offer(LOCAL, RtpProfile.AVP, OURS, Direction.SENDRECV, ZRTP))
                .contains("a=sendonly\r\n");
        own.hold(false);
        assertThat(own.offer(LOCAL, RtpProfile.AVP, OURS, Direction.SENDRECV, ZRTP))
                .contains("a=sendrecv\r\n");
    }
}
