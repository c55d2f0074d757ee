// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvatarTest {

    @ParameterizedTest
    @CsvSource({
        "Alice Adler, AA",
        "alice, A",
        "Ludwig van Beethoven, LB",
        "bob.builder, BB",
        "'  ', ''",
        "(Zoë) Ärzte, ZÄ",
        "123 45, 14"
    })
    void initialsAreThoseOfTheFirstAndTheLastWord(String name, String initials) {
        assertThat(Avatar.initialsOf(name)).isEqualTo(initials);
    }
}
