// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures with codes that nobody honest shows: each is refused in a sentence that repeats nothing of them. */
class HostileCodesTest {

    private static final String UNSEEN = "[\\p{Cntrl}\u200b-\u200f\u202a-\u202e\u2066-\u2069]";

    @TempDir
    Path directory;

    static Stream<String> texts() {
        String real = "securecall:verify?v=1&k=" + "A".repeat(43) + "&a=sip%3Aalice%40example.org&s=" + "A".repeat(86);
        return Stream.of(
                "",
                "https://example.org/verify?v=1",
                "securecall:",
                "securecall:verify?v=1",
                "securecall:verify?v=99999999999999999999",
                "securecall:link?v=1&r=",
                "securecall:linked?v=1&a=x",
                real,
                real.replace("alice", "ali%00ce"),
                real.replace("alice", "%E2%80%AEecila"),
                real.replace("%40", "%"),
                real + "&x=" + "A".repeat(43),
                "\u202esecurecall:verify?v=1\u0000\u001b[2J",
                "sip:alice@example.org\r\nX: y",
                "9".repeat(2000),
                "\ud83d\ude00".repeat(200));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatACodeSaysIsRefusedInASentenceOfOurOwn(String text) throws Exception {
        String scanned;
        if (text.isEmpty()) {
            scanned = text;
        } else {
            Path file = directory.resolve("code.png");
            QrImage.write(QrMatrix.of(text), file);
            scanned = QrImage.read(file);
        }
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> QrPayload.parse(scanned))
                .satisfies(HostileCodesTest::isASentence);
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> LinkRequest.parse(scanned))
                .satisfies(HostileCodesTest::isASentence);
    }

    private static void isASentence(IdentityException e) {
        assertThat(e.getMessage())
                .isNotBlank()
                .hasSizeLessThan(160)
                .doesNotContainPattern(UNSEEN)
                .doesNotContain("\u202e", "ecila", "AAAA");
    }

    @Test
    void picturesOfAlmostCodesAreRefusedAndNeverThrowOtherwise() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 60; round++) {
            Path file = directory.resolve("almost-" + round + ".png");
            QrImage.write(QrMatrix.of("securecall:verify?v=1&n=" + round), file);
            BufferedImage picture = ImageIO.read(file.toFile());
            BufferedImage changed =
                    new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
            changed.createGraphics().drawImage(picture, 0, 0, null);
            // Squares of noise anywhere, from a few to so many that nothing of the code is left.
            for (int i = 0; i < round; i++) {
                int side = 4 + random.nextInt(24);
                int left = random.nextInt(changed.getWidth() - side);
                int top = random.nextInt(changed.getHeight() - side);
                for (int y = top; y < top + side; y++) {
                    for (int x = left; x < left + side; x++) {
                        changed.setRGB(x, y, random.nextBoolean() ? 0xffffff : 0);
                    }
                }
            }
            Path noisy = directory.resolve("noisy-" + round + ".png");
            ImageIO.write(changed, "png", noisy.toFile());
            try {
                assertThat(QrImage.read(noisy)).isEqualTo("securecall:verify?v=1&n=" + round);
            } catch (IdentityException e) {
                assertThat(e).hasMessageContaining("no QR code");
            }
        }
    }
}
