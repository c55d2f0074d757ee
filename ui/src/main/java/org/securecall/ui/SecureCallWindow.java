// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.securecall.app.api.Phone;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.control.Theme;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.fx.FxThread;
import org.securecall.ui.incoming.IncomingWindow;
import org.securecall.ui.lock.IdleWatch;
import org.securecall.ui.lock.Locker;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.shell.ShellModel;
import org.securecall.ui.shell.ShellView;
import org.securecall.ui.text.Texts;

/** The main window on one telephone. Made, shown and closed on the JavaFX thread. */
public final class SecureCallWindow implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("shell");
    private static final double WIDTH = 1040;
    private static final double HEIGHT = 720;
    private static final double MIN_WIDTH = 360;
    private static final double MIN_HEIGHT = 560;

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;
    private final ShellModel shell;
    private final IdleWatch idle;
    private final Stage stage;

    /** Shows the telephone in {@code stage}; locking hides it. */
    public SecureCallWindow(Phone phone, Stage stage) {
        this(phone, stage, FileChoice.DESKTOP);
    }

    /** @param files asks for files */
    SecureCallWindow(Phone phone, Stage stage, FileChoice files) {
        this(phone, stage, stage::hide, told -> stage.hide(), InstantSource.system(), files);
    }

    /**
     * Shows the telephone in {@code stage}.
     *
     * @param lock what locking does, once nothing speaks against it
     * @param clock by which it locks when it is left alone
     */
    SecureCallWindow(Phone phone, Stage stage, Runnable lock, InstantSource clock) {
        this(phone, stage, lock, told -> lock.run(), clock);
    }

    /**
     * Shows the telephone in {@code stage}.
     *
     * @param lock what locking does, once nothing speaks against it
     * @param reopen closes the telephone, whose profile is another one, and opens it anew; given what to tell there
     * @param clock by which it locks when it is left alone
     */
    SecureCallWindow(Phone phone, Stage stage, Runnable lock, Consumer<String> reopen, InstantSource clock) {
        this(phone, stage, lock, reopen, clock, FileChoice.DESKTOP);
    }

    private SecureCallWindow(
            Phone phone, Stage stage, Runnable lock, Consumer<String> reopen, InstantSource clock, FileChoice files) {
        this.stage = stage;
        model = new PhoneModel(phone, FxThread.INSTANCE);
        shell = new ShellModel(model, Clock.systemUTC());
        Locker locker = new Locker(model, lock);
        idle = new IdleWatch(
                clock,
                () -> Duration.ofMinutes(model.settings().get().lockAfterMinutes()),
                locker::canLock,
                locker::lock);
        ShellView view = new ShellView(shell, locker, reopen, files);
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        view.install(scene);
        attachments.add(shell);
        attachments.add(view::close);
        attachments.add(Theme.dress(view, model.settings()));
        stage.setTitle(TEXTS.get("program"));
        Theme.icons(stage);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(scene);
        stage.show();
        IncomingWindow incoming = new IncomingWindow(model, shell.calls(), stage, shell::show);
        attachments.add(incoming::close);
        attachments.add(idle.attach());
        // What went wrong while starting has no better place.
        model.ask(phone.start());
    }

    /** Which page is shown, and what is done. */
    ShellModel shell() {
        return shell;
    }

    PhoneModel model() {
        return model;
    }

    /** Waits for the user to leave. */
    IdleWatch idle() {
        return idle;
    }

    /** Detaches everything from the telephone and closes the window; the telephone stays open. */
    @Override
    public void close() {
        attachments.close();
        model.close();
        stage.hide();
    }
}
