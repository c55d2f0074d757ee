// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.SasEmoji;

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

    /** Worked out by hand: 0xd269b0 is 110100 100110 100110 110000. */
    @Test
    void emojiShowTheTopTwentyFourBitsInFourSixes() {
        assertThat(SasRendering.emoji(VALUE))
                .containsExactly(SasEmoji.BICYCLE, SasEmoji.HOURGLASS, SasEmoji.HOURGLASS, SasEmoji.HAMMER);
        assertThat(SasRendering.emoji(0x000000ff)).containsOnly(SasEmoji.DOG).hasSize(4);
        assertThat(SasRendering.emoji(0xffffff00)).containsOnly(SasEmoji.PIN).hasSize(4);
        assertThat(SasRendering.emoji(0b000001_000010_000100_100000_11111111))
                .containsExactly(SasEmoji.CAT, SasEmoji.LION, SasEmoji.UNICORN, SasEmoji.HAT);
    }

    /** Number, character and name as the specification of Matrix publishes them ("SAS method: emoji"). */
    @Test
    void picturesAreThoseThatMatrixNumbers() {
        SasEmoji[] all = SasEmoji.values();
        assertThat(all).hasSize(64);
        assertThat(Arrays.stream(all).map(SasEmoji::character)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(all)
                        .map(SasEmoji::character)
                        .flatMapToInt(String::codePoints)
                        .sum())
                .isEqualTo(0x7039e7);
        assertThat(all[0].character()).isEqualTo("\ud83d\udc36");
        assertThat(all[19]).isEqualTo(SasEmoji.GLOBE);
        assertThat(all[21].character()).isEqualTo("\u2601\ufe0f");
        assertThat(all[36]).isEqualTo(SasEmoji.THUMBS_UP);
        assertThat(all[38].character()).isEqualTo("\u231b");
        assertThat(all[63].character()).isEqualTo("\ud83d\udccc");
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
