// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.runtime.Telephone;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The exercises in the window on the real telephone, from the click to the state that is shown. With {@code
 * -Dsecurecall.pictures=FOLDER} it leaves pictures of the alarms there, light and dark.
 */
class RealPracticeTest {

    private static final int LIMIT_SECONDS = 120;
    private static final int RATE = 48_000;

    @TempDir
    Path temporary;

    private Optional<Telephone> telephone = Optional.empty();
    private Optional<SecureCallWindow> window = Optional.empty();
    private Optional<Stage> stage = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() throws Exception {
        Path voice = temporary.resolve("voice.wav");
        byte[] samples = new byte[2 * RATE];
        for (int i = 0; i < samples.length / 2; i++) {
            double loud = Math.pow(Math.sin(Math.PI * 3 * i / RATE), 2);
            int value = (int) (9000 * loud * Math.sin(2 * Math.PI * 180 * i / RATE));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        try (AudioInputStream stream = new AudioInputStream(
                new ByteArrayInputStream(samples), new AudioFormat(RATE, 16, 1, true, false), samples.length / 2)) {
            assertThat(AudioSystem.write(stream, AudioFileFormat.Type.WAVE, voice.toFile()))
                    .isPositive();
        }
        PhoneOptions options = new PhoneOptions(
                temporary.resolve("profile"),
                Optional.of("file:" + voice),
                Optional.of("file:" + temporary.resolve("heard.wav")),
                Optional.empty(),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(0),
                true);
        Telephone opened = Telephone.open(options, Optional.of("correct horse".toCharArray()));
        telephone = Optional.of(opened);
        onFx(() -> {
            Stage made = new Stage();
            stage = Optional.of(made);
            window = Optional.of(new SecureCallWindow(opened, made));
            return true;
        });
        await(() -> !opened.listening().isEmpty());
        theme("light");
        fire("#first-run-without");
        fire("#first-run-next");
        fire("#first-run-exercises");
        await(() -> shown("#practise-first-call"));
    }

    @AfterEach
    void close() {
        window.ifPresent(shown -> onFx(() -> {
            shown.close();
            return true;
        }));
        telephone.ifPresent(Telephone::close);
    }

    @Test
    void changedKeyIsDecidedAboutAndTheExerciseIsTicked() throws Exception {
        picture("practice");
        fire("#practise-key-changed");
        await(() -> strip().startsWith("Key changed: check now"));
        assertThat(banner()).startsWith("Practice: Key changed").contains("Compare the code");
        assertThat(onFx(() -> node("#call-mute").isDisabled())).isTrue();
        picture("practice-key-changed");
        fire("#offer-talk-anyway");
        await(() -> !onFx(() -> node("#call-mute").isDisabled()));
        await(() -> banner().contains("the warning stays"));
        over();
        await(() -> accessible("#practise-key-changed").contains("Done"));
        assertThat(accessible("#practise-first-call")).doesNotContain("Done");
        assertThat(telephone.orElseThrow().trust()).isEmpty();
    }

    @Test
    void codeThatIsReadOutIsAnotherWhenSomebodyIsInTheMiddle() throws Exception {
        fire("#practise-mismatch");
        await(() -> strip().startsWith("Encrypted, not verified"));
        fire("#offer-compare");
        await(() -> !practiceCode().isEmpty());
        picture("practice-mismatch-codes");
        List<String> code = onFx(this::practiceCode);
        type(String.join("", code.subList(0, code.size() / 2)));
        fire("#sas-check");
        // Once more, and all of it: what the other side's screen shows.
        await(() -> shown("#sas-typed")
                && ((TextField) node("#sas-typed")).getText().isEmpty());
        type(String.join(code.size() == 2 ? " " : "", code));
        fire("#sas-check");
        await(() -> strip().startsWith("Do not talk"));
        assertThat(banner()).contains("somebody is between you");
        picture("practice-mismatch");
        over();
        await(() -> accessible("#practise-mismatch").contains("Done"));
    }

    @Test
    void callThatIsHandedOnLosesItsEncryption() throws Exception {
        fire("#practise-downgrade");
        await(() -> strip().startsWith("Encrypted, not verified"));
        await(() -> strip().startsWith("Encryption lost"));
        assertThat(onFx(() -> node("#call-mute").isDisabled())).isTrue();
        picture("practice-lost");
        over();
        await(() -> accessible("#practise-downgrade").contains("Done"));
    }

    @Test
    void weakerEncryptionIsAnAlarm() throws Exception {
        fire("#practise-weaker");
        await(() -> strip().startsWith("Encryption weaker than before"));
        assertThat(onFx(() -> node("#call-mute").isDisabled())).isTrue();
        picture("practice-weaker");
        over();
        await(() -> accessible("#practise-weaker").contains("Done"));
    }

    @Test
    void serverOnlyAndNotSecureAreWhatTheySay() throws Exception {
        fire("#practise-server-only");
        await(() -> strip().startsWith("Encrypted to server only"));
        picture("practice-server-only");
        over();
        fire("#practise-not-secure");
        await(() -> strip().startsWith("Not secure"));
        await(() -> banner().contains("Anybody on the way"));
        picture("practice-not-secure");
        over();
        await(() -> accessible("#practise-not-secure").contains("Done"));
        assertThat(accessible("#practise-server-only")).contains("Done");
    }

    private void over() {
        fire("#call-hang-up");
        fire("#call-leave");
    }

    private void type(String text) {
        onFx(() -> {
            ((TextField) node("#sas-typed")).setText(text);
            return true;
        });
    }

    private String strip() {
        return accessible("#security-strip");
    }

    private String banner() {
        return accessible("#practice-banner");
    }

    private String accessible(String selector) {
        return onFx(() -> {
            Node node = stage.orElseThrow().getScene().getRoot().lookup(selector);
            return node == null ? "" : String.valueOf(node.getAccessibleText());
        });
    }

    private List<String> practiceCode() {
        return stage.orElseThrow().getScene().getRoot().lookupAll(".practice-shows .code-part").stream()
                .map(part -> ((Label) part).getText())
                .toList();
    }

    private void picture(String name) throws Exception {
        String folder = System.getProperty("securecall.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        Files.createDirectories(Path.of(folder));
        for (String theme : new String[] {"dark", "light"}) {
            theme(theme);
            WaitForAsyncUtils.waitForFxEvents();
            Pictures.write(
                    onFx(() -> stage.orElseThrow().getScene().getRoot().snapshot(null, null)),
                    Path.of(folder, name + "-" + theme + ".png"));
        }
    }

    private void theme(String theme) throws Exception {
        onFx(() -> {
            new org.securecall.ui.settings.SettingsModel(window.orElseThrow().model()).theme(theme);
            return true;
        });
        await(() -> stage.orElseThrow().getScene().getRoot().getPseudoClassStates().stream()
                        .anyMatch(state -> state.getPseudoClassName().equals("dark"))
                == theme.equals("dark"));
    }

    private Node node(String selector) {
        Node node = stage.orElseThrow().getScene().getRoot().lookup(selector);
        if (node == null) {
            throw new AssertionError("There is no " + selector);
        }
        return node;
    }

    private void fire(String selector) {
        await(() -> shown(selector));
        onFx(() -> {
            ((ButtonBase) node(selector)).fire();
            return true;
        });
    }

    private boolean shown(String selector) {
        Node found = stage.orElseThrow().getScene().getRoot().lookup(selector);
        for (Node at = found; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return found != null;
    }

    private static <T> T onFx(Callable<T> task) {
        return javafx.application.Platform.isFxApplicationThread()
                ? here(task)
                : WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS), task);
    }

    private static <T> T here(Callable<T> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("It did not happen in " + LIMIT_SECONDS + " s", e);
        }
    }
}
