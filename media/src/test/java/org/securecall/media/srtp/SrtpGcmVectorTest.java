// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/**
 * The examples of RFC 7714 §16 and §17, which begin with session keys, and packets of libsrtp's own test (srtp_driver.c),
 * which begin with a master key.
 */
class SrtpGcmVectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String SALT = "517569642070726f2071756f";

    private static final int RTP_SSRC = 0x5501a0b2;
    private static final long RTP_INDEX = 0xf17b;
    private static final String RTP_HEADER = "8040f17b8041f8d35501a0b2";
    private static final String RTP =
            RTP_HEADER + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";

    private static final int RTCP_SSRC = 0x4d617273;
    private static final int RTCP_INDEX = 0x5d4;
    private static final String RTCP_HEADER = "81c8000d4d617273";
    private static final String RTCP =
            RTCP_HEADER + "4e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    /** §16.1.1 with §16.1.2, and §16.2.1 with §16.2.2. */
    @ParameterizedTest
    @CsvSource({
        KEY_128 + ",f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                + "899d7f27beb16a9152cf765ee4390cce",
        KEY_256 + ",32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                + "7aa3db36dfffd6b0f9bb7878d7a76c13"
    })
    void packetIsEncryptedAndDecrypted(String key, String encrypted) {
        PacketBuffer packet = SrtpPackets.hex(RTP);
        try (GcmTransform transform = new GcmTransform(HEX.parseHex(key), HEX.parseHex(SALT))) {
            transform.protect(packet, RTP_HEADER.length() / 2, RTP_SSRC, RTP_INDEX);
            assertThat(HEX.formatHex(packet.copy())).isEqualTo(RTP_HEADER + encrypted);
            assertThat(transform.unprotect(packet, RTP_HEADER.length() / 2, RTP_SSRC, RTP_INDEX))
                    .isTrue();
        }
        assertThat(HEX.formatHex(packet.copy())).isEqualTo(RTP);
    }

    /** §16.1.3 with §16.1.4, and §16.2.3 with §16.2.4. */
    @ParameterizedTest
    @CsvSource({KEY_128 + ",22493f82d2bce397e9d79e3b19aa4216", KEY_256 + ",a866d5910f887463067ceefec45215d4"})
    void packetIsTaggedAndItsTagIsVerified(String key, String tag) {
        PacketBuffer packet = SrtpPackets.hex(RTP);
        try (GcmTransform transform = new GcmTransform(HEX.parseHex(key), HEX.parseHex(SALT))) {
            transform.protect(packet, RTP.length() / 2, RTP_SSRC, RTP_INDEX);
            assertThat(HEX.formatHex(packet.copy())).isEqualTo(RTP + tag);
            assertThat(transform.unprotect(packet, RTP.length() / 2, RTP_SSRC, RTP_INDEX))
                    .isTrue();
        }
        assertThat(HEX.formatHex(packet.copy())).isEqualTo(RTP);
    }

    /** §17.1 and §17.2, each in both directions. */
    @ParameterizedTest
    @CsvSource({
        KEY_128 + ",63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b"
                + "c84aa45896cf4d2fc5abf87245d9eade",
        KEY_256 + ",d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad"
                + "1d1eb30c4446839f57ff6f6cb26ac3be"
    })
    void controlPacketIsEncryptedAndDecrypted(String key, String encrypted) {
        roundTrip(key, SrtpTransform.ENCRYPTED | RTCP_INDEX, RTCP_HEADER + encrypted + "800005d4");
    }

    /** §17.3 and §17.4, each in both directions. */
    @ParameterizedTest
    @CsvSource({KEY_128 + ",841dd9683dd78ec92ae58790125f62b3", KEY_256 + ",91db4afbfeee5a978fab4393ed2615fe"})
    void controlPacketIsTaggedAndItsTagIsVerified(String key, String tag) {
        roundTrip(key, RTCP_INDEX, RTCP + tag + "000005d4");
    }

    private static void roundTrip(String key, int trailer, String expected) {
        PacketBuffer packet = SrtpPackets.hex(RTCP);
        try (GcmTransform transform = new GcmTransform(HEX.parseHex(key), HEX.parseHex(SALT))) {
            transform.protectRtcp(packet, RTCP_SSRC, trailer);
            assertThat(HEX.formatHex(packet.copy())).isEqualTo(expected);
            assertThat(transform.trailer(packet)).isEqualTo(trailer);
            assertThat(transform.unprotectRtcp(packet, RTCP_SSRC, trailer)).isTrue();
        }
        assertThat(HEX.formatHex(packet.copy())).isEqualTo(RTCP);
    }

    @Test
    void packetsOfLibsrtpAreUnderstood() {
        PacketBuffer voice = SrtpPackets.hex(
                "800f1234decafbadcafebabe" + "c5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392");
        PacketBuffer control = SrtpPackets.hex(
                "81c8000bcafebabe" + "c98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e" + "80000001");
        try (SrtpReceiver receiver = new SrtpReceiver(
                SrtpProfile.AEAD_AES_128_GCM,
                SecretBytes.owning(HEX.parseHex(KEY_128)),
                SecretBytes.owning(HEX.parseHex("a0a1a2a3a4a5a6a7a8a9aaab")))) {
            assertThat(receiver.unprotect(voice)).isEqualTo(SrtpOutcome.OK);
            assertThat(receiver.unprotectRtcp(control)).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(HEX.formatHex(voice.copy())).isEqualTo("800f1234decafbadcafebabe" + "ab".repeat(16));
        assertThat(HEX.formatHex(control.copy())).isEqualTo("81c8000bcafebabe" + "ab".repeat(16));
    }
}
