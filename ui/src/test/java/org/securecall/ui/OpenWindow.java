// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A window, in English, on a telephone that the test plays. It is closed after the test, and then nothing may stay attached. */
final class OpenWindow implements BeforeEachCallback, AfterEachCallback {

    private final ScriptedPhone phone;
    private Optional<SecureCallWindow> window = Optional.empty();
    private Optional<Stage> stage = Optional.empty();

    OpenWindow(ScriptedPhone phone) {
        this.phone = phone;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    /** With a clock that stands. */
    void open() {
        open(made -> new SecureCallWindow(phone, made, () -> {}, new HandClock()));
    }

    void open(Function<Stage, SecureCallWindow> how) {
        Showing.onFx(() -> {
            Stage made = new Stage();
            stage = Optional.of(made);
            window = Optional.of(how.apply(made));
            made.requestFocus();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    SecureCallWindow window() {
        return window.orElseThrow();
    }

    Stage stage() {
        return stage.orElseThrow();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (window.isPresent()) {
            Showing.onFx(() -> {
                window().close();
                return true;
            });
            assertThat(phone.listeners()).as("whatever attaches detaches").isZero();
        }
    }
}
