// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.securecall.app.api.QrCode;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** A QR code to be scanned, with its text to copy and the way into a file; nothing while there is none. */
final class QrPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("identity");
    private static final double PIXELS_PER_MODULE = 4;

    private final Attachments attachments = new Attachments();
    private final Canvas canvas = new Canvas();
    private final TextField text = new TextField();

    /**
     * @param id what the ids of its nodes begin with
     * @param save into a new file
     */
    QrPane(String id, ObservableValue<Optional<QrCode>> code, Consumer<Path> save) {
        getStyleClass().add("choices");
        // A picture alone could not show that it has the focus.
        StackPane frame = new StackPane(canvas);
        frame.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        frame.getStyleClass().add("qr-frame");
        frame.setId(id + "-code");
        frame.setFocusTraversable(true);
        frame.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        frame.setAccessibleText(TEXTS.get("code"));
        text.setId(id + "-text");
        text.setEditable(false);
        text.getStyleClass().add("mono");
        Button file = Controls.button(
                Icon.FILE, TEXTS.get("save"), () -> Pictures.toWrite(this).ifPresent(save));
        file.setId(id + "-save");
        FlowPane row = new FlowPane(file);
        row.getStyleClass().add("action-row");
        getChildren().addAll(frame, new Field(TEXTS.get("code.text"), text, ""), row);
        attachments.now(code, now -> {
            Controls.show(this, now.isPresent());
            now.ifPresentOrElse(this::draw, () -> text.setText(""));
        });
    }

    /** Dark on light whatever the theme: not every reader takes the opposite. */
    private void draw(QrCode code) {
        double side = (code.size() + 2 * QrCode.QUIET_ZONE) * PIXELS_PER_MODULE;
        canvas.setWidth(side);
        canvas.setHeight(side);
        GraphicsContext paint = canvas.getGraphicsContext2D();
        paint.setFill(Color.WHITE);
        paint.fillRect(0, 0, side, side);
        paint.setFill(Color.BLACK);
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                if (code.dark(column, row)) {
                    paint.fillRect(
                            (column + QrCode.QUIET_ZONE) * PIXELS_PER_MODULE,
                            (row + QrCode.QUIET_ZONE) * PIXELS_PER_MODULE,
                            PIXELS_PER_MODULE,
                            PIXELS_PER_MODULE);
                }
            }
        }
        text.setText(code.text());
    }

    @Override
    public void close() {
        attachments.close();
    }
}
