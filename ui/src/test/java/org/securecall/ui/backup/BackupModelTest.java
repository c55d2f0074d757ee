// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class BackupModelTest {

    @TempDir
    Path folder;

    private final ScriptedPhone phone = new ScriptedPhone();
    private final BackupModel backup = new BackupModel(new PhoneModel(phone, Runnable::run), count -> 2);

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    private Path begin() {
        Path file = folder.resolve("my.backup");
        backup.file().set(file.toString());
        backup.begin();
        return file;
    }

    @Test
    void codeIsShownOnceAndOneGroupIsAskedBack() {
        begin();
        assertThat(backup.step().get()).isEqualTo(BackupModel.Step.CODE);
        assertThat(backup.code()).hasSize(7);
        assertThat(backup.asked()).isEqualTo(3);
        assertThat(backup.contents()).isEqualTo("12 entries, 34 events of keys and 567 past calls.");
        backup.typed().set("3a7tw");
        backup.confirm();
        assertThat(backup.step().get()).as("it is not said to be noted").isEqualTo(BackupModel.Step.CODE);
        backup.noted().set(true);
        backup.typed().set("4PHC0");
        backup.confirm();
        assertThat(backup.typedProblem().get()).contains("not group 3");
        backup.typed().set(" 3a7-tw ");
        backup.confirm();
        assertThat(backup.step().get()).isEqualTo(BackupModel.Step.FILE);
        assertThat(backup.code()).isEmpty();
        assertThat(backup.result().get()).contains("my.backup");
    }

    @Test
    void lettersThatLookLikeDigitsCountAsThese() {
        BackupModel fourth = new BackupModel(new PhoneModel(phone, Runnable::run), count -> 3);
        fourth.file().set(folder.resolve("fourth").toString());
        fourth.begin();
        fourth.noted().set(true);
        fourth.typed().set("4phcO");
        fourth.confirm();
        assertThat(fourth.result().get()).isNotEmpty();
    }

    @Test
    void backupWhoseCodeWasNotNotedIsDeleted() {
        Path file = begin();
        assertThat(file).exists();
        backup.discard();
        assertThat(file).doesNotExist();
        assertThat(backup.code()).isEmpty();
        assertThat(backup.result().get()).isEqualTo("The backup was deleted.");
    }

    @Test
    void fileThatIsThereIsNotReplaced() throws Exception {
        Files.writeString(folder.resolve("my.backup"), "before");
        Path file = begin();
        assertThat(backup.fileProblem().get()).contains("another name");
        assertThat(phone.commands()).isEmpty();
        assertThat(file).hasContent("before");
    }

    @Test
    void missingNameAndImpossibleNameAreTold() {
        backup.begin();
        assertThat(backup.fileProblem().get()).isEqualTo("Which file?");
        backup.file().set("a\0b");
        backup.begin();
        assertThat(backup.fileProblem().get()).isEqualTo("This is no name of a file.");
        assertThat(phone.commands()).isEmpty();
    }

    @Test
    void failureIsToldAtTheFile() {
        phone.refuse("The disk is full");
        begin();
        assertThat(backup.fileProblem().get()).isEqualTo("The disk is full");
        assertThat(backup.step().get()).isEqualTo(BackupModel.Step.FILE);
    }
}
