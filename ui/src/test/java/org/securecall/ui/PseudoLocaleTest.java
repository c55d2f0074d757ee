// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window in a language with long words, and mirrored, in the smallest size: nothing throws, and what matters is not cut. */
class PseudoLocaleTest {

    private static final int LIMIT_MINUTES = 5;

    @TempDir
    private Path folder;

    @Test
    void longTextsFromEitherSideAreNotCutWhereTheyMatter() throws Exception {
        PseudoLocale.write(folder);
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-ea", "--enable-native-access=ALL-UNNAMED", "-Dglass.platform=Headless"));
        command.addAll(List.of("-Dprism.order=sw", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        command.addAll(List.of("-cp", folder + File.pathSeparator + System.getProperty("java.class.path")));
        command.add(PseudoLocale.class.getName());
        Process program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(program.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("the screens were shown in time")
                    .isTrue();
        } finally {
            program.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(said);
        assertThat(lines).filteredOn(line -> line.startsWith("Wrong: ")).isEmpty();
        assertThat(lines)
                .as(() -> String.join("\n", lines))
                .contains("Looked at " + Screens.all().size());
    }

    @Test
    void longerTextsKeepTheirPlaces() {
        assertThat(PseudoLocale.longer("Call {0}")).startsWith("Çåll {0}");
        assertThat(new MessageFormat(PseudoLocale.longer("{0} of {1,choice,0#none|1#one} calls"))
                        .getFormatsByArgumentIndex())
                .hasSize(2);
        String text = "Encrypted, not verified";
        assertThat(PseudoLocale.longer(text)).hasSizeGreaterThanOrEqualTo((int) (text.length() * 1.4));
    }
}
