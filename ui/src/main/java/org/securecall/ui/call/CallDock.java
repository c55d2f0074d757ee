// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.call;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.app.api.CallSnapshot;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.fx.FxThread;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.SecurityWords;
import org.securecall.ui.security.Tone;
import org.securecall.ui.text.Texts;

/** One call at the bottom of the window while another page is shown. */
public final class CallDock extends HBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("call");

    private final Attachments attachments = new Attachments();
    private final CallModel model;
    private final Avatar avatar = new Avatar(36);
    private final Label name = Controls.line("", "dock-name");
    private final FontIcon icon = Icon.SHIELD.node("dock-icon");
    private final Label security = Controls.line("", "dock-security");
    private final HBox securityRow = new HBox(icon, security);
    private final Label time = Controls.line("", "dock-time");
    private final Button open;
    private final Button answer;
    private final Button mute;
    private final Button hangUp;

    /** @param open shows the call itself */
    public CallDock(CallModel model, Runnable open) {
        this.model = model;
        getStyleClass().add("call-dock");
        setAlignment(Pos.CENTER_LEFT);
        this.open = Controls.iconButton(Icon.OPEN, TEXTS.get("dock.open"), open, "flat");
        this.open.setId("dock-open");
        answer = Controls.iconButton(Icon.CALL, TEXTS.get("answer"), model::answer, "round", "small", "answer");
        answer.setId("dock-answer");
        mute = Controls.iconButton(Icon.MICROPHONE, TEXTS.get("mute"), model::toggleMuted, "round", "small");
        hangUp = Controls.iconButton(Icon.HANG_UP, TEXTS.get("hangup"), model::hangUp, "round", "small", "hang-up");
        hangUp.setId("dock-hang-up");
        securityRow.setAlignment(Pos.CENTER_LEFT);
        securityRow.getStyleClass().add("dock-security-row");
        VBox words = new VBox(name, securityRow);
        time.setMinWidth(USE_PREF_SIZE);
        words.setMinWidth(0);
        words.setOnMouseClicked(event -> open.run());
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(avatar, words, time, this.open, answer, mute, hangUp);
        attachments.now(model.call(), this::show);
        attachments.add(FxThread.everySecond(this::tick));
    }

    private void show(CallSnapshot call) {
        SecurityWords words = model.security();
        name.setText(model.name());
        if (Addresses.isPractice(call.peer())) {
            avatar.icon(Icon.PRACTICE);
        } else {
            avatar.person(model.name());
        }
        avatar.trust(words.tone() == Tone.NEUTRAL ? "none" : words.tone().style());
        words.icon().show(icon);
        security.setText(model.ringsHere() ? TEXTS.get("state.incoming") : words.title());
        Controls.styleFamily(securityRow, "tone-", words.tone().style());
        open.setAccessibleText(TEXTS.get("dock.open.accessible", model.name()));
        boolean rings = model.ringsHere();
        Controls.show(answer, rings);
        Controls.show(mute, !rings && call.state() == CallSnapshot.State.ACTIVE && !call.microphoneBlocked());
        mute.setGraphic((call.muted() ? Icon.MICROPHONE_OFF : Icon.MICROPHONE).node());
        Controls.name(mute, call.muted() ? TEXTS.get("unmute") : TEXTS.get("mute"));
        Controls.name(hangUp, rings ? TEXTS.get("decline") : TEXTS.get("hangup"));
        tick();
    }

    private void tick() {
        time.setText(model.duration());
    }

    @Override
    public void close() {
        attachments.close();
    }
}
