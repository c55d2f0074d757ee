// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.ui.control.Card;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** Which algorithms calls use: presets, the user's own order, and what comes of it. */
public final class CiphersView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("ciphers");

    /** From here on what would come of it stands beside the lists, so that both are seen at once. */
    private static final double WIDE = 740;

    private final Attachments attachments = new Attachments();
    private final CiphersModel model;
    private final PresetsPane presets;
    private final List<CipherList> lists = new ArrayList<>();
    private final ProspectsPane prospects = new ProspectsPane();
    private final Card preview;
    private final Card custom;
    private final Label told = Controls.label("", "cipher-told");
    private final Button undo;
    private final VBox column = new VBox();
    private final ScrollPane scroll;
    private final ScrollPane beside;

    /** @param back leaves the page */
    public CiphersView(CiphersModel model, Runnable back) {
        this.model = model;
        Button leave = Controls.iconButton(Icon.BACK, TEXTS.get("back"), back, "flat");
        leave.setId("ciphers-back");
        HBox heading = new HBox(leave, Controls.line(TEXTS.get("title"), "page-title"));
        heading.getStyleClass().add("page-heading");
        presets = new PresetsPane(model);
        preview = new Card(Icon.VERIFIED, TEXTS.get("preview"), prospects);
        undo = Controls.button(TEXTS.get("custom.undo"), model::undo);
        undo.setId("ciphers-undo");
        custom = custom();
        Label problem = Controls.label("", "problem");
        attachments.now(model.settings().problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
        column.getStyleClass().add("settings-column");
        VBox page = new VBox(heading, Controls.label(TEXTS.get("about"), "muted", "page-about"), problem, column);
        page.getStyleClass().add("page");
        scroll = Controls.scroll(page);
        setCenter(scroll);
        VBox side = new VBox();
        side.getStyleClass().add("cipher-side");
        beside = Controls.scroll(side);
        beside.getStyleClass().add("cipher-beside");
        // Seen from every row.
        HBox foot = new HBox(told);
        foot.getStyleClass().add("cipher-foot");
        Controls.showWhen(foot, told.visibleProperty());
        setBottom(foot);
        column.getChildren().addAll(new Card(Icon.KEY, TEXTS.get("presets"), presets), custom);
        attachments.onAny(this::fit, widthProperty());
        attachments.onAny(
                this::update,
                model.phone().settings(),
                model.phone().trust(),
                model.phone().contacts(),
                model.settings().problem(),
                model.told());
    }

    private Card custom() {
        told.setId("ciphers-told");
        told.setAccessibleRole(AccessibleRole.TEXT);
        Button reset = Controls.button(TEXTS.get("custom.reset"), model::reset);
        reset.setId("ciphers-reset");
        FlowPane actions = new FlowPane(reset, undo);
        actions.getStyleClass().add("action-row");
        for (Kind kind : Kind.values()) {
            lists.add(new CipherList(model, kind, this::reveal));
        }
        VBox all = new VBox();
        all.getStyleClass().add("cipher-lists");
        all.getChildren().addAll(lists);
        return new Card(
                Icon.EDIT, TEXTS.get("custom"), Controls.label(TEXTS.get("custom.about"), "muted"), actions, all);
    }

    private void update() {
        presets.show(model.preset());
        boolean own = model.preset() == AlgorithmPreset.CUSTOM;
        Controls.show(custom, own);
        if (own) {
            CipherOrder order = model.order();
            lists.forEach(list -> list.show(order));
        }
        told.setText(model.told().get());
        Controls.show(told, !model.told().get().isEmpty());
        Controls.show(undo, model.canUndo());
        prospects.show(model.prospects(), model.contactsWithoutKey());
    }

    private void fit() {
        boolean wide = getWidth() >= WIDE;
        VBox side = (VBox) beside.getContent();
        if (wide && !side.getChildren().contains(preview)) {
            column.getChildren().remove(preview);
            side.getChildren().setAll(preview);
            setRight(beside);
        } else if (!wide && !column.getChildren().contains(preview)) {
            side.getChildren().clear();
            setRight(null);
            column.getChildren().add(1, preview);
        }
    }

    /** Scrolls no more than it takes to see it. */
    private void reveal(Node node) {
        Controls.keepInView(scroll, node);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
