// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media;

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
import org.securecall.media.api.KeyingFuzz;
import org.securecall.media.audio.WavFuzz;
import org.securecall.media.codec.opus.OpusFuzz;
import org.securecall.media.rtp.RtpFuzz;
import org.securecall.media.srtp.SrtpFuzz;
import org.securecall.media.zrtp.ZrtpMachineFuzz;
import org.securecall.media.zrtp.ZrtpPacketFuzz;

/** What the fuzzer starts from, and what it has found before, without the fuzzer: see src-test/fuzz. */
class CorpusFuzzTest {

    private static final Path CORPUS = Path.of("src/test/fuzz");

    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "KeyingFuzz", KeyingFuzz::fuzzerTestOneInput,
            "OpusFuzz", OpusFuzz::fuzzerTestOneInput,
            "RtpFuzz", RtpFuzz::fuzzerTestOneInput,
            "SrtpFuzz", SrtpFuzz::fuzzerTestOneInput,
            "WavFuzz", WavFuzz::fuzzerTestOneInput,
            "ZrtpMachineFuzz", ZrtpMachineFuzz::fuzzerTestOneInput,
            "ZrtpPacketFuzz", ZrtpPacketFuzz::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> everyInputOfTheCorpusIsSurvived() throws IOException {
        assertThat(names(CORPUS)).containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        return TARGETS.entrySet().stream().map(target -> DynamicTest.dynamicTest(target.getKey(), () -> {
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
