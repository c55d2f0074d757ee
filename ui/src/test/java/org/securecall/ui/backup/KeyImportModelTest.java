// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.ForeignKeys;
import org.securecall.app.api.OtherTelephone;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class KeyImportModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final KeyImportModel keys = new KeyImportModel(new PhoneModel(phone, Runnable::run));

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    private void read() {
        keys.make().set(OtherTelephone.JITSI);
        keys.file().set("GNUZRTP4J.zid");
        keys.read();
    }

    @Test
    void identifierWithMostKeysIsProposedAndTakenOverOnlyWhenAsked() {
        read();
        assertThat(keys.step().get()).isEqualTo(KeyImportModel.Step.QUESTION);
        assertThat(phone.commands()).containsExactly("readKeys JITSI GNUZRTP4J.zid");
        assertThat(keys.chosen().get()).map(ForeignKeys.Identifier::zid).contains("19c2d3e4f5a6b7c8d9e0f1a2");
        assertThat(keys.leftOut()).contains("has expired", "is not in use");
        keys.takeOver();
        assertThat(phone.commands()).contains("importKeys JITSI GNUZRTP4J.zid 19c2d3e4f5a6b7c8d9e0f1a2");
        assertThat(keys.result().get()).isEqualTo("9 keys were taken over, 4 of them verified.");
        assertThat(keys.step().get()).isEqualTo(KeyImportModel.Step.FILE);
    }

    @Test
    void anotherIdentifierCanBeChosen() {
        read();
        keys.chosen().set(Optional.of(keys.identifiers().getFirst()));
        keys.takeOver();
        assertThat(phone.commands()).contains("importKeys JITSI GNUZRTP4J.zid 0a1b2c3d4e5f60718293a4b5");
    }

    @Test
    void cancelledImportChangesNothing() {
        read();
        keys.cancel();
        assertThat(keys.step().get()).isEqualTo(KeyImportModel.Step.FILE);
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("importKeys"));
    }

    @Test
    void failureIsTold() {
        read();
        phone.refuse("This profile knows keys already");
        keys.takeOver();
        assertThat(keys.problem().get()).isEqualTo("This profile knows keys already");
        assertThat(keys.result().get()).isEmpty();
    }

    @Test
    void missingFileIsTold() {
        keys.read();
        assertThat(keys.problem().get()).isEqualTo("Which file?");
        assertThat(phone.commands()).isEmpty();
    }
}
