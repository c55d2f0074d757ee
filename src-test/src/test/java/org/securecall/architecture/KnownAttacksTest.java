// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/known-attacks.md tells the truth: each row names tests, and each of them is there. */
class KnownAttacksTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/known-attacks.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }

    @Test
    void everyRowNamesATest() throws IOException {
        assertThat(rows())
                .hasSizeGreaterThan(12)
                .allMatch(row -> NAMED.matcher(row).find());
    }

    @Test
    void everyNamedTestIsThere() throws IOException {
        List<MatchResult> named =
                rows().stream().flatMap(row -> NAMED.matcher(row).results()).toList();
        assertThat(named).hasSizeGreaterThan(20);
        for (MatchResult test : named) {
            assertThat(sourceOf(test.group(1)))
                    .as(test.group(1) + "#" + test.group(2))
                    .containsPattern("@(Test|ParameterizedTest|RepeatedTest)\\b[^;]*?\\bvoid " + test.group(2) + "\\(");
        }
    }

    private static String sourceOf(String testClass) throws IOException {
        for (String module : List.of("media", "app", "ui", "src-test")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                List<Path> found =
                        files.filter(file -> file.endsWith(testClass + ".java")).toList();
                if (!found.isEmpty()) {
                    assertThat(found).hasSize(1);
                    return Files.readString(found.getFirst());
                }
            }
        }
        return "";
    }
}
