// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Retention;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** How long past calls are kept, in the settings of a telephone that the test plays. */
class HistorySettingsTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private Optional<SecureCallWindow> window = Optional.empty();

    @BeforeAll
    static void speakEnglish() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() {
        Showing.onFx(() -> {
            Stage made = new Stage();
            window = Optional.of(new SecureCallWindow(phone, made, () -> {}, new HandClock()));
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
        Showing.fire("#rail-settings");
    }

    @AfterEach
    void close() {
        Showing.onFx(() -> {
            window.orElseThrow().close();
            return true;
        });
        assertThat(phone.listeners()).as("whatever attaches detaches").isZero();
    }

    @Test
    void timeThatPastCallsAreKeptIsChosen() {
        assertThat(phone.settings().pastCalls()).isEqualTo(Retention.FOREVER);
        ComboBox<?> keep = (ComboBox<?>) Showing.node("#history-keep");
        Showing.onFx(() -> {
            keep.getSelectionModel().select(3);
            return true;
        });
        Showing.await(() -> phone.settings().pastCalls().equals(Retention.ofDays(30)));
    }

    @Test
    void historyIsClearedAfterAQuestionAlone() {
        Showing.fire("#history-clear");
        Showing.fire("#history-clear-no");
        assertThat(phone.commands()).doesNotContain("clearHistory");
        Showing.fire("#history-clear");
        Showing.fire("#history-clear-yes");
        Showing.await(() -> phone.commands().contains("clearHistory"));
        Showing.await(() -> Showing.text("#history-result").equals("The call history is empty."));
    }

    @Test
    void refusalIsTold() {
        phone.refuse("The disk is full");
        Showing.fire("#history-clear");
        Showing.fire("#history-clear-yes");
        Showing.await(() -> Showing.text("#history-result").equals("The disk is full"));
        assertThat(Showing.has("#history-clear")).isTrue();
    }
}
