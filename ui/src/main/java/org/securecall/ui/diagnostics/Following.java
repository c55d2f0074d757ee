// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.diagnostics;

import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/**
 * Scrolls a list to its last line, over as many pulses as it needs: how high the lines are is known only once they were laid out, and
 * a list that guessed wrongly takes itself to be at its end before it is.
 */
final class Following extends AnimationTimer {

    private static final int MOST_PULSES = 30;

    private final ListView<?> list;
    private int left;

    Following(ListView<?> list) {
        this.list = list;
    }

    /** Begins anew. */
    void begin() {
        left = MOST_PULSES;
        start();
    }

    @Override
    public void handle(long now) {
        int last = list.getItems().size() - 1;
        if (left == 0 || last < 0 || (left < MOST_PULSES && isSeen(last))) {
            stop();
            return;
        }
        if (left == MOST_PULSES) {
            list.scrollTo(last);
        } else if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            flow.scrollPixels(list.getHeight());
        }
        left--;
    }

    private boolean isSeen(int line) {
        double bottom = list.localToScene(list.getLayoutBounds()).getMaxY();
        return list.lookupAll(".list-cell").stream()
                .filter(node -> node instanceof ListCell<?> cell && cell.getIndex() == line && cell.isVisible())
                .anyMatch(cell -> bottomOf(cell) <= bottom + 1);
    }

    private static double bottomOf(Node cell) {
        return cell.localToScene(cell.getLayoutBounds()).getMaxY();
    }
}
