// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/** Header extensions and contributing sources encrypted: the packets of RFC 9335, Appendix A, and what else must hold. */
class CryptexVectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String PAYLOAD = "ab".repeat(16);
    private static final String SOURCES = "0001e2400000b26e";

    /** A.1: the beginning of each packet, its sources, its extension, and what it is encrypted to. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "900f1235decafbadcafebabe, -, bede000151000200,"
                + "900f1235decafbadcafebabec0de0001eb92365251c3e036f8de27e9c27ee3e0b4651d9fbc4218a70244522f34a5",
        "900f1236decafbadcafebabe, -, 1000000105020002,"
                + "900f1236decafbadcafebabec2de00014ed9cc4e6a712b3096c5ca77339d4204ce0d77396cab69585fbce38194a5",
        "920f1238decafbadcafebabe, " + SOURCES + ", bede000151000200, 920f1238decafbadcafebabe8bb6e12b5cff16dd"
                + "c0de000192838c8c09e58393e1de3a9a74734d6745671338c3acf11da2df8423bee0",
        "920f1239decafbadcafebabe, " + SOURCES + ", 1000000105020002, 920f1239decafbadcafebabef70e513eb90b9b25"
                + "c2de0001bbed4848faa644665f3d7f34125914e9f4d0ae923c6f479b95a0f7b53133",
        "920f123adecafbadcafebabe, " + SOURCES + ", bede0000, 920f123adecafbadcafebabe7130b6abfe2ab0e3"
                + "c0de0000e3d9f64b25c9e74cb4cf8e43fb92e3781c2c0ceab6b3a499a14c",
        "920f123bdecafbadcafebabe, " + SOURCES + ", 10000000, 920f123bdecafbadcafebabecbf24c124330e1c8"
                + "c2de0000599dd45bc9d687b603e8b59d771fd38e88b170e0cd31e125eabe"
    })
    void packetInCounterMode(String header, String sources, String extension, String encrypted) {
        roundTrip(
                SrtpProfile.AES_CM_128_HMAC_SHA1_80,
                "e1f97a0d3e018be0d64fa32c06de4139",
                "0ec675ad498afeebb6960b3aabe6",
                header + (sources == null ? "" : sources) + extension + PAYLOAD,
                encrypted);
    }

    /** A.2. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "900f1235decafbadcafebabe, -, bede000151000200, 900f1235decafbadcafebabec0de0001"
                + "39972dc9572c4d99e8fc355de743fb2e94f9d8ff54e72f4193bbc5c74ffab0fa9fa0fbeb",
        "900f1236decafbadcafebabe, -, 1000000105020002, 900f1236decafbadcafebabec2de0001"
                + "bb75a4c545cd1f413bdb7daa2b1e3263de313667c963249081b35a65f5cb6c88b394235f",
        "920f1238decafbadcafebabe, " + SOURCES + ", bede000151000200, 920f1238decafbadcafebabe63bbccc4a7f695c4"
                + "c0de00018ad7c71fac70a80c92866b4c6ba98546ef913586e95ffaaffe956885bb0647a8bc094ac8",
        "920f1239decafbadcafebabe, " + SOURCES + ", 1000000105020002, 920f1239decafbadcafebabe3680524f8d312b00"
                + "c2de0001c78d120038422bc111a7187a18246f980c059cc6bc9df8b626394eca344e4b05d80fea83",
        "920f123adecafbadcafebabe, " + SOURCES + ", bede0000, 920f123adecafbadcafebabe15b6bb4337906fff"
                + "c0de0000b7b964537a2b03ab7ba5389ce93317126b5d974df30c6884dcb651c5e120c1da",
        "920f123bdecafbadcafebabe, " + SOURCES + ", 10000000, 920f123bdecafbadcafebabedcb38c9e48bf95f4"
                + "c2de000061ee432cf920317076613258d3ce4236c06ac429681ad08413512dc98b5207d8"
    })
    void packetInGaloisCounterMode(String header, String sources, String extension, String encrypted) {
        roundTrip(
                SrtpProfile.AEAD_AES_128_GCM,
                "000102030405060708090a0b0c0d0e0f",
                "a0a1a2a3a4a5a6a7a8a9aaab",
                header + (sources == null ? "" : sources) + extension + PAYLOAD,
                encrypted);
    }

    private static void roundTrip(SrtpProfile profile, String key, String salt, String plain, String encrypted) {
        PacketBuffer packet = SrtpPackets.hex(plain);
        try (SrtpSender sender = new SrtpSender(
                        profile, SecretBytes.owning(HEX.parseHex(key)), SecretBytes.owning(HEX.parseHex(salt)));
                SrtpReceiver receiver = new SrtpReceiver(
                        profile, SecretBytes.owning(HEX.parseHex(key)), SecretBytes.owning(HEX.parseHex(salt)))) {
            sender.encryptHeaders(true);
            assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
            assertThat(HEX.formatHex(packet.copy())).isEqualTo(encrypted);
            assertThat(receiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
            assertThat(HEX.formatHex(packet.copy())).isEqualTo(plain);
        }
    }

    /** §5.1: "an empty header extension block" is added, which the receiver sees. */
    @ParameterizedTest
    @EnumSource
    void sourcesWithoutAnExtensionGetAnEmptyOne(SrtpProfile profile) {
        String header = "820f123adecafbadcafebabe";
        PacketBuffer packet = SrtpPackets.hex(header + SOURCES + PAYLOAD);
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            sender.encryptHeaders(true);
            assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
            assertThat(HEX.formatHex(packet.copy())).doesNotContain(SOURCES);
            assertThat(receiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(HEX.formatHex(packet.copy())).isEqualTo("92" + header.substring(2) + SOURCES + "bede0000" + PAYLOAD);
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitIsRefusedAndThePacketLeftAsItCame(SrtpProfile profile) {
        PacketBuffer packet = SrtpPackets.hex("920f1238decafbadcafebabe" + SOURCES + "bede000151000200" + PAYLOAD);
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            sender.encryptHeaders(true);
            assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
            for (int bit = 0; bit < 8 * packet.length(); bit++) {
                PacketBuffer forged = SrtpPackets.copy(packet);
                forged.bytes()[bit / 8] ^= (byte) (1 << bit % 8);
                byte[] before = forged.copy();
                assertThat(receiver.unprotect(forged)).isNotEqualTo(SrtpOutcome.OK);
                assertThat(forged.copy()).isEqualTo(before);
            }
            assertThat(receiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @Test
    void withoutItsAgreementHeadersStayReadableAndAreRead() {
        String plain = "900f1235decafbadcafebabe" + "bede000151000200" + PAYLOAD;
        PacketBuffer packet = SrtpPackets.hex(plain);
        try (SrtpSender sender = SrtpPackets.sender(SrtpProfile.AEAD_AES_256_GCM);
                SrtpReceiver receiver = SrtpPackets.receiver(SrtpProfile.AEAD_AES_256_GCM)) {
            assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
            assertThat(HEX.formatHex(packet.copy())).startsWith(plain.substring(0, 40));
            assertThat(receiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(HEX.formatHex(packet.copy())).isEqualTo(plain);
    }

    /** An extension of another kind cannot be marked, and does not leave readable instead. */
    @Test
    void extensionOfAnotherKindDoesNotLeave() {
        PacketBuffer packet = SrtpPackets.hex("900f1235decafbadcafebabe" + "0001000151000200" + PAYLOAD);
        try (SrtpSender sender = SrtpPackets.sender(SrtpProfile.AEAD_AES_256_GCM)) {
            sender.encryptHeaders(true);
            assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.MALFORMED);
        }
    }
}
