// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 6189 §5.1.6. The value is the first word of the SAS hash that GNU ZRTP derives in the key derivation vectors. */
class SasVectorTest {

    private static final int VALUE = 0xd269b071;

    @Test
    void base32ShowsTheTopTwentyBits() {
        assertThat(SasRendering.B32.render(VALUE)).isEqualTo("4jw5");
        assertThat(SasRendering.B32.render(0)).isEqualTo("yyyy");
        assertThat(SasRendering.B32.render(0xffffffff)).isEqualTo("9999");
        assertThat(SasRendering.B32.render(0x00000fff)).isEqualTo("yyyy");
    }

    @Test
    void base256ShowsTheTopSixteenBitsAsWords() {
        assertThat(SasRendering.B256.render(VALUE)).isEqualTo("standard:guitarist");
        assertThat(SasRendering.B256.render(0x0000ffff)).isEqualTo("aardvark:adroitness");
        assertThat(SasRendering.B256.render(0xffff0000)).isEqualTo("Zulu:Yucatan");
    }

    @Test
    void everyOctetHasItsOwnWordInBothPositions() {
        Set<String> even = new HashSet<>();
        Set<String> odd = new HashSet<>();
        for (int octet = 0; octet < 256; octet++) {
            String[] words = SasRendering.B256.render(octet << 24 | octet << 16).split(":", 2);
            even.add(words[0]);
            odd.add(words[1]);
        }
        assertThat(even).hasSize(256);
        assertThat(odd).hasSize(256).doesNotContainAnyElementsOf(even);
    }
}
