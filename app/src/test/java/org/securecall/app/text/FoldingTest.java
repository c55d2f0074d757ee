// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "Bob, bob",
        "'', ''",
        "Müller, muller",
        "MÜLLER, muller",
        "Mu\u0308ller, muller",
        "Großmann, grossmann",
        "GROẞMANN, grossmann",
        "Łukasz Żółć, lukasz zolc",
        "Søren Ærø, soren aero",
        "Œuvre, oeuvre",
        "Þórður, thordur",
        "İstanbul, istanbul",
        "ılık, ilik",
        "Ὀδυσσεύς, οδυσσευσ",
        "ΟΔΥΣΣΕΥΣ, οδυσσευσ",
        "Йод, иод",
        "ﬁne, fine",
        "Ｂｏｂ, bob",
        "Nguyễn Đức, nguyen duc",
        "한국, 한국",
        "田中, 田中",
        "\uD83D\uDC4B, \uD83D\uDC4B",
    })
    void accentsAndCapitalsMakeNoDifference(String text, String folded) {
        String once = Folding.fold(text);
        // Korean syllables are taken apart, on both sides of a comparison alike.
        assertThat(java.text.Normalizer.normalize(once, java.text.Normalizer.Form.NFC))
                .isEqualTo(folded);
        assertThat(Folding.fold(once)).isEqualTo(once);
    }
}
