// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.image.Image;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.securecall.app.api.Settings;
import org.securecall.resources.Resources;
import org.securecall.ui.fx.Attachment;

/** Light, dark, or as the desktop has it; and the program's own style sheet and typeface. */
public final class Theme {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    private static final int[] ICON_SIZES = {16, 32, 48, 64, 128, 256};

    private Theme() {}

    /** Gives a window the program's icon. */
    public static void icons(Stage stage) {
        for (int size : ICON_SIZES) {
            stage.getIcons()
                    .add(new Image(
                            Resources.url("icon/securecall-" + size + ".png").toExternalForm()));
        }
    }

    /** Dresses everything under {@code root} and follows the settings and the desktop until the answer is closed. */
    public static Attachment dress(Parent root, ObservableValue<Settings> settings) {
        for (String face : new String[] {"Regular", "SemiBold"}) {
            Font.loadFont(Resources.url("font/Inter-" + face + ".otf").toExternalForm(), 14);
        }
        root.getStyleClass().add("securecall");
        root.getStylesheets().add(Resources.url("css/window.css").toExternalForm());
        ObservableValue<ColorScheme> desktop = Platform.getPreferences().colorSchemeProperty();
        InvalidationListener update = source -> {
            boolean dark = isDark(settings.getValue().theme(), desktop.getValue());
            Application.setUserAgentStylesheet(
                    dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
            root.pseudoClassStateChanged(DARK, dark);
        };
        settings.addListener(update);
        desktop.addListener(update);
        update.invalidated(settings);
        return () -> {
            settings.removeListener(update);
            desktop.removeListener(update);
        };
    }

    static boolean isDark(String theme, ColorScheme desktop) {
        return switch (theme) {
            case "dark" -> true;
            case "light" -> false;
            default -> desktop == ColorScheme.DARK;
        };
    }
}
