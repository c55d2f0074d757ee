// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.practice;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PracticeScenario;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;

/** Says in a call what is practised, and what to try; not there in any other call. */
public final class PracticeBanner extends HBox {

    private final Label title = Controls.label("", "practice-title");
    private final Label advice = Controls.label("", "practice-advice");
    private Optional<PracticeScenario> shown = Optional.empty();
    private boolean compact;

    public PracticeBanner() {
        setId("practice-banner");
        getStyleClass().add("practice-banner");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        // As the strip above it: a screen reader can go to it, and have it read again.
        setFocusTraversable(true);
        VBox words = new VBox(title, advice);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icon.PRACTICE.node("card-icon"), words);
        fit();
    }

    public void show(CallSnapshot call) {
        shown = PracticeScenario.of(call.peer());
        shown.ifPresent(scenario -> {
            title.setText(PracticeWords.heading(scenario));
            advice.setText(PracticeWords.advice(scenario, call));
            String spoken = title.getText() + ". " + advice.getText();
            if (!spoken.equals(getAccessibleText())) {
                setAccessibleText(spoken);
                notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
            }
        });
        fit();
    }

    /** @param compact leaves the room to what is being done */
    public void compact(boolean compact) {
        this.compact = compact;
        fit();
    }

    private void fit() {
        Controls.show(this, shown.isPresent() && !compact);
    }
}
