// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/** Published values: RFC 3711 Appendix B, RFC 6188 §7, RFC 2202, and the packets of libsrtp's own test (srtp_driver.c). */
class SrtpVectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String KEY_128 = "e1f97a0d3e018be0d64fa32c06de4139";
    private static final String SALT_128 = "0ec675ad498afeebb6960b3aabe6";
    private static final String KEY_256 = "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6";
    private static final String SALT_256 = "3b04803de51ee7c96423ab5b78d2";

    @Test
    void keystreamIsThatOfRfc3711AppendixB2() {
        assertKeystream(
                "2b7e151628aed2a6abf7158809cf4f3c",
                "e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0",
                "ec8cdf7398607cb0f2d21675ea9ea1e4362b7c3c6773516318a077d7fc5073ae6a2cc3787889374fbeb4c81b17ba6c44");
    }

    @Test
    void keystreamsOfLongerKeysAreThoseOfRfc6188() {
        assertKeystream(
                "57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98",
                "92bdd28a93c3f52511c677d08b5515a49da71b2378a854f67050756ded165bac63c4868b7096d88421b563b8c94c9a31",
                "cea518c90fd91ced9cbb18c078a547113dbc4814f4da5f00a08772b63c6a046d6eb246913062a16891433e97dd01a57f");
        assertKeystream(
                "eab234764e517b2d3d160d587d8c86219740f65f99b6bcf7",
                "35096cba4610028dc1b57503804ce37c5de986291dcce161d5165ec4568f5c9a474a40c77894bc17180202272a4c264d",
                "d108d1a31a00bad6367ec23eb044b415c8f57129fdeb970b59f917b257662d4ca5dab625811034e8cebdfeb6dc158dd3");
    }

    @Test
    void sessionKeysAreThoseOfRfc3711AppendixB3() {
        assertThat(derive(KEY_128, SALT_128, 0, 16)).isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(derive(KEY_128, SALT_128, 2, 14)).isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(derive(KEY_128, SALT_128, 1, 20)).isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa4");
    }

    @Test
    void sessionKeysOf256BitsAreThoseOfRfc6188() {
        assertThat(derive(KEY_256, SALT_256, 0, 32))
                .isEqualTo("5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4");
        assertThat(derive(KEY_256, SALT_256, 2, 14)).isEqualTo("fa31791685ca444a9e07c6c64e93");
        assertThat(derive(KEY_256, SALT_256, 1, 20)).isEqualTo("fd9c32d39ed5fbb5a9dc96b30818454d1313dc05");
    }

    @Test
    void sessionKeysOf192BitsAreThoseOfRfc6188() {
        String key = "73edc66c4fa15776fb57f9505c17136550ffda71f3e8e5f1";
        String salt = "c8522f3acd4ce86d5add78edbb11";
        assertThat(derive(key, salt, 0, 24)).isEqualTo("31874736a8f1143870c26e4857d8a5b2c4a354407faadabb");
        assertThat(derive(key, salt, 2, 14)).isEqualTo("2372b82d639b6d8503a47adc0a6c");
        assertThat(derive(key, salt, 1, 20)).isEqualTo("355b10973cd95b9eacf4061c7e1a7151e7cfbfcb");
    }

    @Test
    void macIsThatOfRfc2202() {
        assertThat(hmac("0b".repeat(20), HEX.formatHex("Hi There".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("b617318655057264e28bc0b6fb378c8ef146be00");
        assertThat(hmac("aa".repeat(20), "dd".repeat(50))).isEqualTo("125d7342b9ac11cd91a39af48aa17b4f63f175d3");
    }

    private static String hmac(String key, String data) {
        byte[] bytes = HEX.parseHex(data);
        byte[] tag = new byte[20];
        try (HmacSha1 mac = new HmacSha1(HEX.parseHex(key))) {
            mac.mac(bytes, 2, Arrays.copyOfRange(bytes, 2, bytes.length), bytes.length - 2, tag);
        }
        return HEX.formatHex(tag);
    }

    @Test
    void packetIsProtectedAsLibsrtpDoes() {
        PacketBuffer packet = SrtpPackets.hex("800f1234decafbadcafebabe" + "ab".repeat(16));
        try (SrtpSender sender =
                new SrtpSender(SrtpProfile.AES_CM_128_HMAC_SHA1_80, secret(KEY_128), secret(SALT_128))) {
            assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(HEX.formatHex(packet.copy()))
                .isEqualTo("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
    }

    @Test
    void controlPacketOfLibsrtpIsUnderstood() {
        PacketBuffer packet =
                SrtpPackets.hex("81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798");
        try (SrtpReceiver receiver =
                new SrtpReceiver(SrtpProfile.AES_CM_128_HMAC_SHA1_80, secret(KEY_128), secret(SALT_128))) {
            assertThat(receiver.unprotectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(HEX.formatHex(packet.copy())).isEqualTo("81c8000bcafebabe" + "ab".repeat(16));
    }

    private static String derive(String key, String salt, int label, int length) {
        try (SecretBytes masterKey = secret(key);
                SecretBytes masterSalt = secret(salt);
                KeyDerivation derivation = new KeyDerivation(SrtpCipher.AES_CM, masterKey, masterSalt)) {
            return HEX.formatHex(derivation.derive(label, length));
        }
    }

    private static SecretBytes secret(String hex) {
        return SecretBytes.owning(HEX.parseHex(hex));
    }

    /** The first three blocks, and those numbered feff, ff00 and ff01, after the counter block f0f1...fd0000. */
    private static void assertKeystream(String key, String first, String last) {
        byte[] stream = new byte[0xff02 * 16];
        try (CounterMode cipher = new CounterMode(BlockEncryption.aes(HEX.parseHex(key)))) {
            cipher.apply(0xf0f1f2f3f4f5f6f7L, 0xf8f9fafbfcfd0000L, stream, 0, stream.length);
        }
        assertThat(HEX.formatHex(stream, 0, 48)).isEqualTo(first);
        assertThat(HEX.formatHex(stream, stream.length - 48, stream.length)).isEqualTo(last);
    }
}
