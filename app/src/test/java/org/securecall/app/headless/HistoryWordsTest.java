// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.PhoneException;

class HistoryWordsTest {

    @ParameterizedTest
    @CsvSource({
        "history, '', 50",
        "history 7, '', 7",
        "history 1000, '', 1000",
        "history --search bob, bob, 50",
        "history --search bob 7, bob, 7",
        "history --search bob miller 7, bob miller, 7",
        "history --search 7, 7, 50",
        "history --search 7 8, 7, 8",
        "history --search clear, clear, 50",
    })
    void numberAtTheEndIsTheLimitUnlessItIsTheText(String command, String text, int limit) throws Exception {
        assertThat(HistoryWords.parse(command.split(" ", -1))).isEqualTo(new HistoryWords(text, limit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history what",
                "history 7 8",
                "history bob 7",
                "history --search",
                "history 0",
                "history 1001",
                "history 99999999999",
                "history --search bob 0",
                "history -1",
            })
    void otherWordsAreRefused(String command) {
        assertThatThrownBy(() -> HistoryWords.parse(command.split(" ", -1)))
                .isInstanceOf(PhoneException.class)
                .hasMessageContaining("--search");
    }
}
