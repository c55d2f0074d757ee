// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import org.securecall.ui.control.Controls;
import org.securecall.ui.fx.Attachments;

/** Labels that are there only while they say something. */
final class Shown {

    private Shown() {}

    static Label label(String id, ObservableValue<String> text, Attachments attachments, String... styleClasses) {
        Label label = Controls.label("", styleClasses);
        label.setId(id);
        attachments.now(text, now -> {
            label.setText(now);
            Controls.show(label, !now.isEmpty());
        });
        return label;
    }
}
