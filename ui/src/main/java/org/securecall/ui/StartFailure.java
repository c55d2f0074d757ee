// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.securecall.app.api.Settings;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.Icon;
import org.securecall.ui.control.Theme;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.text.Texts;

/** Says why the program cannot start. */
final class StartFailure {

    private static final Texts TEXTS = Texts.of("shell");

    private StartFailure() {}

    /** @param closed runs when the user has read it */
    static void show(String reason, Runnable closed) {
        Stage stage = new Stage();
        Button close = Controls.button(TEXTS.get("start.close"), stage::hide, "accent");
        close.setDefaultButton(true);
        close.setCancelButton(true);
        VBox root = new VBox(new EmptyState(Icon.ERROR, TEXTS.get("start.failed"), reason, close));
        root.setAlignment(Pos.CENTER);
        Attachment dress = Theme.dress(root, new ReadOnlyObjectWrapper<>(Settings.DEFAULT));
        stage.setTitle(TEXTS.get("program"));
        stage.setScene(new Scene(root, 480, 320));
        stage.setOnHidden(event -> {
            dress.close();
            closed.run();
        });
        stage.show();
    }
}
