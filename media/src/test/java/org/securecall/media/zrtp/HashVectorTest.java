// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The hashes and their MACs against published values. */
class HashVectorTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The 128 octets that the longer vectors of the Skein submission hash; the first of them are the shorter messages. */
    private static final String SKEIN_HASH_INPUT = "fbd17c26b61a82e12e125f0d459b96c91ab4837dff22b39b78439430cdfc5dc8"
            + "78bb393a1a5f79bef30995a85a12923339ba8ab7d8fc6dc5fec6f4ed22c122bb"
            + "e7eb61981892966de5cef576f71fc7a80d14dab2d0c03940b95b9fb3a727c66a"
            + "6e1ff0dc311b9aa21a3054484802154c1826c2a27a0914152aeb76f1168d4410";

    private static final String SKEIN_MAC_INPUT = "d3090c72167517f7c7ad82a70c2fd3f6443f608301591e598eadb195e8357135"
            + "ba26fede2ee187417f816048d00fc23512737a2113709a77e4170c49a94b7fdf"
            + "f45ff579a72287743102e7766c35ca5abc5dfe2f63a1e726ce5fbd2926db03a2"
            + "dd18b03fc1508a9aac45eb362440203a323e09edee6324ee2e37b4432c1867ed";

    private static final String SKEIN_MAC_KEY = "cb41f1706cde09651203c2d0efbaddf847a0d315cb2e53ff8bac41da0002672e";

    /** RFC 4231 §4.2 and §4.3. */
    @ParameterizedTest
    @CsvSource({
        "S256, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7,"
                + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "S384, afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6,"
                + "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "S512, 87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
                + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854,"
                + "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void hmacsAreThoseOfRfc4231(HashAlgorithm hash, String first, String second) {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(HEX.formatHex(hash.mac(key, ascii("Hi There")))).isEqualTo(first);
        assertThat(HEX.formatHex(hash.mac(ascii("Jefe"), ascii("what do ya want "), ascii("for nothing?"))))
                .isEqualTo(second);
    }

    /** FIPS 180-2 appendices B.1, C.1 and D.1: "abc". */
    @ParameterizedTest
    @CsvSource({
        "S256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "S384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "S512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    })
    void shaDigestsAreThoseOfFips180(HashAlgorithm hash, String expected) {
        assertThat(HEX.formatHex(hash.hashBytes(ascii("abc")))).isEqualTo(expected);
        assertThat(hash.hash(Octets.copyOf(ascii("a")), Octets.copyOf(ascii("bc"))))
                .isEqualTo(Octets.copyOf(HEX.parseHex(expected)));
    }

    /** skein_golden_kat.txt of the Skein 1.3 submission, as Bouncy Castle's SkeinDigestTest has it. */
    @ParameterizedTest
    @CsvSource({
        "SKN2, 809dd3f763a11af90912bbb92bc0d94361cbadab10142992000c88b4ceb88648",
        "SKN3, 825f5cbd5da8807a7b4d3e7bd9cd089ca3a256bcc064cd73a9355bf3ae67f2bf93ac7074b3b19907a0665ba3a878b262"
    })
    void skeinDigestsAreThoseOfTheSubmission(HashAlgorithm hash, String expected) {
        byte[] input = HEX.parseHex(SKEIN_HASH_INPUT);
        assertThat(HEX.formatHex(hash.hashBytes(input))).isEqualTo(expected);
        assertThat(hash.hash(Octets.copyOf(input).first(5), Octets.copyOf(input).slice(5, input.length)))
                .isEqualTo(Octets.copyOf(HEX.parseHex(expected)));
    }

    /** The same file, "random+MAC", as Bouncy Castle's SkeinMacTest has it. */
    @Test
    void theSkein384MacIsThatOfTheSubmission() {
        byte[] input = HEX.parseHex(SKEIN_MAC_INPUT);
        String expected =
                "dfbf5c1319a1d9d70efb2f1600fbcf694f935907f31d24a16d6cd2fb2d7855a769681766c0a29da778eed346cd1d740f";
        assertThat(HEX.formatHex(HashAlgorithm.SKN3.mac(HEX.parseHex(SKEIN_MAC_KEY), input)))
                .isEqualTo(expected);
        assertThat(HashAlgorithm.SKN3.mac64(HEX.parseHex(SKEIN_MAC_KEY), input))
                .isEqualTo(Octets.copyOf(HEX.parseHex(expected)).first(8));
    }

    @Test
    void theSkein256MacIsNoPrefixOfTheLongerOneAndDependsOnItsKey() {
        byte[] key = HEX.parseHex(SKEIN_MAC_KEY);
        byte[] input = HEX.parseHex(SKEIN_MAC_INPUT);
        byte[] mac = HashAlgorithm.SKN2.mac(key, input);
        assertThat(HEX.formatHex(HashAlgorithm.SKN3.mac(key, input))).doesNotStartWith(HEX.formatHex(mac));
        assertThat(HashAlgorithm.SKN2.hashBytes(input)).isNotEqualTo(mac);
        key[0] ^= 1;
        assertThat(HashAlgorithm.SKN2.mac(key, input)).isNotEqualTo(mac);
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void outputsAreAsLongAsTheyClaim(HashAlgorithm hash) {
        assertThat(hash.hashBytes(new byte[3])).hasSize(hash.bytes());
        assertThat(hash.mac(new byte[32], new byte[3])).hasSize(hash.bytes());
        assertThat(hash.mac64(new byte[32], new byte[3]).length()).isEqualTo(8);
    }

    @Test
    void whatIsHashedBeforeTheNegotiationIsHashedWithSha256() {
        // RFC 6189 §5.1.2.2.
        assertThat(HashAlgorithm.IMPLICIT).isEqualTo(HashAlgorithm.S256);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
