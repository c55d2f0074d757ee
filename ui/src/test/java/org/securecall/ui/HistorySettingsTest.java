// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.securecall.app.api.Retention;

/** How long past calls are kept, in the settings of a telephone that the test plays. */
class HistorySettingsTest {

    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @BeforeEach
    void open() {
        window.open();
        Showing.fire("#rail-settings");
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
