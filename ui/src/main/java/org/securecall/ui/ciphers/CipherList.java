// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.ui.control.Controls;

/**
 * The algorithms of one kind. One line of it is in the order of Tab; the arrows go from line to line, with Alt they move the line, and
 * so does the mouse.
 */
final class CipherList extends VBox {

    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");
    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

    private final CiphersModel model;
    private final Kind kind;
    private final Consumer<Node> reveal;
    private final VBox lines = new VBox();

    /** The one that Tab comes to; none before it was moved to for the first time. */
    private String current = "";

    private double dragFrom;

    /** @param reveal scrolls until a node is seen */
    CipherList(CiphersModel model, Kind kind, Consumer<Node> reveal) {
        this.model = model;
        this.kind = kind;
        this.reveal = reveal;
        getStyleClass().add("cipher-list");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        lines.getStyleClass().add("cipher-lines");
        getChildren()
                .addAll(
                        Controls.label(CipherWords.kind(kind), "pane-title"),
                        Controls.label(CipherWords.about(kind), "muted"),
                        lines);
    }

    void show(CipherOrder order) {
        boolean focused = lines.getChildren().stream().anyMatch(Node::isFocused);
        List<CipherRow> rows = order.rows(kind);
        if (rows.stream().noneMatch(row -> row.name().equals(current))) {
            current = rows.getFirst().name();
        }
        lines.getChildren().clear();
        int on = order.on(kind).size();
        rows.forEach(row -> lines.getChildren().add(line(row, on)));
        if (focused) {
            focus(current);
        }
    }

    private CipherLine line(CipherRow row, int on) {
        CipherLine line = new CipherLine(row, on, () -> toggle(row));
        line.setFocusTraversable(row.name().equals(current));
        line.focusedProperty().addListener((focused, before, now) -> {
            if (now) {
                at(row.name());
                reveal.accept(line);
            }
        });
        line.setOnKeyPressed(event -> onKey(event, row));
        line.setOnMousePressed(event -> {
            dragFrom = event.getSceneY();
            focus(row.name());
        });
        line.setOnMouseDragged(event -> onDrag(event, line));
        line.setOnMouseReleased(event -> onDrop(event, line));
        return line;
    }

    private void toggle(CipherRow row) {
        current = row.name();
        model.toggle(kind, row.name());
        focus(row.name());
    }

    private void onKey(KeyEvent event, CipherRow row) {
        boolean plain = !event.isShiftDown() && !event.isControlDown() && !event.isMetaDown();
        switch (event.getCode()) {
            case UP, DOWN -> {
                int by = event.getCode() == KeyCode.UP ? -1 : 1;
                if (plain && event.isAltDown()) {
                    model.move(kind, row.name(), by);
                    focus(row.name());
                    event.consume();
                } else if (plain) {
                    neighbour(row, by);
                    event.consume();
                }
            }
            case SPACE -> {
                if (plain && !event.isAltDown()) {
                    toggle(row);
                    event.consume();
                }
            }
            default -> {}
        }
    }

    private void neighbour(CipherRow row, int by) {
        List<CipherRow> rows = rows();
        int next = rows.indexOf(row) + by;
        if (next >= 0 && next < rows.size()) {
            focus(rows.get(next).name());
        }
    }

    private List<CipherRow> rows() {
        return lines.getChildren().stream()
                .map(node -> ((CipherLine) node).row())
                .toList();
    }

    private void focus(String name) {
        at(name);
        for (Node node : lines.getChildren()) {
            if (((CipherLine) node).row().name().equals(name)) {
                node.requestFocus();
            }
        }
    }

    /** From now on Tab comes to this line, however the focus came there. */
    private void at(String name) {
        current = name;
        for (Node node : lines.getChildren()) {
            node.setFocusTraversable(((CipherLine) node).row().name().equals(name));
        }
    }

    private void onDrag(MouseEvent event, CipherLine line) {
        if (event.getButton() == MouseButton.PRIMARY && line.row().isOn()) {
            line.pseudoClassStateChanged(DRAGGED, true);
            line.setViewOrder(-1);
            line.setTranslateY(event.getSceneY() - dragFrom);
            int place = placeAt(event.getSceneY());
            for (Node other : lines.getChildren()) {
                other.pseudoClassStateChanged(
                        TARGET, other != line && ((CipherLine) other).row().place() == place);
            }
            event.consume();
        }
    }

    private void onDrop(MouseEvent event, CipherLine line) {
        if (line.getTranslateY() != 0) {
            int place = placeAt(event.getSceneY());
            line.setTranslateY(0);
            line.setViewOrder(0);
            line.pseudoClassStateChanged(DRAGGED, false);
            lines.getChildren().forEach(other -> other.pseudoClassStateChanged(TARGET, false));
            current = line.row().name();
            model.place(kind, line.row().name(), place);
            focus(current);
            event.consume();
        }
    }

    /** Of those that are on, the place over which the mouse is. */
    private int placeAt(double sceneY) {
        double y = lines.sceneToLocal(0, sceneY).getY();
        int last = 1;
        for (Node node : lines.getChildren()) {
            CipherLine line = (CipherLine) node;
            if (!line.row().isOn()) {
                break;
            }
            last = line.row().place();
            if (y < line.getLayoutY() + line.getHeight()) {
                break;
            }
        }
        return last;
    }
}
