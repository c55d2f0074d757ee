// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Transport;
import org.securecall.app.runtime.Telephone;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window on the real telephone: the main job by one person alone, with the practice peer, over real SIP, ZRTP and SRTP. With
 * {@code -Dsecurecall.pictures=FOLDER} it leaves pictures of its way there, light and dark.
 */
class RealTelephoneTest {

    private static final int LIMIT_SECONDS = 60;
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
        writeVoice(temporary.resolve("voice.wav"));
        // Without a passphrase a new profile would say where its key is, over every picture.
        Telephone opened = Telephone.open(options("here", true), Optional.of("correct horse".toCharArray()));
        telephone = Optional.of(opened);
        onFx(() -> {
            Stage made = new Stage();
            stage = Optional.of(made);
            window = Optional.of(new SecureCallWindow(opened, made));
            return true;
        });
        await(() -> !opened.listening().isEmpty());
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
    void onePersonAloneVerifiesThePracticePeerAndTheNextCallIsVerifiedAtOnce() throws Exception {
        theme("light");
        await(() -> shown("#first-run-without"));
        picture("first-run");
        fire("#first-run-without");
        await(() -> shown("#first-run-next"));
        fire("#first-run-next");
        await(() -> shown("#first-run-practice"));
        fire("#first-run-practice");
        await(() -> strip().startsWith("Encrypted, not verified"));
        assertThat(phone().settings().firstRunDone()).isTrue();
        picture("call-unverified");
        fire("#offer-compare");
        // What the practice peer shows is what one would hear from a person.
        await(() -> !practiceCode().isEmpty());
        picture("compare-code");
        // Four characters or two words: this side called, so it is the first half that is asked for.
        List<String> code = onFx(this::practiceCode);
        String heard = String.join("", code.subList(0, code.size() / 2));
        onFx(() -> {
            ((TextField) node("#sas-typed")).setText(heard);
            return true;
        });
        fire("#sas-check");
        await(() -> shown("#sas-confirm"));
        fire("#sas-confirm");
        await(() -> strip().startsWith("Verified · Practice peer"));
        await(() -> shown("#sas-done"));
        picture("call-verified");
        fire("#call-hang-up");
        await(() -> shown("#call-leave"));
        fire("#call-leave");
        await(() -> phone().trust().stream().anyMatch(entry -> entry.verified()));
        assertThat(phone().offers().keySet())
                .containsExactly(phone().trust().getFirst().zid());

        await(() -> shown("#empty-practice"));
        fire("#empty-practice");
        await(() -> strip().startsWith("Verified · Practice peer"));
        fire("#call-hang-up");
        await(() -> shown("#call-leave"));
        fire("#call-leave");
        fire("#rail-security");
        await(() -> stage().getScene().getRoot().lookupAll(".key-card").size() == 1);
        picture("security");
        fire("#rail-history");
        await(() -> node("#history-list") instanceof ListView<?> list
                && list.getItems().size() == 2);
        picture("history");
        fire("#rail-contacts");
        for (Contact contact : new Contact[] {
            new Contact(0, "Alice Adler", "sip:alice@example.org", true),
            new Contact(0, "Bob Builder", "sip:bob@example.net", false),
            new Contact(0, "Carol Christie", "sip:carol@example.org", false)
        }) {
            phone().putContact(contact).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        await(() -> shown("#contact-list"));
        picture("contacts");
        fire("#rail-settings");
        await(() -> shown("#settings-microphone"));
        picture("settings");
    }

    @Test
    void whoDoesNotHearItIsAskedAgainAndTypesTheWholeCode() throws Exception {
        await(() -> shown("#first-run-without"));
        fire("#first-run-without");
        fire("#first-run-next");
        fire("#first-run-practice");
        await(() -> strip().startsWith("Encrypted, not verified"));
        fire("#offer-compare");
        await(() -> !practiceCode().isEmpty());
        String code = String.join(onFx(this::practiceCode).size() == 2 ? " " : "", onFx(this::practiceCode));
        fire("#sas-choose");
        fire("#sas-option-none");
        await(() -> shown("#sas-typed"));
        assertThat(onFx(() -> shown("#sas-show-whole") || shown("#sas-choose"))).isFalse();
        assertThat(phone().trust()).noneMatch(entry -> entry.verified());
        onFx(() -> {
            ((TextField) node("#sas-typed")).setText(code);
            return true;
        });
        fire("#sas-check");
        await(() -> shown("#sas-confirm"));
        onFx(() -> {
            ((TextField) node("#sas-name")).setText("My \u202epractice\u2028 peer");
            return true;
        });
        fire("#sas-confirm");
        await(() -> strip().startsWith("Verified · My practice peer"));
        fire("#call-details");
        await(() -> rowsSay("Nothing is missing") || rowsSay("The signalling is not protected"));
        fire("#call-hang-up");
        await(() -> shown("#call-leave"));
    }

    private boolean rowsSay(String text) {
        return stage().getScene().getRoot().lookupAll(".detail-rows").stream()
                .anyMatch(rows -> String.valueOf(rows.getAccessibleText()).contains(text));
    }

    @Test
    void callFromAnotherTelephoneIsAnsweredInTheSmallWindow() throws Exception {
        theme("light");
        await(() -> shown("#first-run-skip"));
        fire("#first-run-skip");
        await(() -> phone().listening().stream().anyMatch(point -> point.transport() == Transport.UDP));
        int port = udpPort(phone());
        try (Telephone other = Telephone.open(options("there", false))) {
            other.start().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            String address = "sip:securecall@127.0.0.1:" + udpPort(other);
            phone().putContact(new Contact(0, "Alice Adler", address, true))
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            other.call("sip:me@127.0.0.1:" + port, Optional.empty())
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            await(() -> popup().isPresent());
            assertThat(onFx(() -> popup().orElseThrow().lookup("#incoming").getAccessibleText()))
                    .contains("Alice Adler");
            picture("incoming");
            onFx(() -> {
                ((ButtonBase) popup().orElseThrow().lookup("#incoming-answer")).fire();
                return true;
            });
            await(() -> popup().isEmpty());
            await(() -> strip().startsWith("Encrypted, not verified"));
            assertThat(other.calls()).singleElement().satisfies(call -> {
                assertThat(call.state()).isEqualTo(CallSnapshot.State.ACTIVE);
            });
            fire("#call-hang-up");
            await(() -> other.calls().isEmpty());
        }
    }

    private static int udpPort(Phone phone) {
        return phone.listening().stream()
                .filter(point -> point.transport() == Transport.UDP)
                .findFirst()
                .orElseThrow()
                .port();
    }

    private PhoneOptions options(String name, boolean practice) {
        return new PhoneOptions(
                temporary.resolve(name),
                Optional.of("file:" + temporary.resolve("voice.wav")),
                Optional.of("file:" + temporary.resolve(name + "-heard.wav")),
                Optional.empty(),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(0),
                practice);
    }

    /** Two seconds that rise and fall like speech. */
    private static void writeVoice(Path file) throws IOException {
        byte[] samples = new byte[2 * 2 * RATE];
        for (int i = 0; i < samples.length / 2; i++) {
            double second = (double) i / RATE;
            double loud = Math.pow(Math.sin(Math.PI * 1.5 * second), 2);
            int value = (int) (9000 * loud * Math.sin(2 * Math.PI * 180 * second));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2)) {
            assertThat(AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile()))
                    .isPositive();
        }
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
            Path file = Path.of(folder, name + "-" + theme + ".png");
            Node root = onFx(
                    () -> popup().map(Scene::getRoot).orElse(stage().getScene().getRoot()));
            Pictures.write(onFx(() -> root.snapshot(null, null)), file);
        }
    }

    private void theme(String theme) throws Exception {
        onFx(() -> {
            new org.securecall.ui.settings.SettingsModel(window.orElseThrow().model()).theme(theme);
            return true;
        });
        await(() -> stage().getScene().getRoot().getPseudoClassStates().stream()
                        .anyMatch(state -> state.getPseudoClassName().equals("dark"))
                == theme.equals("dark"));
    }

    private List<String> practiceCode() {
        return stage().getScene().getRoot().lookupAll(".practice-shows .code-part").stream()
                .map(part -> ((Label) part).getText())
                .toList();
    }

    private String strip() {
        Node strip = stage().getScene().getRoot().lookup("#security-strip");
        return strip == null ? "" : String.valueOf(strip.getAccessibleText());
    }

    private Phone phone() {
        return telephone.orElseThrow();
    }

    private Stage stage() {
        return stage.orElseThrow();
    }

    private Node node(String selector) {
        Node node = stage().getScene().getRoot().lookup(selector);
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
        return isShown(stage().getScene().getRoot().lookup(selector));
    }

    private static boolean isShown(@Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null;
    }

    private static Optional<Scene> popup() {
        return Window.getWindows().stream()
                .filter(shown -> shown instanceof Popup && shown.isShowing())
                .map(Window::getScene)
                .filter(scene -> scene.lookup("#incoming") != null)
                .findFirst();
    }

    private static <T> T onFx(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS), task);
    }

    private static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("It did not happen in " + LIMIT_SECONDS + " s", e);
        }
    }
}
