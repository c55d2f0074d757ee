// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.fx;

import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.util.Duration;

/**
 * Every hop onto the JavaFX thread. Order is kept: what is executed first runs first, also when the caller is on the JavaFX
 * thread already.
 */
public final class FxThread implements Executor {

    /** Meters move at most this many times a second. */
    private static final int METER_HZ = 30;

    public static final FxThread INSTANCE = new FxThread();

    private FxThread() {}

    @Override
    public void execute(Runnable task) {
        Platform.runLater(task);
    }

    /** Runs {@code draw} 30 times a second until the answer is closed. A late tick is left out, never made up for. */
    public static Attachment meter(Runnable draw) {
        return every(Duration.millis(1000.0 / METER_HZ), draw);
    }

    /** Runs {@code tick} once a second until the answer is closed. */
    public static Attachment everySecond(Runnable tick) {
        return every(Duration.seconds(1), tick);
    }

    private static Attachment every(Duration period, Runnable tick) {
        Timeline timeline = new Timeline(new KeyFrame(period, event -> tick.run()));
        timeline.setCycleCount(Animation.INDEFINITE);
        timeline.play();
        return timeline::stop;
    }
}
