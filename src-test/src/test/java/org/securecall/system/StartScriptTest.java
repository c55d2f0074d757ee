// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.securecall.lab.Folder;
import org.securecall.lab.Product;
import org.securecall.lab.Program;

/** {@code ./securecall}, as a person starts it. */
class StartScriptTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void itStartsFromAnywhereThroughALinkAndWritesNothingOfItsOwn() throws Exception {
        Path folder = Folder.of(StartScriptTest.class, "link");
        Path link = Files.createSymbolicLink(folder.resolve("telephone"), Product.ROOT.resolve("securecall"));
        try (Program program = Program.start("link", folder, Map.of(), List.of(link.toString(), "--version"))) {
            assertThat(program.exitStatus(LIMIT)).isZero();
            assertThat(program.output().untilEnd(LIMIT))
                    .singleElement()
                    .asString()
                    .matches("securecall \\d+\\.\\d+\\.\\d+.*");
            assertThat(program.errors().untilEnd(LIMIT)).isEmpty();
        }
    }
}
