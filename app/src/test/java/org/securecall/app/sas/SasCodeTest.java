// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.CallSnapshot.Direction;

class SasCodeTest {

    private static final String ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769";

    @Test
    void callerSaysTheSecondHalfAndCalleeTheFirst() {
        SasCode caller = code("k3xj", Direction.OUTGOING);
        SasCode callee = code("k3xj", Direction.INCOMING);
        assertThat(caller.mine()).containsExactly("x", "j");
        assertThat(caller.theirs()).containsExactly("k", "3");
        assertThat(callee.mine()).containsExactly("k", "3");
        assertThat(callee.theirs()).containsExactly("x", "j");
        SasCode words = code("standard:guitarist", Direction.OUTGOING);
        assertThat(words.mine()).containsExactly("guitarist");
        assertThat(words.theirs()).containsExactly("standard");
        assertThat(words.words()).isTrue();
        assertThat(caller.words()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ko1z, ko, true", // as it is
        "ko1z, K0, true", // zero for o
        "ko1z, 'k o', true",
        "ko1z, 'K-O.', true",
        "ko1z, 'Kilo Oscar', true", // spelled out
        "ko1z, 'kilo zero', true",
        "ko1z, 1z, false", // one's own half is no answer
        "ko1z, k, false",
        "ko1z, koo, false",
        "11uz, ll, true", // no l in the alphabet, so it can only be a one
        "11uz, 'one, one', true",
        "11uz, 'eins eins', true",
        "11uz, 'Lima 1', true",
        "u7z5, 'victor SEVEN', true", // no v either
        "z5u7, '2 fünf', true",
        "z5u7, 'zwo fuenf', true",
        "z5u7, 'Zulu Five', true",
        "x9yb, 'X-ray niner', true",
        "x9yb, 'x ray 9', true",
        "x9yb, 'xray neun', true",
        "k3xj, 'ｋ３', true", // as Japanese keyboards write it
        "k3xj, '', false",
        "k3xj, '?!', false",
        "k3xj, 'k3 ', true",
        "k3xj, 'kilo  three', true",
        "k3xj, 'kilothree', false",
        "standard:guitarist, Standard, true",
        "standard:guitarist, ' STANDARD. ', true",
        "standard:guitarist, guitarist, false",
        "standard:guitarist, standar, false",
        "standard:guitarist, 'standard guitarist', false",
        "standard:guitarist, '...', false"
    })
    void theirHalfIsTakenAsPeopleWriteIt(String sas, String heard, boolean right) {
        assertThat(code(sas, Direction.OUTGOING).isTheirs(heard)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "k3xj, k3xj, true",
        "k3xj, 'K3 XJ', true",
        "k3xj, 'kilo three x-ray juliet', true",
        "k3xj, k3, false",
        "k3xj, xjk3, false",
        "nine, nine, true", // which is also the word for a digit
        "9999, 'nine nine nine nine', true",
        "nine, 9, false",
        "standard:guitarist, 'standard guitarist', true",
        "standard:guitarist, 'Standard, Guitarist', true",
        "standard:guitarist, standard:guitarist, true",
        "standard:guitarist, 'guitarist standard', false",
        "standard:guitarist, standard, false"
    })
    void wholeCodeIsTakenAsPeopleWriteIt(String sas, String heard, boolean right) {
        assertThat(code(sas, Direction.INCOMING).isWhole(heard)).isEqualTo(right);
    }

    /** Nothing but what stands for the same characters is taken: every other pair of characters is wrong. */
    @Test
    void noOtherHalfOfTheAlphabetIsTaken() {
        List<String> alphabet = ALPHABET.chars().mapToObj(Character::toString).toList();
        for (String first : alphabet) {
            for (String second : alphabet) {
                String half = first + second;
                SasCode code = code(half + "yb", Direction.OUTGOING);
                assertThat(code.isTheirs(half)).as(half).isTrue();
                assertThat(code.isTheirs(Spelling.of(first) + " " + Spelling.of(second)))
                        .as(half)
                        .isTrue();
                for (String other : alphabet) {
                    if (!other.equals(second)) {
                        assertThat(code.isTheirs(first + other)).isFalse();
                    }
                    if (!other.equals(first)) {
                        assertThat(code.isTheirs(other + second)).isFalse();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "k", ":", "standard:", ":guitarist", " : "})
    void whatHasNoTwoHalvesIsNoCode(String sas) {
        assertThat(SasCode.of(sas, Direction.OUTGOING)).isEmpty();
    }

    @Test
    void noCodeIsMadeOfNothing() {
        assertThatThrownBy(() -> new SasCode(List.of("k"), true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SasCode(List.of("k", ""), true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endlessInputIsWrong() {
        assertThat(code("k3xj", Direction.OUTGOING).isTheirs("k3" + " ".repeat(100_000)))
                .isFalse();
    }

    @Test
    void codeIsNotInItsText() {
        assertThat(code("k3xj", Direction.OUTGOING).toString()).doesNotContain("k3", "xj");
    }

    @Test
    void everyCharacterOfTheAlphabetIsSpelled() {
        ALPHABET.chars()
                .forEach(c -> assertThat(Spelling.of(Character.toString(c))).hasSizeGreaterThan(2));
        assertThat(Spelling.of("x")).isEqualTo("X-ray");
        assertThat(Spelling.of("9")).isEqualTo("Nine");
        assertThat(Spelling.of("guitarist")).isEqualTo("guitarist");
    }

    private static SasCode code(String sas, Direction direction) {
        return SasCode.of(sas, direction).orElseThrow();
    }
}
