// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @Test
    void linuxFollowsTheXdgSpecification() {
        assertThat(DataDirectory.locate("Linux", Map.of(), "/home/a"))
                .isEqualTo(Path.of("/home/a/.local/share/securecall"));
        assertThat(DataDirectory.locate("Linux", Map.of("XDG_DATA_HOME", "/x"), "/home/a"))
                .isEqualTo(Path.of("/x/securecall"));
        assertThat(DataDirectory.locate("Linux", Map.of("XDG_DATA_HOME", "relative"), "/home/a"))
                .isEqualTo(Path.of("/home/a/.local/share/securecall"));
    }

    @Test
    void macAndWindowsHaveTheirOwnPlaces() {
        assertThat(DataDirectory.locate("Mac OS X", Map.of("XDG_DATA_HOME", "/x"), "/Users/a"))
                .isEqualTo(Path.of("/Users/a/Library/Application Support/Secure Call"));
        assertThat(DataDirectory.locate("Windows 11", Map.of("APPDATA", "/roaming"), "/u"))
                .isEqualTo(Path.of("/roaming/Secure Call"));
        assertThat(DataDirectory.locate("Windows 11", Map.of(), "/u"))
                .isEqualTo(Path.of("/u/AppData/Roaming/Secure Call"));
    }

    @Test
    void questionMarkThatTheDriverWouldReadAsAnOptionIsRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> DataDirectory.prepare(directory.resolve("a?b")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("question mark");
    }
}
