// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.account.CertificateText;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ServerCertificate;
import org.testfx.api.FxToolkit;

/** What a stranger's server may put into its certificate harms neither the card that shows it nor what stands beside it. */
class HostileInputTest {

    private static final double WIDTH = 360;

    @BeforeAll
    static void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    static Stream<String> names() {
        return Stream.of(
                "x".repeat(20_000),
                "W".repeat(160),
                "a.".repeat(80) + "example",
                "good\u202egro.elpmaxe\u2069\u0000\n\u001b[31m\ttrusted",
                "שלום ".repeat(60),
                "\u0645\u0631\u062d\u0628\u0627".repeat(40),
                "e\u0301".repeat(30) + "\u0336".repeat(100),
                "😀".repeat(100),
                "\ud800lonely",
                "",
                " ",
                "{0} {1} %s ''");
    }

    @ParameterizedTest
    @MethodSource("names")
    void cardOfACertificateStaysInItsPlaceWhateverTheNames(String raw) {
        String shown = CertificateText.shown(raw);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        List<String> wrong = new ArrayList<>();
        Showing.onFx(() -> {
            Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
            try (Opened opened = Opened.of(Screens.SETTINGS, WIDTH, 560)) {
                opened.phone.probing(People.refused(new ServerCertificate(
                        Collections.nCopies(ServerCertificate.MOST_NAMES, shown),
                        4988,
                        shown,
                        shown,
                        Instant.EPOCH,
                        Instant.parse("9999-12-31T23:59:59Z"),
                        "3A:5F:07:C1:22:9B:EE:10:44:8D:71:0C:5B:F2:90:6E:3A:5F:07:C1:22:9B:EE:10:44:8D:71:0C:5B:F2:90:6E",
                        "TLSv1.3",
                        shown,
                        CertificateVerdict.SELF_SIGNED)));
                Screens.Shown screen = opened.shown();
                screen.fire("#account-add");
                screen.settle();
                screen.type("#account-address", "alice@example.org");
                screen.fire("#account-save");
                screen.settle();
                screen.settle();
                Node card = screen.node("#pin-decision");
                for (Node node : Opened.nodes(card)) {
                    Bounds box = node.localToScene(node.getLayoutBounds());
                    if (node instanceof Labeled label
                            && (box.getMinX() < 0
                                    || box.getMaxX() > opened.scene().getWidth())) {
                        wrong.add("Outside: " + box + " " + Opened.named(label));
                    }
                    if (node instanceof Labeled label) {
                        assertThat(label.getText())
                                .doesNotContainPattern("[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]");
                    }
                }
                // The safe way out is where it always is.
                assertThat(screen.node("#pin-cancel").isVisible()).isTrue();
                assertThat(screen.node("#pin-accept").isDisabled()).isTrue();
            } finally {
                Thread.currentThread().setUncaughtExceptionHandler(before);
            }
            return true;
        });
        assertThat(wrong).isEmpty();
        assertThat(thrown).isEmpty();
    }
}
