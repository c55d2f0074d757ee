// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values of ITU-T G.711 (11/1988): tables 1a and 1b (A-law), 2a and 2b (mu-law). The tables count in steps of 1/4096 (A) and
 * 1/8159 (mu) of the largest value; a sample of 16 bit is 8 and 4 times as large. Octets are as sent: A-law with its even bits
 * inverted.
 */
class CompandingVectorTest {

    /** Table 1a, column 8 (values at decoder output) for the first and last of each segment, and table 1b for the negative half. */
    @ParameterizedTest
    @CsvSource({
        "11111111, 4032",
        "11110000, 2112",
        "11101111, 2016",
        "11100000, 1056",
        "11011111, 1008",
        "11010000, 528",
        "11001111, 504",
        "11000000, 264",
        "10111111, 252",
        "10110000, 132",
        "10101111, 126",
        "10100000, 66",
        "10011111, 63",
        "10010000, 33",
        "10001111, 31",
        "10000000, 1",
        "01111111, -4032",
        "01110000, -2112",
        "00100000, -66",
        "00001111, -31",
        "00000000, -1",
    })
    void valuesOfALaw(String character, int value) {
        byte octet = (byte) (Integer.parseInt(character, 2) ^ 0x55);

        assertThat((int) Companding.A_LAW.decode(octet)).isEqualTo(value * 8);
        assertThat(Companding.A_LAW.encode(value * 8)).isEqualTo(octet);
    }

    /** Table 1a, columns 3 and 6: a value beyond a decision value belongs to the character above it. */
    @ParameterizedTest
    @CsvSource({
        "10000000, 0, 1",
        "10000001, 2, 3",
        "10010000, 32, 33",
        "10100000, 64, 67",
        "10110000, 128, 135",
        "11000000, 256, 271",
        "11010000, 512, 543",
        "11100000, 1024, 1087",
        "11110000, 2048, 2175",
        "11111111, 3968, 4095",
    })
    void decisionValuesOfALaw(String character, int from, int to) {
        byte octet = (byte) (Integer.parseInt(character, 2) ^ 0x55);

        assertThat(Companding.A_LAW.encode(from * 8)).isEqualTo(octet);
        assertThat(Companding.A_LAW.encode(to * 8 + 7)).isEqualTo(octet);
        assertThat(Companding.A_LAW.encode(-from * 8 - 1)).isEqualTo((byte) (octet ^ 0x80));
    }

    /** Table 2a, column 8, and table 2b. */
    @ParameterizedTest
    @CsvSource({
        "10000000, 8031",
        "10001111, 4191",
        "10010000, 3999",
        "10011111, 2079",
        "10100000, 1983",
        "10101111, 1023",
        "10110000, 975",
        "10111111, 495",
        "11000000, 471",
        "11001111, 231",
        "11010000, 219",
        "11011111, 99",
        "11100000, 93",
        "11101111, 33",
        "11110000, 30",
        "11111110, 2",
        "11111111, 0",
        "00000000, -8031",
        "00001111, -4191",
        "00111111, -495",
        "01110000, -30",
        "01111110, -2",
    })
    void valuesOfMuLaw(String character, int value) {
        byte octet = (byte) Integer.parseInt(character, 2);

        assertThat((int) Companding.MU_LAW.decode(octet)).isEqualTo(value * 4);
        assertThat(Companding.MU_LAW.encode(value * 4)).isEqualTo(octet);
    }

    /** Table 2a, columns 3 and 6. */
    @ParameterizedTest
    @CsvSource({
        "11111110, 1, 2", "11110000, 29, 30", "11101111, 31, 34", "11011111, 95, 102", "11001111, 223, 238",
        "10111111, 479, 510", "10101111, 991, 1054", "10011111, 2015, 2142", "10001111, 4063, 4318",
                "10000000, 7903, 8158",
    })
    void decisionValuesOfMuLaw(String character, int from, int to) {
        byte octet = (byte) Integer.parseInt(character, 2);

        assertThat(Companding.MU_LAW.encode(from * 4)).isEqualTo(octet);
        assertThat(Companding.MU_LAW.encode(to * 4 + 3)).isEqualTo(octet);
    }

    /** The octet 0x7f of mu-law is a negative zero, which no sample gives. */
    @ParameterizedTest
    @EnumSource
    void everyOctetSurvivesDecodingAndEncoding(Companding law) {
        for (int octet = 0; octet < 256; octet++) {
            if (law != Companding.MU_LAW || octet != 0x7f) {
                assertThat(law.encode(law.decode((byte) octet))).isEqualTo((byte) octet);
            }
        }
    }

    @Test
    void errorOfEverySampleIsAtMostHalfAStep() {
        for (Companding law : Companding.values()) {
            for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
                int error = Math.abs(law.decode(law.encode(sample)) - sample);
                assertThat(error)
                        .isLessThanOrEqualTo(
                                Math.max(8, Math.abs(sample) / 32 + 12) + (Math.abs(sample) > 32_100 ? 660 : 0));
            }
        }
    }
}
