// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningCountTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path place;

    @Test
    void eachProfileHasItsOwnAndOnlyItsKeyReadsIt() throws Exception {
        try (MasterKey one = MasterKey.create(RANDOM);
                MasterKey other = MasterKey.create(RANDOM);
                RecordCipher cipher = new RecordCipher(one, RANDOM);
                RecordCipher foreign = new RecordCipher(other, RANDOM)) {
            assertThat(new OpeningCount(place, cipher).read()).isZero();
            new OpeningCount(place, cipher).write(41);
            new OpeningCount(place, cipher).write(42);
            assertThat(new OpeningCount(place, cipher).read()).isEqualTo(42);
            assertThat(new OpeningCount(place, foreign).read()).isZero();
            try (Stream<Path> files = Files.list(place)) {
                assertThat(files.toList())
                        .hasSize(1)
                        .allSatisfy(file ->
                                assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
            }
        }
    }

    @Test
    void liesWhereThePlatformKeepsWhatProgramsNote() {
        assertThat(OpeningCount.place("Linux", Map.of("XDG_STATE_HOME", "/x"), "/home/a"))
                .isEqualTo(Path.of("/x/securecall"));
        assertThat(OpeningCount.place("Linux", Map.of("XDG_STATE_HOME", "relative"), "/home/a"))
                .isEqualTo(Path.of("/home/a/.local/state/securecall"));
        assertThat(OpeningCount.place("Mac OS X", Map.of(), "/Users/a"))
                .isEqualTo(Path.of("/Users/a/Library/Application Support/Secure Call State"));
        assertThat(OpeningCount.place("Windows 11", Map.of("LOCALAPPDATA", "/l"), "/u"))
                .isEqualTo(Path.of("/l/Secure Call"));
        assertThat(OpeningCount.place("Windows 11", Map.of(), "/u")).isEqualTo(Path.of("/u/AppData/Local/Secure Call"));
    }
}
