// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.securecall.app.api.Phone;
import org.securecall.app.api.Settings;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.control.Theme;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.fx.FxThread;
import org.securecall.ui.text.Texts;

/** Asks for the passphrase of the profile until it is right or the user quits. */
public final class UnlockWindow {

    private static final Texts TEXTS = Texts.of("unlock");
    private static final double WIDTH = 480;
    private static final double HEIGHT = 460;
    private static final double FIELD_WIDTH = 320;
    private static final Executor BACKGROUND =
            task -> Thread.ofPlatform().name("open-phone").daemon().start(task);

    private final Attachments attachments = new Attachments();
    private final UnlockModel model;
    private final Stage stage = new Stage();
    private final PasswordField passphrase = new PasswordField();
    private final Label capsLock = Controls.label(TEXTS.get("caps"), "centred");

    private UnlockWindow(UnlockModel model) {
        this.model = model;
        Button unlock = Controls.button(TEXTS.get("unlock"), this::unlock, "accent");
        unlock.setId("unlock");
        unlock.setDefaultButton(true);
        unlock.disableProperty()
                .bind(model.ready().not().or(passphrase.lengthProperty().isEqualTo(0)));
        Button quit = Controls.button(TEXTS.get("quit"), stage::hide);
        quit.setId("unlock-quit");
        quit.setCancelButton(true);
        passphrase.setId("unlock-passphrase");
        passphrase.disableProperty().bind(model.busy());
        Field field = new Field(TEXTS.get("passphrase"), passphrase, "");
        field.setMaxWidth(FIELD_WIDTH);
        EmptyState asking = new EmptyState(Icon.LOCK, TEXTS.get("title"), TEXTS.get("about"));
        HBox buttons = new HBox(unlock, quit);
        buttons.setAlignment(Pos.CENTER);
        buttons.getStyleClass().add("action-row");
        VBox root = new VBox(asking, field, capsLock, problem(), state(), buttons);
        root.getStyleClass().add("unlock");
        root.setAlignment(Pos.CENTER);
        attachments.add(Theme.dress(root, new ReadOnlyObjectWrapper<>(Settings.DEFAULT)));
        attachments.add(FxThread.everySecond(model::tick));
        attachments.now(model.busy(), busy -> {
            if (!busy) {
                Controls.focus(passphrase);
            }
        });
        attachments.now(model.over(), over -> {
            if (over) {
                stage.hide();
            }
        });
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        scene.addEventFilter(KeyEvent.ANY, event -> showCapsLock());
        showCapsLock();
        Theme.icons(stage);
        stage.setTitle(TEXTS.get("program"));
        stage.setScene(scene);
        stage.setOnHidden(event -> {
            attachments.close();
            passphrase.clear();
            model.quit();
        });
    }

    /**
     * Shows the window.
     *
     * @param outcome completes on the JavaFX thread with the open telephone, or with nothing when the user quit; fails where no
     *     passphrase helps
     */
    public static void show(Attempt attempt, CompletableFuture<Optional<Phone>> outcome) {
        UnlockWindow window = new UnlockWindow(
                new UnlockModel(attempt, BACKGROUND, FxThread.INSTANCE, InstantSource.system(), outcome));
        window.stage.show();
    }

    private Label problem() {
        Label problem = Controls.label("", "problem", "centred");
        problem.setId("unlock-problem");
        attachments.now(model.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
            passphrase.setAccessibleHelp(text);
        });
        return problem;
    }

    /** What the user waits for. */
    private Label state() {
        Label state = Controls.label("", "muted", "centred");
        state.setId("unlock-state");
        attachments.onAny(
                () -> {
                    long seconds = model.secondsToWait().get();
                    String text = "";
                    if (model.busy().get()) {
                        text = TEXTS.get("opening");
                    } else if (seconds > 0) {
                        text = TEXTS.get("wait", seconds);
                    }
                    state.setText(text);
                    Controls.show(state, !text.isEmpty());
                },
                model.busy(),
                model.secondsToWait());
        return state;
    }

    private void unlock() {
        char[] typed = Passphrases.typed(passphrase);
        passphrase.clear();
        model.unlock(typed);
    }

    private void showCapsLock() {
        Controls.show(capsLock, Platform.isKeyLocked(KeyCode.CAPS).orElse(false));
    }
}
