// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.api.Protection;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class ProtectionModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final ProtectionModel model = new ProtectionModel(new PhoneModel(phone, waiting::add));

    private boolean protect(String passphrase, String again) {
        return protect("", passphrase, again);
    }

    private boolean protect(String current, String passphrase, String again) {
        char[] second = again.toCharArray();
        boolean asked = model.protect(current.toCharArray(), passphrase.toCharArray(), second);
        assertThat(second).doesNotContain(again.toCharArray());
        return asked;
    }

    private void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void passphraseIsSetChangedAndRemoved() {
        assertThat(protect("correct horse", "correct horse")).isTrue();
        assertThat(model.saving().get()).isTrue();
        run();
        assertThat(model.saving().get()).isFalse();
        assertThat(model.protection().get()).isEqualTo(Protection.PASSPHRASE);
        String set = model.result().get();
        assertThat(protect("correct horse", "battery staple", "battery staple")).isTrue();
        run();
        assertThat(model.result().get()).isNotBlank().isNotEqualTo(set);
        assertThat(model.remove("battery staple".toCharArray())).isTrue();
        run();
        assertThat(model.protection().get()).isEqualTo(Protection.FILE);
        assertThat(phone.commands())
                .containsExactly(
                        "protect correct horse", "protect (correct horse) battery staple", "protect (battery staple)");
    }

    @Test
    void withoutTheOneOfNowNothingIsChanged() {
        protect("correct horse", "correct horse");
        run();
        assertThat(protect("battery staple", "battery staple")).isFalse();
        assertThat(model.currentProblem().get()).isNotBlank();
        assertThat(model.remove(new char[0])).isFalse();
        assertThat(model.currentProblem().get()).isNotBlank();
        assertThat(phone.commands()).containsExactly("protect correct horse");
    }

    @Test
    void shortPassphraseIsNotTaken() {
        assertThat(protect("1234567", "1234567")).isFalse();
        run();
        assertThat(model.passphraseProblem().get()).contains("8");
        assertThat(model.againProblem().get()).isEmpty();
        assertThat(phone.commands()).isEmpty();
    }

    @Test
    void passphrasesThatDifferAreNotTaken() {
        assertThat(protect("correct horse", "correct house")).isFalse();
        assertThat(model.passphraseProblem().get()).isEmpty();
        assertThat(model.againProblem().get()).isNotBlank();
        assertThat(phone.commands()).isEmpty();
        assertThat(protect("correct horse", "correct horse")).isTrue();
        assertThat(model.againProblem().get()).isEmpty();
    }

    @Test
    void refusalIsToldAndNothingChanges() {
        phone.refuse("The disk is full");
        protect("correct horse", "correct horse");
        run();
        assertThat(model.problem().get()).isEqualTo("The disk is full");
        assertThat(model.result().get()).isEmpty();
        assertThat(model.protection().get()).isEqualTo(Protection.FILE);
    }

    @Test
    void oneChangeIsMadeAtATime() {
        protect("correct horse", "correct horse");
        assertThat(protect("battery staple", "battery staple")).isFalse();
        assertThat(model.remove("correct horse".toCharArray())).isFalse();
        run();
        assertThat(phone.commands()).containsExactly("protect correct horse");
    }

    @ParameterizedTest
    @CsvSource({
        "0,NONE",
        "1,TOO_SHORT",
        "7,TOO_SHORT",
        "8,SHORT",
        "13,SHORT",
        "14,GOOD",
        "21,GOOD",
        "22,LONG",
        "500,LONG"
    })
    void lengthIsPutInWords(int characters, PassphraseLength length) {
        assertThat(PassphraseLength.of(characters)).isEqualTo(length);
    }

    @Test
    void characterOutsideTheBasicPlaneIsOne() {
        assertThat(PassphraseLength.characters("🐕🐕🐕🐕".toCharArray())).isEqualTo(4);
    }
}
