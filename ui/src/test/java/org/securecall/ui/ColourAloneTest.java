// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressIndicator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.Transport;
import org.securecall.ui.accounts.AccountWords;
import org.securecall.ui.control.Icon;
import org.securecall.ui.security.Tone;
import org.testfx.api.FxToolkit;

/** Whoever sees no colours is told the same: whatever has a tone has an icon and words, and others than what has another tone. */
class ColourAloneTest {

    private static final String TONE = "tone-";
    /** Lines of a dock or of a problem, which are words already. */
    private static final List<String> SIGNS = List.of("security-strip", "trust-row", "account-chip", "incoming-trust");

    @BeforeAll
    static void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(Screens.class)
    void whateverHasAToneHasAnIconAndWordsOfItsOwn(Screens screen) {
        List<String> wrong = new ArrayList<>();
        Showing.onFx(() -> {
            try (Opened opened = Opened.of(screen, 1040, 720)) {
                Map<String, String> tones = new HashMap<>();
                for (Scene scene : opened.scenes()) {
                    for (Node node : Opened.nodes(scene.getRoot())) {
                        tone(node).ifPresent(tone -> look(node, tone, tones, wrong));
                    }
                }
            }
            return true;
        });
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> tone(Node node) {
        return node.getStyleClass().stream()
                .filter(style -> style.startsWith(TONE))
                .findFirst();
    }

    private static void look(Node node, String tone, Map<String, String> tones, List<String> wrong) {
        List<Node> parts = Opened.nodes(node);
        String words = parts.stream()
                .filter(Labeled.class::isInstance)
                .map(part -> ((Labeled) part).getText())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
        if (words.isEmpty()
                && (node.getAccessibleText() == null || node.getAccessibleText().isBlank())) {
            wrong.add("No words: " + Opened.named(node));
        }
        if (node.getStyleClass().stream().anyMatch(SIGNS::contains)) {
            String icon = parts.stream()
                    .filter(part -> part instanceof FontIcon || part instanceof ProgressIndicator)
                    .map(part -> part instanceof FontIcon shown ? String.valueOf(shown.getIconCode()) : "turning")
                    .findFirst()
                    .orElse("");
            if (icon.isEmpty()) {
                wrong.add("No icon: " + Opened.named(node));
            }
            String other = tones.putIfAbsent(icon + " " + words, tone);
            if (other != null && !other.equals(tone)) {
                wrong.add("The same icon and words for " + tone + " and " + other + ": " + Opened.named(node));
            }
        }
    }

    /** In a narrow window the chip is an icon alone. */
    @Test
    void accountsOfEachToneHaveIconsAndWordsOfTheirOwn() {
        Map<Icon, Tone> icons = new HashMap<>();
        Map<String, Tone> words = new HashMap<>();
        for (AccountSnapshot.Registration registration : AccountSnapshot.Registration.values()) {
            for (Transport transport : Transport.values()) {
                AccountWords account = AccountWords.of(new AccountSnapshot(
                        People.account("sip:me@example.org", transport), registration, 0, "", Optional.empty()));
                assertThat(account.state()).isNotBlank();
                assertThat(icons.merge(account.icon(), account.tone(), (before, now) -> before))
                        .isEqualTo(account.tone());
                assertThat(words.merge(account.state(), account.tone(), (before, now) -> before))
                        .isEqualTo(account.tone());
            }
        }
        assertThat(icons.values()).contains(Tone.GOOD, Tone.BUSY, Tone.DANGER, Tone.NEUTRAL);
    }
}
