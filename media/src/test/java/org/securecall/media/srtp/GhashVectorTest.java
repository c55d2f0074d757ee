// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test cases 2 and 4 of "The Galois/Counter Mode of Operation (GCM)", McGrew and Viega, appendix B, which NIST keeps. */
class GhashVectorTest {

    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "66e94bd4ef8a2c3b884cfa59ca342b2e,"
                + "0388dace60b6a392f328c2b971b2fe7800000000000000000000000000000080,"
                + "f38cbb1ad69223dcc3457ae5b6b0f885",
        "b83b533708bf535d0aa6e52980d53b78,"
                + "feedfacedeadbeeffeedfacedeadbeefabaddad2000000000000000000000000"
                + "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
                + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e09100000000"
                + "00000000000000a000000000000001e0,"
                + "698e57f70e6ecc7fd9463b7260a9ae5f"
    })
    void textIsHashed(String h, String text, String hash) {
        byte[] made = new byte[Ghash.BLOCK_BYTES];
        try (Ghash ghash = new Ghash(HEX.parseHex(h))) {
            ghash.hash(HEX.parseHex(text), text.length() / 2 / Ghash.BLOCK_BYTES, made);
        }
        assertThat(HEX.formatHex(made)).isEqualTo(hash);
    }
}
