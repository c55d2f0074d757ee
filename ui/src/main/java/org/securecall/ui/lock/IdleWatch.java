// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.input.InputEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.fx.FxThread;

/**
 * Does something once nobody has touched the windows of the program for a while. It goes by the clock of the day, so that the time for
 * which the machine slept counts.
 */
public final class IdleWatch {

    /** Happens also when something moves away under a pointer that rests. */
    private static final Set<EventType<?>> UNDER_THE_POINTER = Set.of(
            MouseEvent.MOUSE_ENTERED,
            MouseEvent.MOUSE_EXITED,
            MouseEvent.MOUSE_ENTERED_TARGET,
            MouseEvent.MOUSE_EXITED_TARGET);

    private final InstantSource clock;
    private final Supplier<Duration> limit;
    private final BooleanSupplier armed;
    private final Runnable idle;
    private Instant touched;

    /**
     * @param limit zero for never
     * @param armed as long as this is false, the time does not begin
     * @param idle runs once, and again when the time has passed anew
     */
    public IdleWatch(InstantSource clock, Supplier<Duration> limit, BooleanSupplier armed, Runnable idle) {
        this.clock = clock;
        this.limit = limit;
        this.armed = armed;
        this.idle = idle;
        this.touched = clock.instant();
    }

    /** Watches every window of the program, also those that open later, until the answer is closed. */
    public Attachment attach() {
        Attachments attachments = new Attachments();
        EventHandler<InputEvent> filter = event -> {
            if (!UNDER_THE_POINTER.contains(event.getEventType())) {
                touch();
            }
        };
        ObservableList<Window> windows = Window.getWindows();
        ListChangeListener<Window> follow = change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(window -> window.addEventFilter(InputEvent.ANY, filter));
                change.getRemoved().forEach(window -> window.removeEventFilter(InputEvent.ANY, filter));
            }
        };
        windows.forEach(window -> window.addEventFilter(InputEvent.ANY, filter));
        windows.addListener(follow);
        attachments.add(() -> {
            windows.removeListener(follow);
            windows.forEach(window -> window.removeEventFilter(InputEvent.ANY, filter));
        });
        attachments.add(FxThread.everySecond(this::tick));
        return attachments;
    }

    /** Somebody is there. */
    public void touch() {
        touched = clock.instant();
    }

    /** Looks at the clock; done once a second. */
    public void tick() {
        Duration allowed = limit.get();
        Instant now = clock.instant();
        // A clock that was set back would put the time off.
        if (!allowed.isPositive() || now.isBefore(touched) || !armed.getAsBoolean()) {
            touched = now;
        } else if (!now.isBefore(touched.plus(allowed))) {
            touched = now;
            idle.run();
        }
    }
}
