// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/** Published values of the two that ZRTP adds: the Twofish paper's Appendix A, and the known answers of Skein 1.3. */
class TwofishSkeinVectorTest {

    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, 9f589f5cf6122c32b6bfec2f2ae8c35a",
        "0123456789abcdeffedcba98765432100011223344556677, cfd1d2e5a9be9cdf501f13b892bd2248",
        "0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff, 37527be0052334b89f0cfccae87cfa20"
    })
    void blockOfZeroesIsEncryptedAsInThePaper(String key, String expected) {
        byte[] encrypted = new byte[32];
        BlockEncryption.twofish(HEX.parseHex(key)).encrypt(new byte[32], 32, encrypted);
        assertThat(HEX.formatHex(encrypted)).isEqualTo(expected + expected);
    }

    @Test
    void macOfNothingIsThatOfSkeinsKnownAnswers() {
        String key = "cb41f1706cde09651203c2d0efbaddf847a0d315cb2e53ff8bac41da0002672e"
                + "920244c66e02d5f0dad3e94c42bb65f0d14157decf4105ef5609d5b0984457c1"
                + "935df3061ff06e9f204192ba11e5bb2cac0430c1c370cb3d113fea5ec1021eb8"
                + "75e5946d7a96ac69a1626c6206b7252736f24253c9ee9b85eb852dfc81463134"
                + "6c";
        byte[] tag = new byte[64];
        try (Skein512 mac = new Skein512(HEX.parseHex(key), tag.length)) {
            mac.mac(new byte[0], 0, new byte[0], 0, tag);
        }
        assertThat(HEX.formatHex(tag))
                .isEqualTo("9bd43d2a2fcfa92becb9f69faab3936978f1b865b7e44338fc9c8f16aba949ba"
                        + "340291082834a1fc5aa81649e13d50cd98641a1d0883062bfe2c16d1faa7e3aa");
    }

    @Test
    void shortTagIsAnOutputOfItsOwnAndNotACut() {
        PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, 1);
        byte[] tag32 = new byte[4];
        byte[] tag64 = new byte[8];
        byte[] key = new byte[Skein512.KEY_BYTES];
        try (Skein512 sk32 = new Skein512(key, 4);
                Skein512 sk64 = new Skein512(key, 8)) {
            sk32.mac(packet.bytes(), packet.length(), new byte[4], 4, tag32);
            sk64.mac(packet.bytes(), packet.length(), new byte[4], 4, tag64);
        }
        assertThat(Arrays.copyOf(tag64, 4)).isNotEqualTo(tag32);
    }

    @ParameterizedTest
    @CsvSource({"TWOFISH_CM_256_SKEIN_32, 4, 8", "AES_CM_128_SKEIN_64, 8, 8", "TWOFISH_CM_128_HMAC_SHA1_32, 4, 10"})
    void shortTagIsNotUsedInSrtcp(SrtpProfile profile, int tagBytes, int rtcpTagBytes) {
        PacketBuffer voice = SrtpPackets.rtp(SrtpPackets.SSRC, 1);
        PacketBuffer control = SrtpPackets.rtcp(SrtpPackets.SSRC);
        int voiceLength = voice.length();
        int controlLength = control.length();
        try (SrtpSender sender = SrtpPackets.sender(profile)) {
            assertThat(sender.protect(voice)).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.protectRtcp(control)).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(voice.length()).isEqualTo(voiceLength + tagBytes);
        assertThat(control.length()).isEqualTo(controlLength + 4 + rtcpTagBytes);
    }

    @Test
    void sessionKeysOfTwofishAreItsOwnKeystream() {
        byte[] zeroes = new byte[16];
        byte[] expected = new byte[16];
        BlockEncryption.twofish(zeroes).encrypt(zeroes, 16, expected);
        try (SecretBytes key = SecretBytes.copyOf(zeroes);
                SecretBytes salt = SecretBytes.owning(new byte[14]);
                KeyDerivation derivation = new KeyDerivation(SrtpCipher.TWOFISH_CM, key, salt)) {
            assertThat(derivation.derive(0, 16)).isEqualTo(expected);
        }
    }
}
