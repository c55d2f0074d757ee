// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Contact;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class RestoreModelTest {

    private static final String CODE = "1K4DX2ZQ8M3A7TW4PHC05RN1V6E2YJ7GB9S";

    private final ScriptedPhone phone = new ScriptedPhone();
    private final List<String> reopened = new ArrayList<>();
    private final RestoreModel restore = new RestoreModel(new PhoneModel(phone, Runnable::run), reopened::add);

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    private void type(String code) {
        restore.file().set("my.backup");
        restore.groups().getFirst().set(code);
    }

    @Test
    void wholeCodePastedIntoOneGroupGoesIntoAll() {
        type("1k4dx 2zq8m-3a7tw 4phcO 5rn1v 6e2yj 7gb9s");
        assertThat(restore.groups())
                .extracting(StringProperty::get)
                .containsExactly("1K4DX", "2ZQ8M", "3A7TW", "4PHC0", "5RN1V", "6E2YJ", "7GB9S");
    }

    @Test
    void whatIsTooLongStaysInTheLastGroupAndIsWrong() {
        type(CODE + "XX");
        assertThat(restore.groups().getLast().get()).isEqualTo("7GB9SXX");
        assertThat(restore.isWrong(6)).isTrue();
    }

    @Test
    void mistypedGroupIsToldAtOnceAndByItsNumber() {
        type(CODE);
        restore.groups().get(2).set("9A7TW");
        assertThat(restore.isWrong(2)).isTrue();
        assertThat(restore.codeProblem().get()).contains("Group 3 is mistyped");
        assertThat(restore.isWrong(1)).isFalse();
        restore.read();
        assertThat(restore.codeProblem().get()).contains("Group 3 is mistyped");
        restore.groups().get(4).set("5R");
        assertThat(restore.codeProblem().get()).contains("Group 3 is mistyped");
        assertThat(restore.isWrong(4)).as("it is not typed to its end").isFalse();
        restore.read();
        assertThat(restore.codeProblem().get()).contains("3, 5");
        assertThat(phone.commands()).isEmpty();
    }

    @Test
    void nothingIsReplacedBeforeTheUserSaidSo() {
        phone.putContact(new Contact(0, "Bob", "sip:bob@example.org", false));
        type(CODE);
        restore.read();
        assertThat(restore.step().get()).isEqualTo(RestoreModel.Step.QUESTION);
        assertThat(phone.commands()).contains("readBackup my.backup " + CODE);
        assertThat(restore.found()).contains("12 entries");
        assertThat(restore.replaced()).contains("no accounts, one contact, no keys");
        restore.cancel();
        assertThat(restore.step().get()).isEqualTo(RestoreModel.Step.CODE);
        assertThat(restore.groups()).allMatch(group -> group.get().isEmpty());
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("restore"));
        assertThat(reopened).isEmpty();
    }

    @Test
    void telephoneIsOpenedAnewWithTheRestoredProfile() {
        assertThat(restore.replaced()).contains("nothing");
        type(CODE);
        restore.read();
        restore.restore();
        assertThat(phone.commands()).contains("restore my.backup " + CODE);
        assertThat(reopened).singleElement().satisfies(told -> assertThat(told).contains("12 entries", "changed key"));
    }

    @Test
    void failureLeavesFileAndCodeAsTheyWereTyped() {
        type(CODE);
        restore.read();
        phone.refuse("End the calls first");
        restore.restore();
        assertThat(restore.problem().get()).isEqualTo("End the calls first");
        assertThat(restore.step().get()).isEqualTo(RestoreModel.Step.CODE);
        assertThat(restore.groups().getFirst().get()).isEqualTo("1K4DX");
        assertThat(reopened).isEmpty();
    }

    @Test
    void missingFileIsTold() {
        restore.read();
        assertThat(restore.fileProblem().get()).isEqualTo("Which file?");
    }
}
