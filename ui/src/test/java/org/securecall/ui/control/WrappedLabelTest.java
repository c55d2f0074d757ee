// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Lays names of every direction out in sentences of the window, at every width. */
class WrappedLabelTest {

    private static final long LIMIT_SECONDS = 60;
    private static final String HEBREW = "שלום כהן";

    @BeforeAll
    static void start() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    static Stream<String> names() {
        return Stream.of(
                "Alice Adler",
                HEBREW,
                "محمد علي",
                (HEBREW + " ").repeat(9).strip(),
                "שלוםכהן".repeat(11),
                "محمد علي ".repeat(8).strip(),
                HEBREW + " 12 x " + HEBREW,
                "Bob " + HEBREW + " Bob " + HEBREW,
                // As they never come from the telephone.
                "My \u202epractice\u2028 peer",
                "\u202eabc",
                "\u2067abc\u2069 def");
    }

    @ParameterizedTest
    @MethodSource("names")
    void noNameStopsTheLayout(String name) {
        List<String> sentences = List.of(
                "This key belongs to %s. Once both sides have confirmed, your later calls are verified at once.",
                "Ask %s to read the whole code again, slowly, and type all of it.",
                "%s",
                "Verified · %s",
                "%s: encrypted before, not verified");
        onFx(() -> {
            for (String sentence : sentences) {
                Label label = Controls.label(String.format(sentence, name));
                VBox box = new VBox(label);
                Scene scene = new Scene(box, 700, 300);
                box.applyCss();
                for (int width = 20; width < 700; width += 7) {
                    lay(scene, box, width);
                }
                for (int width = 700; width > 20; width -= 97) {
                    lay(scene, box, width);
                    label.setText(String.format(sentence, name + " " + width));
                    lay(scene, box, width);
                }
            }
        });
    }

    @Test
    void textThatIsReadFromLeftToRightIsBrokenAsEver() {
        onFx(() -> {
            Label label = Controls.label("This key belongs to Alice Adler. Later calls are verified at once.");
            VBox box = new VBox(label);
            Scene scene = new Scene(box, 700, 300);
            box.applyCss();
            lay(scene, box, 120);
            double narrow = label.getHeight();
            lay(scene, box, 690);
            assertThat(narrow).isGreaterThan(2 * label.getHeight());
            assertThat(label.isWrapText()).isTrue();
        });
    }

    @Test
    void sentenceAroundAShortNameIsBrokenAndOneAroundALongNameIsCut() {
        onFx(() -> {
            Label label = Controls.label("This key belongs to " + HEBREW + ". Later calls are verified at once.");
            VBox box = new VBox(label);
            Scene scene = new Scene(box, 700, 300);
            box.applyCss();
            lay(scene, box, 260);
            assertThat(label.isWrapText()).isTrue();
            double broken = label.getHeight();
            lay(scene, box, 60);
            assertThat(label.isWrapText()).isFalse();
            lay(scene, box, 260);
            assertThat(label.getHeight()).isEqualTo(broken);
        });
    }

    private static void lay(Scene scene, VBox box, double width) {
        box.prefHeight(width);
        box.minHeight(width);
        box.resize(width, Math.max(300, box.prefHeight(width)));
        box.layout();
        assertThat(scene.getRoot()).isSameAs(box);
    }

    private static void onFx(Runnable task) {
        WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS), () -> {
            task.run();
            return true;
        });
    }
}
