// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.securecall.lab.Display;
import org.securecall.lab.DisplayUser;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Product;
import org.securecall.lab.Program;
import org.securecall.lab.SoundCards;

/** The program as a new user starts it, in a real window on a real X server, with mouse, keyboard and sound card. */
class FirstMinuteTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void fromStartToAVerifiedPracticeCallInUnderAMinute() throws Exception {
        Path own = Folder.of(FirstMinuteTest.class, "minute");
        Path picture = own.resolve("screen.png").toAbsolutePath();
        HeadlessPhone.Setup profile = HeadlessPhone.in(own, "alice");
        try (SoundCards cards = SoundCards.start(own, "alice");
                Display display = Display.start(own)) {
            Map<String, String> environment = new HashMap<>(cards.environment("alice"));
            environment.putAll(display.environment());
            environment.put("LC_ALL", "C.UTF-8");
            List<String> command = Product.command(
                    DisplayUser.class,
                    picture.toString(),
                    "--data-dir",
                    profile.dataDirectory().toAbsolutePath().toString());
            try (Program window = Program.start("window", own, environment, command)) {
                int status = window.exitStatus(MINUTE);
                assertThat(status)
                        .as(window.output().all() + " " + window.errors().all())
                        .isZero();
                assertThat(window.output().all()).contains("encrypted", "verified", "done");
            }
        }
        assertThat(colours(ImageIO.read(picture.toFile())))
                .as("a window is on the screen")
                .isGreaterThan(50);
        // It was kept.
        assertThat(profile.ask(0, "keys", "list")).anyMatch(line -> line.contains("verified"));
    }

    private static long colours(BufferedImage screen) {
        return IntStream.range(0, screen.getHeight())
                .flatMap(y -> IntStream.range(0, screen.getWidth()).map(x -> screen.getRGB(x, y)))
                .distinct()
                .count();
    }
}
