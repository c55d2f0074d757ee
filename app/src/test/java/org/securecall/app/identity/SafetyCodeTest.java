// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyCodeTest {

    private static final IdentityKey ALICE = Identities.alice().key();
    private static final IdentityKey BOB = Identities.bob().key();

    /** Computed by another implementation. */
    private static final String TEXT = "23885 30234 13812 24858 88627 88744 71082 33791 01776 81305 65663 27575";

    @Test
    void bothSidesSeeTheSameCode() throws Exception {
        assertThat(SafetyCode.of(ALICE, BOB).text()).isEqualTo(TEXT);
        assertThat(SafetyCode.of(BOB, ALICE).text()).isEqualTo(TEXT);
    }

    @Test
    void anotherKeyGivesAnotherCode() throws Exception {
        SafetyCode code = SafetyCode.of(ALICE, Identities.laptop().key());
        assertThat(code.groups())
                .hasSize(SafetyCode.GROUPS)
                .doesNotContainAnyElementsOf(SafetyCode.of(ALICE, BOB).groups());
    }

    @Test
    void theOwnKeySentBackIsRefused() {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> SafetyCode.of(BOB, Identities.bob().key()));
    }

    @Test
    void theCodeFitsHoweverItIsGrouped() throws Exception {
        SafetyCode code = SafetyCode.of(ALICE, BOB);
        assertThat(code.matches(TEXT)).isTrue();
        assertThat(code.matches(" " + TEXT.replace(" ", "") + "\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "23885", "23885-30234", "x"})
    void anythingElseDoesNotFit(String typed) throws Exception {
        SafetyCode code = SafetyCode.of(ALICE, BOB);
        assertThat(code.matches(typed)).isFalse();
        assertThat(code.matches(TEXT + typed + "1")).isFalse();
        assertThat(code.matches(TEXT.substring(1) + typed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "12345678901234567890123456789012345678901234567890123456789x"})
    void onlySixtyDigitsAreACode(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SafetyCode(digits));
    }

    @Test
    void theDigitsAreNotPrinted() throws Exception {
        assertThat(SafetyCode.of(ALICE, BOB).toString()).doesNotContainPattern("[0-9]");
    }
}
