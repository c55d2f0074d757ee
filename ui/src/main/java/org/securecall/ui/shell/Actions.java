// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.securecall.ui.fx.Attachment;

/** Everything that has a shortcut. The keyboard and the sheet of shortcuts both read it. */
final class Actions {

    /**
     * @param text what it does
     * @param run does it; false where there was nothing to do, and the key goes on to others
     */
    record Action(KeyCombination keys, String text, BooleanSupplier run) {}

    private final List<Action> all = new ArrayList<>();

    void add(String keys, String text, BooleanSupplier run) {
        all.add(new Action(KeyCombination.valueOf(keys), text, run));
    }

    void add(String keys, String text, Runnable run) {
        add(keys, text, () -> {
            run.run();
            return true;
        });
    }

    List<Action> all() {
        return List.copyOf(all);
    }

    /** Listens after the controls: what one of them used is not for us. */
    Attachment install(Scene scene) {
        EventHandler<KeyEvent> handler = event -> {
            for (Action action : all) {
                if (action.keys.match(event) && action.run.getAsBoolean()) {
                    event.consume();
                    return;
                }
            }
        };
        scene.addEventHandler(KeyEvent.KEY_PRESSED, handler);
        return () -> scene.removeEventHandler(KeyEvent.KEY_PRESSED, handler);
    }
}
