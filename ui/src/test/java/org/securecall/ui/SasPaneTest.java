// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Security;

/** The comparison of the code in a window on a telephone that the test plays, with the keyboard. */
class SasPaneTest {

    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @BeforeEach
    void open() {
        window.open(made -> new SecureCallWindow(phone, made));
    }

    @Test
    void halfThatIsToBeHeardIsNowhereInTheScene() {
        compare("k3xj", "Secure Call");
        List<String> texts = Showing.ask("#sas-pane", SasPaneTest::texts);
        assertThat(texts).contains("x", "j", "X-ray", "Juliett").doesNotContain("k", "3", "Kilo", "Three");
        assertThat(texts).noneMatch(text -> text.contains("Kilo") || text.contains("k3"));
        String emoji = ScriptedPhone.EMOJI.getFirst().character();
        assertThat(texts).noneMatch(text -> text.contains(emoji));
    }

    @Test
    void keyboardAloneLeadsToTheNameAndTheResultStays() {
        CallId id = compare("k3xj", "Secure Call");
        focused("#sas-typed");
        Showing.write("kilo three");
        Showing.press(KeyCode.ENTER);
        focused("#sas-name");
        Showing.press(KeyCode.ENTER);
        Showing.await(() -> phone.commands().stream().anyMatch(command -> command.startsWith("confirm " + id)));
        Showing.await(() -> Showing.has("#sas-done"));
        phone.end(id, 200, "");
        Showing.await(() -> Showing.has("#call-leave"));
        assertThat(Showing.has("#sas-done")).isTrue();
    }

    @Test
    void noneOfTheseIsAsProminentAsTheOthersAndThereIsOnePickOnly() {
        CallId id = compare("k3xj", "Secure Call");
        focused("#sas-typed");
        Showing.fire("#sas-choose");
        Showing.await(() -> Showing.has("#sas-option-5"));
        Showing.await(() -> Showing.hasFocus(".sas-step .code-tiles"));
        Set<String> options = new HashSet<>();
        Set<List<String>> looks = new HashSet<>();
        for (String place : List.of("0", "1", "2", "3", "4", "5", "none")) {
            Showing.ask("#sas-option-" + place, node -> {
                options.add(((Button) node).getText());
                looks.add(List.copyOf(node.getStyleClass()));
                assertThat(node.isFocusTraversable()).isTrue();
                assertThat(node.getAccessibleText()).isNotBlank();
                return true;
            });
        }
        assertThat(options).hasSize(7).contains("k3", "None of these");
        assertThat(looks).as("all look alike").hasSize(1);
        Showing.onFx(() -> {
            Showing.stage("#sas-option-none")
                    .orElseThrow()
                    .getScene()
                    .lookup("#sas-option-none")
                    .requestFocus();
            return true;
        });
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> !Showing.has("#sas-option-none"));
        assertThat(Showing.has("#sas-typed")).isTrue();
        assertThat(Showing.has("#sas-choose")).isFalse();
        assertThat(Showing.has("#sas-show-whole")).isFalse();
        assertThat(phone.commands()).doesNotContain("deny " + id);
    }

    @Test
    void heardHalfCanBeChosen() {
        compare("standard:guitarist", "Secure Call");
        Showing.fire("#sas-choose");
        Showing.await(() -> Showing.has("#sas-option-5"));
        String right = List.of("0", "1", "2", "3", "4", "5").stream()
                .map(place -> "#sas-option-" + place)
                .filter(option -> Showing.text(option).equals("standard"))
                .findFirst()
                .orElseThrow();
        Showing.fire(right);
        Showing.await(() -> Showing.has("#sas-confirm"));
    }

    @Test
    void wordIsCompletedByKeyboard() {
        compare("standard:guitarist", "Secure Call");
        focused("#sas-typed");
        Showing.write("stan");
        Showing.await(() -> !suggested().isEmpty());
        assertThat(suggested()).containsExactly("standard");
        Showing.press(KeyCode.DOWN);
        Showing.press(KeyCode.SPACE);
        Showing.await(() -> Showing.text("#sas-typed").equals("standard"));
        focused("#sas-typed");
        Showing.press(KeyCode.ENTER);
        Showing.await(() -> Showing.has("#sas-confirm"));
    }

    @Test
    void withATelephoneThatKnowsNoHalvesNothingOfTheCodeIsShown() {
        compare("k3xj", "Twinkle 1.10.3");
        List<String> texts = Showing.ask("#sas-pane", SasPaneTest::texts);
        assertThat(texts).doesNotContain("k", "3", "x", "j", "Kilo", "X-ray");
        focused("#sas-typed");
        Showing.write("k3 xj");
        Showing.press(KeyCode.ENTER);
        Showing.await(() -> Showing.has("#sas-confirm"));
    }

    @Test
    void wrongAnswerIsNotForgottenByPuttingTheComparisonOff() {
        CallId id = compare("k3xj", "Secure Call");
        Showing.type("#sas-typed", "yy");
        Showing.fire("#sas-check");
        Showing.await(() -> Showing.text("#sas-typed").isEmpty());
        Showing.press(KeyCode.ESCAPE);
        Showing.await(() -> !Showing.has("#sas-pane"));
        Showing.fire("#offer-compare");
        Showing.await(() -> Showing.has("#sas-typed"));
        assertThat(Showing.has("#sas-show-whole")).isFalse();
        Showing.type("#sas-typed", "yyyy");
        Showing.fire("#sas-check");
        Showing.await(() -> phone.commands().contains("deny " + id));
    }

    private CallId compare(String sas, String client) {
        CallId id = Showing.onFx(() -> {
            window.window().shell().call("sip:carol@example.org", Optional.empty(), reason -> {
                throw new IllegalStateException(reason);
            });
            return phone.calls().getLast().id();
        });
        phone.state(id, CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, sas, "", client), false);
        Showing.fire("#offer-compare");
        Showing.await(() -> Showing.has("#sas-typed"));
        return id;
    }

    private static List<String> suggested() {
        return Showing.ask(
                "#sas-pane",
                pane -> pane.lookupAll(".word-suggestion").stream()
                        .map(button -> ((Button) button).getText())
                        .toList());
    }

    private static void focused(String selector) {
        Showing.await(() -> Showing.hasFocus(selector));
    }

    /** All that can be seen or heard of a part of the scene. */
    private static List<String> texts(Node node) {
        List<String> texts = new ArrayList<>();
        collect(node, texts);
        return texts;
    }

    private static void collect(Node node, List<String> texts) {
        if (node.getAccessibleText() != null) {
            texts.add(node.getAccessibleText());
        }
        if (node.getAccessibleHelp() != null) {
            texts.add(node.getAccessibleHelp());
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            texts.add(labeled.getText());
        }
        if (node instanceof TextField field) {
            texts.add(field.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, texts));
        }
    }
}
