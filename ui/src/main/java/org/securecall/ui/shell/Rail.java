// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/** The pages, at the left; icons alone where the window is narrow. */
final class Rail extends VBox {

    private static final Texts TEXTS = Texts.of("shell");

    private static final double BADGE_ASIDE = 9;

    private final Map<Page, ToggleButton> buttons = new LinkedHashMap<>();
    private final Label brand = Controls.line(TEXTS.get("program"), "brand-name");
    private final Button shortcuts;

    Rail(ShellModel model, Runnable showShortcuts) {
        getStyleClass().add("rail");
        StackPane logo = new StackPane(Icon.VERIFIED.node());
        logo.getStyleClass().addAll("logo", "small");
        HBox head = new HBox(logo, brand);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("brand");
        getChildren().add(head);
        page(model, Page.CONTACTS, Icon.CONTACTS, TEXTS.get("page.contacts"), "rail-contacts");
        page(model, Page.DIAL, Icon.DIALPAD, TEXTS.get("page.dial"), "rail-dial");
        page(model, Page.HISTORY, Icon.HISTORY, TEXTS.get("page.history"), "rail-history");
        page(model, Page.KEYS, Icon.SHIELD, TEXTS.get("page.security"), "rail-security");
        page(model, Page.DIAGNOSTICS, Icon.DIAGNOSTICS, TEXTS.get("page.diagnostics"), "rail-diagnostics");
        page(model, Page.SETTINGS, Icon.SETTINGS, TEXTS.get("page.settings"), "rail-settings");
        shortcuts = Controls.button(Icon.KEYBOARD, TEXTS.get("shortcuts"), showShortcuts, "rail-item");
        shortcuts.setMaxWidth(Double.MAX_VALUE);
        shortcuts.setAlignment(Pos.CENTER_LEFT);
        shortcuts.setId("rail-shortcuts");
        shortcuts.setTooltip(new Tooltip(TEXTS.get("shortcuts")));
        getChildren().addAll(Controls.space(), shortcuts);
    }

    private void page(ShellModel model, Page page, Icon icon, String text, String id) {
        ToggleButton button = new ToggleButton(text, icon.node());
        button.setId(id);
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.getStyleClass().add("rail-item");
        button.setOnAction(event -> {
            model.show(page);
            select(model.page().get());
        });
        buttons.put(page, button);
        getChildren().add(button);
    }

    void select(Page page) {
        Page listed = Page.origin(page);
        Page here = listed instanceof Page.Diagnostics ? Page.DIAGNOSTICS : listed;
        buttons.forEach((each, button) -> button.setSelected(each.equals(here)));
    }

    /** @param count of the calls that nobody saw yet */
    void missed(int count) {
        ToggleButton button = Objects.requireNonNull(buttons.get(Page.HISTORY));
        FontIcon icon = Icon.HISTORY.node();
        Label badge = Controls.line(Integer.toString(count), "rail-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.setTranslateX(BADGE_ASIDE);
        badge.setTranslateY(-BADGE_ASIDE);
        button.setGraphic(count == 0 ? icon : new StackPane(icon, badge));
        String said = count == 0 ? TEXTS.get("page.history") : TEXTS.get("page.history.missed", count);
        button.setAccessibleText(said);
        button.getTooltip().setText(said);
    }

    void narrow(boolean narrow) {
        pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), narrow);
        Controls.show(brand, !narrow);
        buttons.values().forEach(button -> fit(button, narrow));
        fit(shortcuts, narrow);
        setMinWidth(Region.USE_PREF_SIZE);
    }

    private static void fit(ButtonBase button, boolean narrow) {
        button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        button.setAlignment(narrow ? Pos.CENTER : Pos.CENTER_LEFT);
    }
}
