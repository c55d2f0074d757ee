// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.incoming;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.stage.Popup;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.ui.call.CallModel;
import org.securecall.ui.call.Calls;
import org.securecall.ui.control.Theme;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;

/**
 * Shows a small window for each call that comes in. It is a pop-up, because that is the one kind of window that stays above
 * the others and never takes the keyboard from what the user is doing.
 */
public final class IncomingWindow implements AutoCloseable {

    private static final double MARGIN = 24;

    private record Shown(Popup popup, Attachment dress) {
        void hide() {
            popup.hide();
            dress.close();
        }
    }

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;
    private final Calls calls;
    private final Window owner;
    private final Consumer<CallId> answered;
    private final Map<CallId, Shown> shown = new HashMap<>();
    private final Set<CallId> silenced = new HashSet<>();

    /**
     * @param owner a window that is showing
     * @param answered is told of a call that was answered here
     */
    public IncomingWindow(PhoneModel model, Calls calls, Window owner, Consumer<CallId> answered) {
        this.model = model;
        this.calls = calls;
        this.owner = owner;
        this.answered = answered;
        attachments.onAny(this::update, model.calls());
    }

    private void update() {
        Set<CallId> ringing = new HashSet<>();
        for (CallSnapshot call : model.calls()) {
            boolean rings = call.direction() == CallSnapshot.Direction.INCOMING
                    && (call.state() == CallSnapshot.State.RINGING || call.state() == CallSnapshot.State.TRYING);
            if (rings) {
                ringing.add(call.id());
                if (!shown.containsKey(call.id()) && !silenced.contains(call.id())) {
                    calls.of(call).ifPresent(this::show);
                }
            }
        }
        shown.entrySet().removeIf(entry -> {
            boolean gone = !ringing.contains(entry.getKey());
            if (gone) {
                entry.getValue().hide();
            }
            return gone;
        });
        silenced.retainAll(ringing);
    }

    private void show(CallModel call) {
        IncomingCard card = new IncomingCard(
                call,
                model,
                () -> {
                    call.answer();
                    answered.accept(call.id());
                },
                () -> silence(call.id()));
        Popup popup = new Popup();
        popup.setAutoFix(true);
        popup.setAutoHide(false);
        popup.setHideOnEscape(false);
        popup.getContent().add(card);
        Attachment dress = Theme.dress(card, model.settings());
        Rectangle2D screen = Screen.getScreensForRectangle(
                        owner.getX(), owner.getY(), Math.max(1, owner.getWidth()), Math.max(1, owner.getHeight()))
                .stream()
                .findFirst()
                .orElse(Screen.getPrimary())
                .getVisualBounds();
        popup.show(owner);
        popup.setX(screen.getMaxX() - card.prefWidth(-1) - MARGIN);
        popup.setY(screen.getMinY() + MARGIN + shown.size() * (card.prefHeight(-1) + MARGIN));
        shown.put(call.id(), new Shown(popup, dress));
    }

    /** The call rings on for the caller, and can still be answered from the main window. */
    private void silence(CallId call) {
        silenced.add(call);
        Shown gone = shown.remove(call);
        if (gone != null) {
            gone.hide();
        }
    }

    @Override
    public void close() {
        shown.values().forEach(Shown::hide);
        shown.clear();
        attachments.close();
    }
}
