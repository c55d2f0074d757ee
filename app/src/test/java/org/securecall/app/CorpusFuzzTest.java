// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.securecall.app.contact.ContactsFuzz;
import org.securecall.app.headless.HeadlessFuzz;
import org.securecall.app.history.PastCallFuzz;
import org.securecall.app.identity.IdentityFuzz;
import org.securecall.app.keylog.KeyLogFuzz;
import org.securecall.app.sdp.SdpFuzz;
import org.securecall.app.sip.SipFuzz;
import org.securecall.app.transfer.BackupFuzz;
import org.securecall.app.transfer.ZidFileFuzz;

/** What the fuzzer starts from, and what it has found before, without the fuzzer: see src-test/fuzz. */
class CorpusFuzzTest {

    private static final Path CORPUS = Path.of("src/test/fuzz");

    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "BackupFuzz", BackupFuzz::fuzzerTestOneInput,
            "ContactsFuzz", ContactsFuzz::fuzzerTestOneInput,
            "HeadlessFuzz", HeadlessFuzz::fuzzerTestOneInput,
            "PastCallFuzz", PastCallFuzz::fuzzerTestOneInput,
            "IdentityFuzz", IdentityFuzz::fuzzerTestOneInput,
            "KeyLogFuzz", KeyLogFuzz::fuzzerTestOneInput,
            "SdpFuzz", SdpFuzz::fuzzerTestOneInput,
            "SipFuzz", SipFuzz::fuzzerTestOneInput,
            "ZidFileFuzz", ZidFileFuzz::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> everyInputOfTheCorpusIsSurvived() throws IOException {
        assertThat(names(CORPUS)).containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        return TARGETS.entrySet().stream()
                .map(target -> DynamicTest.dynamicTest(target.getKey(), () -> {
                    Path folder = CORPUS.resolve(target.getKey());
                    assertThat(names(folder)).isNotEmpty();
                    for (String name : names(folder)) {
                        target.getValue().accept(Files.readAllBytes(folder.resolve(name)));
                    }
                }));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).toList();
        }
    }
}
