// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
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
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Security;
import org.securecall.app.api.Settings;
import org.securecall.app.api.Transport;
import org.securecall.app.runtime.Telephone;
import org.securecall.lab.Folder;
import org.securecall.lab.Speech;
import org.securecall.media.api.Encryption;
import org.securecall.ui.SecureCallWindow;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The way of a new user, from the first start to a verified call, in the real window on a real telephone: SIP, ZRTP, SRTP and
 * Opus to the practice peer. On the way it takes the pictures that the documentation shows, into {@code target/screenshots}.
 */
class PracticeInWindowTest {

    private static final int LIMIT_SECONDS = 60;
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final FxRobot robot = new FxRobot();
    private Optional<Stage> stage = Optional.empty();

    @BeforeAll
    static void startToolkit() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
        Files.createDirectories(PICTURES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void newUserCallsPracticeComparesTheCodeAndIsKnownTheNextTime(String theme) throws Exception {
        Path folder = Folder.of(PracticeInWindowTest.class, theme);
        Path speech = Speech.say(folder, "alice", Speech.ALICE);
        try (Phone phone = Telephone.open(options(folder.resolve("alice"), folder, speech));
                Phone other = Telephone.open(options(folder.resolve("bob"), folder, speech))) {
            SecureCallWindow window = open(phone, theme);
            firstRun(theme);
            verify(phone, theme);
            secondCall(phone, theme);
            contacts(phone, theme);
            incoming(phone, other, theme);
            onFx(() -> {
                window.close();
                return true;
            });
        }
    }

    private void firstRun(String theme) throws IOException {
        await(() -> shown("#first-run-without"));
        picture("first-run", theme);
        robot.clickOn("#first-run-without");
        await(() -> shown("#first-run-next"));
        robot.clickOn("#first-run-next");
        await(() -> shown("#first-run-practice"));
        robot.clickOn("#first-run-practice");
        awaitStrip("Encrypted, not verified");
        picture("call-unverified", theme);
    }

    /** Alice called, so she hears the first half of the code, which the callee reads, and types it. */
    private void verify(Phone phone, String theme) throws IOException {
        robot.clickOn("#offer-compare");
        await(() -> shown("#sas-typed"));
        picture("compare-code", theme);
        String sas = phone.calls().getFirst().security().zrtp().orElseThrow().sas();
        boolean words = sas.indexOf(':') >= 0;
        robot.clickOn("#sas-typed").write(sas.substring(0, words ? sas.indexOf(':') : 2));
        robot.clickOn("#sas-check");
        await(() -> shown("#sas-confirm"));
        robot.clickOn("#sas-confirm");
        awaitStrip("Verified");
        assertThat(phone.trust())
                .singleElement()
                .returns(true, ContactTrust::verified)
                .returns(Phone.PRACTICE, ContactTrust::uri);
        robot.clickOn("#call-hang-up");
        await(() -> shown("#call-leave"));
        robot.clickOn("#call-leave");
    }

    private void secondCall(Phone phone, String theme) throws IOException {
        robot.clickOn("#search").write("practice").type(javafx.scene.input.KeyCode.ENTER);
        awaitStrip("Verified");
        // From its start, without a question: the retained secrets said so.
        assertThat(phone.calls().getFirst().security().zrtp().orElseThrow().verifiedByPeer())
                .isTrue();
        await(() -> phone.levels(phone.calls().getFirst().id()).speaker() > -60);
        picture("call-verified", theme);
        robot.clickOn("#call-hang-up");
        await(() -> shown("#call-leave"));
        robot.clickOn("#call-leave");
    }

    private void contacts(Phone phone, String theme) throws IOException {
        for (Contact contact : List.of(
                new Contact(0, "Alice Adler", "sip:alice@example.org", true),
                new Contact(0, "Bob Builder", "sip:securecall@127.0.0.1", false),
                new Contact(0, "Carol Christie", "sip:carol@example.net", false),
                new Contact(0, "Practice", Phone.PRACTICE, false))) {
            phone.putContact(contact).toCompletableFuture().join();
        }
        robot.clickOn("#rail-contacts");
        await(() -> shown("#contact-list"));
        picture("contacts", theme);
    }

    private void incoming(Phone phone, Phone other, String theme) throws Exception {
        other.start().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        int port = phone.listening().stream()
                .filter(point -> point.transport() == Transport.UDP)
                .findFirst()
                .orElseThrow()
                .port();
        other.call("sip:alice@127.0.0.1:" + port, Optional.empty())
                .toCompletableFuture()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        await(() -> popup().isPresent());
        picture("incoming", theme);
        Node answer = onFx(() -> popup().orElseThrow().lookup("#incoming-answer"));
        robot.clickOn(answer);
        await(() -> phone.calls().stream()
                .anyMatch(call -> call.state() == CallSnapshot.State.ACTIVE
                        && call.security().state() == Security.State.ENCRYPTED));
        assertThat(other.calls().getFirst().security().zrtp().orElseThrow().sas())
                .isEqualTo(
                        phone.calls().getFirst().security().zrtp().orElseThrow().sas());
    }

    private static PhoneOptions options(Path data, Path folder, Path speech) {
        return new PhoneOptions(
                data,
                Optional.of("file:" + speech),
                Optional.of("file:" + folder.resolve(data.getFileName() + "-heard.wav")),
                Optional.of(Encryption.PREFER),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(0),
                true);
    }

    private SecureCallWindow open(Phone phone, String theme) {
        SecureCallWindow window = onFx(() -> {
            Stage made = new Stage();
            stage = Optional.of(made);
            return new SecureCallWindow(phone, made);
        });
        await(() -> !phone.listening().isEmpty());
        Settings settings = phone.settings();
        phone.putSettings(new Settings(
                        settings.microphone(),
                        settings.speaker(),
                        settings.encryption(),
                        theme,
                        settings.firstRunDone()))
                .toCompletableFuture()
                .join();
        WaitForAsyncUtils.waitForFxEvents();
        robot.targetWindow(stage.orElseThrow());
        return window;
    }

    private void awaitStrip(String words) {
        await(() -> {
            Node strip = root().lookup("#security-strip");
            return strip != null
                    && strip.getAccessibleText() != null
                    && strip.getAccessibleText().startsWith(words);
        });
    }

    private boolean shown(String selector) {
        Node node = root().lookup(selector);
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null;
    }

    private Parent root() {
        return stage.orElseThrow().getScene().getRoot();
    }

    private static Optional<Scene> popup() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Popup && window.isShowing())
                .map(Window::getScene)
                .filter(scene -> scene.lookup("#incoming") != null)
                .findFirst();
    }

    /** The window, and over it what pops up. */
    private void picture(String name, String theme) throws IOException {
        // Transitions come to rest: two pulses after everything that was posted.
        WaitForAsyncUtils.waitForFxEvents();
        BufferedImage picture = onFx(() -> {
            BufferedImage all = drawn(root().snapshot(null, null));
            Optional<Scene> popup = popup();
            if (popup.isPresent()) {
                SnapshotParameters clear = new SnapshotParameters();
                clear.setFill(Color.TRANSPARENT);
                BufferedImage card = drawn(popup.get().getRoot().snapshot(clear, null));
                all.createGraphics().drawImage(card, all.getWidth() - card.getWidth() - 24, 24, null);
            }
            return all;
        });
        ImageIO.write(
                picture, "png", PICTURES.resolve(name + "-" + theme + ".png").toFile());
    }

    private static BufferedImage drawn(WritableImage image) {
        BufferedImage out =
                new BufferedImage((int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
                out.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        return out;
    }

    private static <T> T onFx(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS), task);
    }

    private static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, () -> onFx(condition));
            WaitForAsyncUtils.waitForFxEvents();
        } catch (TimeoutException e) {
            throw new AssertionError("It did not happen in " + LIMIT_SECONDS + " s", e);
        }
    }
}
