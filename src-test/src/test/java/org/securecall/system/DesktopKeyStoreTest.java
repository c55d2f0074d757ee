// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.securecall.lab.Folder;
import org.securecall.lab.Product;
import org.securecall.lab.Program;

/** The program in a session with a real key store: GNOME's, over the Secret Service. */
class DesktopKeyStoreTest {

    private final Path own = Folder.of(DesktopKeyStoreTest.class, "session");
    private final Path data = own.resolve("data");

    DesktopKeyStoreTest() throws IOException {}

    @Test
    void theKeyOfANewProfileIsInTheKeyStoreAndOpensInThatSessionAlone() throws Exception {
        String said = inASession("contact add Bob sip:bob@example.org", "profile show", "contact list");
        assertThat(said).contains("protection\tkeystore").contains("1\tBob\tsip:bob@example.org");
        assertThat(Files.readString(data.resolve("securecall.key"))).doesNotContain("\"key\"");

        assertThatThrownBy(() -> run(Map.of("DBUS_SESSION_BUS_ADDRESS", ""), command("contact list")))
                .hasMessageContaining("no desktop's key store here");

        assertThat(inASession("contact list", "profile protect file", "contact list", "profile show"))
                .contains("1\tBob\tsip:bob@example.org")
                .contains("protection\tfile");
        assertThat(run(Map.of("DBUS_SESSION_BUS_ADDRESS", ""), command("contact list")))
                .contains("1\tBob");
        assertThat(inASession("profile protect keystore", "contact list", "profile show"))
                .contains("1\tBob")
                .contains("protection\tkeystore");
    }

    private List<String> command(String line) throws IOException {
        String[] words = (line + " --data-dir " + data).split(" ", -1);
        return Product.command(List.of(), words);
    }

    private String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        return Program.run(own, environment, command);
    }

    private String inASession(String... lines) throws IOException, InterruptedException {
        Path runtime = own.resolve("run");
        if (!Files.exists(runtime)) {
            Files.createDirectory(
                    runtime, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        StringBuilder script = new StringBuilder("set -e\n");
        script.append("printf session | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n");
        for (String line : lines) {
            script.append(command(line).stream()
                            .map(word -> "'" + word.replace("'", "'\\''") + "'")
                            .collect(Collectors.joining(" ")))
                    .append('\n');
        }
        Path file = Files.writeString(own.resolve("session.sh"), script);
        return run(
                Map.of(
                        "HOME", own.toString(),
                        "XDG_DATA_HOME", own.resolve("share").toString(),
                        "XDG_RUNTIME_DIR", runtime.toString()),
                List.of("dbus-run-session", "--", "sh", file.toString()));
    }
}
