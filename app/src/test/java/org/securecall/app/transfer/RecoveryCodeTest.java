// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.secret.SecretBytes;

class RecoveryCodeTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 35;

    private final SecureRandom random = new SecureRandom();

    @Test
    void sevenGroupsOfFiveWithoutLookAlikes() {
        try (RecoveryCode code = RecoveryCode.create(random)) {
            assertThat(code.groups()).hasSize(7).allMatch(group -> group.matches("[0-9A-HJKMNP-TV-Z]{5}"));
            assertThat(code.symbols().length() * 5).isGreaterThanOrEqualTo(130);
        }
    }

    /** Worked out by hand from the definition: 2·0 + 4·1 + 8·2 + 16·3 is 0 + 4 + 16 + 21, where + is XOR, so 1, and 1 + 1 is 0. */
    @Test
    void checkCharactersAreThoseOfTheDefinition() {
        try (RecoveryCode code = BackupFuzz.code()) {
            assertThat(code.groups().getFirst()).isEqualTo("01230");
        }
        try (RecoveryCode zeros = new RecoveryCode(SecretBytes.owning(new byte[28]))) {
            assertThat(zeros.groups()).containsExactly("00001", "00002", "00003", "00004", "00005", "00006", "00007");
        }
    }

    @Test
    void everySymbolTurnsUp() {
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            seen.append(print(RecoveryCode.create(random)));
        }
        assertThat(seen.chars().distinct().count()).isEqualTo(32);
    }

    @Test
    void caseDashesSpacesAndLookAlikesDoNotMatter() throws Exception {
        try (RecoveryCode code = BackupFuzz.code()) {
            String groups = String.join("-", code.groups());
            for (String typed : List.of(
                    groups,
                    groups.replace("-", ""),
                    groups.replace("-", " \u2013 "),
                    groups.toLowerCase(Locale.ROOT),
                    groups.replace('0', 'O').replace('1', 'l'),
                    groups.replace('0', 'o').replace('1', 'I'),
                    "\n " + groups.replace("", "-") + "\u00a0")) {
                char[] characters = typed.toCharArray();
                try (RecoveryCode parsed = RecoveryCode.parse(characters)) {
                    assertThat(parsed.symbols().matches(code.symbols().reveal()))
                            .isTrue();
                }
                assertThat(characters).isEqualTo(typed.toCharArray());
            }
        }
    }

    @RepeatedTest(5)
    void everySingleWrongCharacterIsFoundInItsGroup() {
        char[] right = print(RecoveryCode.create(random)).toCharArray();
        for (int at = 0; at < CHARACTERS; at++) {
            for (char other : (ALPHABET + "U!\u00e9\u0131\u017f").toCharArray()) {
                if (other != right[at]) {
                    char[] typed = right.clone();
                    typed[at] = other;
                    RecoveryCodeException e = refused(typed);
                    assertThat(e.groups()).containsExactly(at / 5 + 1);
                    assertThat(e).hasMessage("Group " + (at / 5 + 1) + " of the recovery code is mistyped");
                }
            }
        }
    }

    @RepeatedTest(5)
    void everyTwoNeighboursThatChangedPlacesAreFound() {
        char[] right = print(RecoveryCode.create(random)).toCharArray();
        for (int at = 0; at + 1 < CHARACTERS; at++) {
            if (at % 5 != 4 && right[at] != right[at + 1]) {
                char[] typed = right.clone();
                typed[at] = right[at + 1];
                typed[at + 1] = right[at];
                assertThat(refused(typed).groups()).containsExactly(at / 5 + 1);
            }
        }
    }

    @Test
    void groupsInAnotherOrderAreFound() {
        List<String> groups = RecoveryCode.create(random).groups();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                String[] typed = groups.toArray(String[]::new);
                typed[i] = groups.get(j);
                typed[j] = groups.get(i);
                RecoveryCodeException e = refused(String.join("-", typed).toCharArray());
                assertThat(e.groups()).containsExactly(i + 1, j + 1);
                assertThat(e).hasMessage("Groups " + (i + 1) + ", " + (j + 1) + " of the recovery code are mistyped");
            }
        }
    }

    @RepeatedTest(5)
    void everyMissingCharacterIsFoundNotBeforeItsGroup() {
        String right = print(RecoveryCode.create(random));
        for (int at = 0; at < CHARACTERS; at++) {
            RecoveryCodeException e = refused((right.substring(0, at) + right.substring(at + 1)).toCharArray());
            assertThat(e).hasMessageContaining("34 characters instead of 35");
            assertThat(e.groups()).hasSize(1).allMatch(group -> group >= 1 && group <= 7);
            assertThat(e.groups().getFirst()).isGreaterThanOrEqualTo(at / 5 + 1);
        }
    }

    @Test
    void whatIsMissingOrTooMuchAtTheEndIsFound() {
        List<String> groups = RecoveryCode.create(random).groups();
        RecoveryCodeException missing =
                refused(String.join("-", groups.subList(0, 6)).toCharArray());
        assertThat(missing.groups()).containsExactly(7);
        RecoveryCodeException more = refused((String.join("-", groups) + "-A").toCharArray());
        assertThat(more.groups()).isEmpty();
        assertThat(more).hasMessage("The recovery code has 36 characters instead of 35: look first after group 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "--"})
    void anEmptyCodeIsRefused(String typed) {
        assertThat(refused(typed.toCharArray())).hasMessage("The recovery code is empty");
    }

    @Test
    void aLongTextIsRefused() {
        char[] typed = new char[1_000_000];
        Arrays.fill(typed, 'A');
        assertThat(refused(typed)).hasMessageContaining("1000000 characters");
    }

    @Test
    void symbolsThatAreNoneAreRefused() {
        for (byte[] symbols : List.of(new byte[27], new byte[29], filled(32), filled(-1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RecoveryCode(SecretBytes.owning(symbols)));
        }
    }

    @Test
    void theCodeIsNeitherInItsTextNorThereAfterItsEnd() {
        RecoveryCode code = RecoveryCode.create(random);
        assertThat(code.toString()).isEqualTo("RecoveryCode[symbols=SecretBytes[28]]");
        code.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(code::groups);
    }

    private static RecoveryCodeException refused(char[] typed) {
        return catchThrowableOfType(RecoveryCodeException.class, () -> RecoveryCode.parse(typed));
    }

    private static String print(RecoveryCode code) {
        return String.join("", code.groups());
    }

    private static byte[] filled(int value) {
        byte[] symbols = new byte[28];
        Arrays.fill(symbols, (byte) value);
        return symbols;
    }
}
