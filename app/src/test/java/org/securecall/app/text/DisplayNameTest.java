// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayNameTest {

    record Row(String given, String shown) {}

    @Test
    void namesArePlainAsTheTableSays() {
        for (Row row : List.of(
                new Row("", ""),
                new Row("Alice Adler", "Alice Adler"),
                new Row("  Alice \t\r\n  Adler ", "Alice Adler"),
                new Row("Zoë Müller-Łukasz", "Zoë Müller-Łukasz"),
                new Row("Zoe\u0308", "Zoë"),
                new Row("שלום", "שלום"),
                new Row("محمد علي", "محمد علي"),
                new Row("田中 太郎", "田中 太郎"),
                new Row("می\u200cخواهم", "می\u200cخواهم"),
                new Row("👩\u200d👧 Mum", "👩\u200d👧 Mum"),
                // What would turn the line around, or end it.
                new Row("Alice\u202e deifireV", "Alice deifireV"),
                new Row("\u2067Bob\u2069\u200f\u061c", "Bob"),
                new Row("Bob\u2028Verified\u2029\u0085!", "Bob Verified !"),
                new Row("Bob\u0000\u0007\u001b[31m\u009b", "Bob[31m"),
                // What is there and not seen.
                new Row("A\u200bl\u00adi\u2060c\ufeffe", "Alice"),
                new Row("\u3164\u2800\u200d", ""),
                new Row("Alice\u3164\u3164\u3164Verified", "Alice Verified"),
                new Row("\ud800Bob\udc00", "Bob"),
                new Row("\ue000Bob\uf8ff", "Bob"),
                // Accents that would reach into other lines.
                new Row("B" + "\u0300".repeat(50) + "ob", "B\u0300\u0300\u0300ob"))) {
            assertThat(DisplayName.plain(row.given)).isEqualTo(row.shown);
            assertThat(DisplayName.plain(row.shown)).isEqualTo(row.shown);
        }
    }

    @Test
    void absurdlyLongNamesAreCut() {
        for (String letter : List.of("x", "𝔵", "x ", "\u202ex", "é")) {
            String shown = DisplayName.plain(letter.repeat(1_000_000));
            assertThat(shown.codePointCount(0, shown.length())).isBetween(DisplayName.LONGEST - 2, DisplayName.LONGEST);
            assertThat(shown).endsWith("…");
            assertThat(DisplayName.plain(shown)).isEqualTo(shown);
        }
        assertThat(DisplayName.plain("\u202e".repeat(1_000_000))).isEmpty();
    }

    @Test
    void namesThatPeopleTakeForTheSameAreAlike() {
        assertThat(DisplayName.alike("Alice Adler", "ALICE  ADLER")).isTrue();
        assertThat(DisplayName.alike("Alice Adler", "Alice\u200b Adler.")).isTrue();
        assertThat(DisplayName.alike("Alice Adler", "Ａｌｉｃｅ Adler")).isTrue();
        assertThat(DisplayName.alike("Alice Adler", "✔ Alice Adler ✔")).isTrue();
        assertThat(DisplayName.alike("Zoë", "Zoe")).isTrue();
        assertThat(DisplayName.alike("Alice Adler", "Alice Adlers")).isFalse();
        assertThat(DisplayName.alike("Alice", "Bob")).isFalse();
        assertThat(DisplayName.alike("✔", "★")).isFalse();
    }

    @Test
    void contactsNamesKeepAllButTheirDirection() {
        assertThat(DisplayName.undirected("\u200eAlice\u202e  Adler\n")).isEqualTo("Alice  Adler\n");
    }
}
