// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.call;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.app.api.CallSnapshot;
import org.securecall.media.api.Levels;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.control.Keypad;
import org.securecall.ui.control.LevelMeter;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.fx.FxThread;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.practice.PracticeBanner;
import org.securecall.ui.sas.SasModel;
import org.securecall.ui.sas.SasPane;
import org.securecall.ui.security.SecurityStrip;
import org.securecall.ui.security.SecurityWords;
import org.securecall.ui.security.Tone;
import org.securecall.ui.text.Texts;

/** A call: the strip that says how safe it is, the person, the controls, and at the side the comparison of the code. */
public final class CallView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("call");
    /** Below this the comparison takes the place of the call's controls instead of standing at the side. */
    private static final double WIDE = 700;

    private final Attachments attachments = new Attachments();
    private final CallModel model;
    private final Runnable leave;
    private final Runnable happened;
    private final SecurityStrip strip;
    private final PracticeBanner practice = new PracticeBanner();
    private final Avatar avatar = new Avatar(112);
    private final Label name = Controls.label("", "call-name");
    private final Label address = Controls.line("", "muted");
    private final Label state = Controls.label("", "call-state");
    private final Label problem = Controls.label("", "problem");
    private final LevelMeter microphone = new LevelMeter();
    private final LevelMeter speaker = new LevelMeter();
    private final FontIcon muteIcon = Icon.MICROPHONE.node();
    private final ToggleButton mute = new ToggleButton();
    private final Label muteName = new Label();
    private final ToggleButton hold = new ToggleButton();
    private final Label holdName = new Label();
    private final CallDetails details = new CallDetails();
    private final VBox person = new VBox();
    private final HBox meters;
    /** In a narrow window in two rows. */
    private final FlowPane controls = new FlowPane();

    private final BorderPane centre = new BorderPane();
    private final ScrollPane scroll;
    private final StackPane side = new StackPane();
    private final BooleanProperty keypadShown = new SimpleBooleanProperty();
    private final BooleanProperty detailsShown = new SimpleBooleanProperty();
    private Optional<SasPane> sasPane = Optional.empty();

    /**
     * @param leave goes back to where the user was, once the call is over
     * @param keys shows the keys of the person with an address
     * @param happened shows what the security log says of the call
     */
    public CallView(CallModel model, Runnable leave, Consumer<String> keys, Runnable happened) {
        this.model = model;
        this.happened = happened;
        this.leave = leave;
        getStyleClass().add("call-view");
        strip = new SecurityStrip(model::offer);
        strip.setId("security-strip");
        meters = meters();
        setTop(new VBox(strip, practice));
        scroll = Controls.scroll(content(keys));
        scroll.setFitToHeight(true);
        VBox bottom = new VBox(problem, controls);
        bottom.setAlignment(Pos.CENTER);
        bottom.getStyleClass().add("call-bottom");
        centre.setBottom(bottom);
        setCenter(centre);
        side.getStyleClass().add("call-side");
        attachments.now(model.call(), this::show);
        attachments.now(model.comparing(), this::compare);
        attachments.onAny(this::placeSide, widthProperty());
        attachments.now(model.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
        attachments.add(FxThread.everySecond(this::tick));
        attachments.add(FxThread.meter(this::meter));
    }

    /** Opens the details, where the keys of the person were looked at from. */
    public void focusKeys() {
        if (!model.ended()) {
            detailsShown.set(true);
            details.focusKeys();
        }
    }

    private VBox content(Consumer<String> keys) {
        StackPane ring = new StackPane(avatar);
        person.getChildren().addAll(ring, name, address, state);
        person.setAlignment(Pos.TOP_CENTER);
        person.getStyleClass().add("call-person");
        Keypad keypad = new Keypad(model::digit);
        keypad.getStyleClass().add("small");
        Controls.showWhen(keypad, keypadShown);
        details.onCompare(model::compare);
        details.onKeys(() -> keys.accept(model.call().get().peer()));
        details.onHappened(happened);
        Controls.showWhen(details, detailsShown);
        controls.setAlignment(Pos.CENTER);
        controls.getStyleClass().add("call-controls");
        problem.getStyleClass().add("centred");
        VBox content = new VBox(person, meters, keypad, details);
        content.setAlignment(Pos.CENTER);
        content.getStyleClass().add("call-content");
        return content;
    }

    private HBox meters() {
        VBox mine = new VBox(heading(Icon.MICROPHONE, TEXTS.get("meter.microphone")), microphone);
        VBox theirs = new VBox(heading(Icon.SPEAKER, TEXTS.get("meter.speaker")), speaker);
        HBox row = new HBox(mine, theirs);
        for (VBox half : new VBox[] {mine, theirs}) {
            half.getStyleClass().add("meter-box");
            HBox.setHgrow(half, Priority.ALWAYS);
        }
        row.getStyleClass().add("meters");
        row.setAlignment(Pos.CENTER);
        return row;
    }

    private static Node heading(Icon icon, String text) {
        HBox row = new HBox(icon.node("meter-icon"), Controls.line(text, "meter-name"));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("meter-heading");
        return row;
    }

    private void show(CallSnapshot call) {
        SecurityWords words = model.security();
        strip.show(words);
        practice.show(call);
        String shownName = model.name();
        name.setText(shownName);
        if (Addresses.isPractice(call.peer())) {
            avatar.icon(Icon.PRACTICE);
            address.setText(TEXTS.get("practice.address"));
        } else {
            avatar.person(shownName);
            address.setText(Addresses.shown(call.peer()));
        }
        avatar.trust(words.tone() == Tone.NEUTRAL ? "none" : words.tone().style());
        details.show(call, model.account());
        boolean talking = call.state() == CallSnapshot.State.ACTIVE || call.state() == CallSnapshot.State.EARLY;
        Controls.show(meters, talking);
        if (model.ended()) {
            keypadShown.set(false);
        }
        showControls();
        showMuted(call);
        showHeld(call);
        tick();
    }

    private void showMuted(CallSnapshot call) {
        boolean off = call.muted() || call.microphoneBlocked();
        (off ? Icon.MICROPHONE_OFF : Icon.MICROPHONE).show(muteIcon);
        mute.setSelected(call.muted());
        mute.setDisable(call.microphoneBlocked());
        String text = call.microphoneBlocked()
                ? TEXTS.get("blocked")
                : call.muted() ? TEXTS.get("unmute") : TEXTS.get("mute");
        muteName.setText(text);
        mute.setAccessibleText(text);
    }

    private void showHeld(CallSnapshot call) {
        hold.setSelected(call.hold().local());
        hold.setDisable(call.state() != CallSnapshot.State.ACTIVE);
        String text = call.hold().local() ? TEXTS.get("resume") : TEXTS.get("hold");
        holdName.setText(text);
        hold.setAccessibleText(text);
    }

    private void showControls() {
        String wanted = model.ended() ? "ended" : model.ringsHere() ? "rings" : "talks";
        if (wanted.equals(controls.getUserData())) {
            return;
        }
        controls.setUserData(wanted);
        switch (wanted) {
            case "ended" -> {
                Button again = Controls.button(Icon.BACK, TEXTS.get("leave"), leave, "accent", "large");
                again.setId("call-leave");
                Button what = Controls.button(Icon.DIAGNOSTICS, TEXTS.get("details.happened"), happened, "large");
                what.setId("call-what");
                controls.getChildren().setAll(again, what);
                Controls.focus(again);
            }
            case "rings" ->
                controls.getChildren()
                        .setAll(
                                round(Controls.iconButton(
                                        Icon.CALL, TEXTS.get("answer"), model::answer, "round", "answer")),
                                round(Controls.iconButton(
                                        Icon.HANG_UP, TEXTS.get("decline"), model::hangUp, "round", "hang-up")));
            default -> controls.getChildren().setAll(talking());
        }
        FxThread.INSTANCE.execute(strip::requestLayout);
    }

    private Node[] talking() {
        mute.setGraphic(muteIcon);
        mute.getStyleClass().addAll("round", "icon-button");
        mute.setId("call-mute");
        mute.setOnAction(event -> model.toggleMuted());
        hold.setGraphic(Icon.HOLD.node());
        hold.getStyleClass().addAll("round", "icon-button");
        hold.setId("call-hold");
        hold.setOnAction(event -> model.toggleHeld());
        ToggleButton keypad = toggle(Icon.DIALPAD, TEXTS.get("keypad"), keypadShown);
        keypad.setId("call-keypad");
        ToggleButton more = toggle(Icon.ABOUT, TEXTS.get("details"), detailsShown);
        more.setId("call-details");
        Button hangUp = Controls.iconButton(Icon.HANG_UP, TEXTS.get("hangup"), model::hangUp, "round", "hang-up");
        hangUp.setId("call-hang-up");
        return new Node[] {
            named(mute, muteName), named(hold, holdName), round(keypad), round(more), round(hangUp),
        };
    }

    private static ToggleButton toggle(Icon icon, String text, BooleanProperty shown) {
        ToggleButton toggle = new ToggleButton(text, icon.node());
        toggle.setAccessibleText(text);
        toggle.getStyleClass().addAll("round", "icon-button");
        toggle.selectedProperty().bindBidirectional(shown);
        return toggle;
    }

    /** A round button and its name below. */
    private static Node round(ButtonBase button) {
        Label below = new Label(button.getText());
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        return named(button, below);
    }

    private static Node named(ButtonBase button, Label below) {
        below.getStyleClass().add("round-name");
        VBox box = new VBox(button, below);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("round-box");
        return box;
    }

    private void compare(Optional<SasModel> sas) {
        sasPane.ifPresent(SasPane::close);
        sasPane = sas.map(
                comparison -> new SasPane(comparison, model.phone(), model.peerInSentence(), model::compareLater));
        side.getChildren().clear();
        sasPane.ifPresent(pane -> {
            pane.setId("sas-pane");
            side.getChildren().add(pane);
        });
        placeSide();
    }

    private void placeSide() {
        boolean open = sasPane.isPresent();
        boolean wide = getWidth() >= WIDE;
        side.pseudoClassStateChanged(PseudoClass.getPseudoClass("wide"), wide);
        boolean instead = open && !wide;
        strip.compact(instead);
        practice.compact(instead);
        // Out of the one place before it goes to the other.
        setRight(null);
        centre.setCenter(instead ? side : scroll);
        setRight(open && wide ? side : null);
    }

    private void tick() {
        CallSnapshot call = model.call().get();
        state.setText(
                switch (call.state()) {
                    case TRYING ->
                        call.direction() == CallSnapshot.Direction.OUTGOING
                                ? TEXTS.get("state.trying")
                                : TEXTS.get("state.incoming");
                    case RINGING ->
                        call.direction() == CallSnapshot.Direction.OUTGOING
                                ? TEXTS.get("state.ringing")
                                : TEXTS.get("state.incoming");
                    case EARLY -> TEXTS.get("state.early");
                    case ACTIVE ->
                        switch (call.hold()) {
                            case NONE -> model.duration();
                            case LOCAL, BOTH -> TEXTS.get("state.held");
                            case REMOTE -> TEXTS.get("state.held.there");
                        };
                    case ENDED -> call.reason().isEmpty() ? TEXTS.get("state.ended") : call.reason();
                });
    }

    private void meter() {
        if (meters.isVisible()) {
            Levels levels = model.levels();
            microphone.level(levels.microphone());
            speaker.level(levels.speaker());
        }
    }

    @Override
    public void close() {
        sasPane.ifPresent(SasPane::close);
        attachments.close();
    }
}
