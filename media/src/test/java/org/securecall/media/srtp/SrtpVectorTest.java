// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/** Published values: RFC 3711 Appendix B, RFC 6188 §7, and the packets of libsrtp's own test (srtp_driver.c). */
class SrtpVectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String KEY_128 = "e1f97a0d3e018be0d64fa32c06de4139";
    private static final String SALT_128 = "0ec675ad498afeebb6960b3aabe6";
    private static final String KEY_256 = "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6";
    private static final String SALT_256 = "3b04803de51ee7c96423ab5b78d2";

    @Test
    void keystreamIsThatOfRfc3711AppendixB2() {
        byte[] stream = new byte[0xff02 * 16];
        try (CounterMode cipher = new CounterMode(HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"))) {
            cipher.apply(HEX.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000"), stream, 0, stream.length);
        }
        assertThat(block(stream, 0)).isEqualTo("e03ead0935c95e80e166b16dd92b4eb4");
        assertThat(block(stream, 1)).isEqualTo("d23513162b02d0f72a43a2fe4a5f97ab");
        assertThat(block(stream, 2)).isEqualTo("41e95b3bb0a2e8dd477901e4fca894c0");
        assertThat(block(stream, 0xfeff)).isEqualTo("ec8cdf7398607cb0f2d21675ea9ea1e4");
        assertThat(block(stream, 0xff00)).isEqualTo("362b7c3c6773516318a077d7fc5073ae");
        assertThat(block(stream, 0xff01)).isEqualTo("6a2cc3787889374fbeb4c81b17ba6c44");
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
                SecretBytes masterSalt = secret(salt)) {
            return HEX.formatHex(SessionKeys.derive(masterKey, masterSalt, label, length));
        }
    }

    private static SecretBytes secret(String hex) {
        return SecretBytes.owning(HEX.parseHex(hex));
    }

    private static String block(byte[] stream, int number) {
        return HEX.formatHex(Arrays.copyOfRange(stream, 16 * number, 16 * number + 16));
    }
}
