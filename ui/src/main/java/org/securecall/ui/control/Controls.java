// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.securecall.ui.fx.FxThread;

/** Makes the window's common controls, each with its accessible text. */
public final class Controls {

    private Controls() {}

    public static Button button(String text, Runnable action, String... styleClasses) {
        Button button = new Button(text);
        button.setOnAction(event -> action.run());
        button.getStyleClass().addAll(styleClasses);
        button.setAccessibleText(text);
        return button;
    }

    public static Button button(Icon icon, String text, Runnable action, String... styleClasses) {
        Button button = button(text, action, styleClasses);
        button.setGraphic(icon.node());
        return button;
    }

    /** A button that shows an icon alone; {@code text} is its tooltip and what a screen reader says. */
    public static Button iconButton(Icon icon, String text, Runnable action, String... styleClasses) {
        Button button = button(icon, text, action, styleClasses);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(text));
        return button;
    }

    /** Gives a button another text, everywhere it shows. */
    public static void name(ButtonBase button, String text) {
        button.setText(text);
        button.setAccessibleText(text);
        if (button.getTooltip() != null) {
            button.getTooltip().setText(text);
        }
    }

    /** A label that breaks its lines. */
    public static Label label(String text, String... styleClasses) {
        Label label = new WrappedLabel(text);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** A label of one line, cut short with an ellipsis where there is no room. */
    public static Label line(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        label.setMinWidth(0);
        return label;
    }

    public static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        VBox.setVgrow(space, Priority.ALWAYS);
        return space;
    }

    /** Takes part in the layout only while {@code shown}. */
    public static void showWhen(Node node, ObservableValue<Boolean> shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(node.visibleProperty());
    }

    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Replaces the one style class of a family, such as {@code tone-good} of {@code tone-}. */
    public static void styleFamily(Node node, String family, String member) {
        node.getStyleClass().removeIf(name -> name.startsWith(family));
        node.getStyleClass().add(family + member);
    }

    /** Gives {@code node} the focus as soon as it is in a window. */
    public static void focus(Node node) {
        if (node.getScene() != null) {
            FxThread.INSTANCE.execute(node::requestFocus);
            return;
        }
        node.sceneProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Scene> value, Scene before, Scene scene) {
                value.removeListener(this);
                FxThread.INSTANCE.execute(node::requestFocus);
            }
        });
    }

    /** Scrolls the page so that {@code node} begins at its top, as soon as it is in a window. */
    public static void reveal(Node node) {
        FxThread.INSTANCE.execute(() -> {
            Scene scene = node.getScene();
            if (scene == null) {
                return;
            }
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            for (Parent at = node.getParent(); at != null; at = at.getParent()) {
                if (at instanceof ScrollPane page && page.getContent() != null) {
                    Node content = page.getContent();
                    double top = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()))
                            .getMinY();
                    double room = content.getBoundsInLocal().getHeight()
                            - page.getViewportBounds().getHeight();
                    if (room > 0) {
                        page.setVvalue(Math.clamp(top / room, 0, 1));
                    }
                    return;
                }
            }
        });
    }

    /** Scrolls the page no further than it takes for all of {@code node} to be seen. */
    public static void keepInView(ScrollPane page, Node node) {
        Node content = page.getContent();
        page.layout();
        double seen = page.getViewportBounds().getHeight();
        double range = content.getLayoutBounds().getHeight() - seen;
        if (range > 0) {
            Bounds box = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
            double top = page.getVvalue() * range;
            double wanted = Math.clamp(top, Math.min(box.getMaxY() - seen, box.getMinY()), box.getMinY());
            page.setVvalue(Math.clamp(wanted / range, 0, 1));
        }
    }

    /** A page that scrolls up and down alone. */
    public static ScrollPane scroll(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("page-scroll");
        return scroll;
    }
}
