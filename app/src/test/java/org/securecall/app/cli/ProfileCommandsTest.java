// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandsTest {

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String input = "";

    private int run(String directory, String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", temporary.resolve(directory).toString()));
        return CommandLineFront.run(
                all.toArray(String[]::new),
                new Fronts(data -> 0, options -> 0, List::of),
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String passphrase(String text) throws IOException {
        return Files.writeString(temporary.resolve("pass-" + text.hashCode()), text + "\n")
                .toString();
    }

    @Test
    void aNewProfileSaysOnceThatItsKeyIsInAFile() {
        assertThat(run("a", "profile", "show")).isZero();
        assertThat(out()).isEqualTo("protection\tnone: there is no profile yet\n");
        assertThat(run("a", "contact", "add", "Bob", "sip:bob@example.org")).isZero();
        assertThat(err()).contains("The key of this profile is in a file");
        assertThat(run("a", "contact", "list")).isZero();
        assertThat(err()).isEmpty();
        assertThat(run("a", "profile", "show")).isZero();
        assertThat(out()).isEqualTo("protection\tfile\n");
    }

    @Test
    void aPassphraseIsAskedForByEveryCommandButShow() throws Exception {
        String first = passphrase("correct horse");
        assertThat(run("a", "contact", "add", "Bob", "sip:bob@example.org", "--passphrase-file", first))
                .isZero();
        assertThat(err()).isEmpty();
        assertThat(run("a", "profile", "show")).isZero();
        assertThat(out()).isEqualTo("protection\tpassphrase\n");
        assertThat(run("a", "contact", "list")).isEqualTo(1);
        assertThat(err()).contains("its passphrase is needed");
        assertThat(run("a", "contact", "list", "--passphrase-file", passphrase("wrong")))
                .isEqualTo(1);
        assertThat(err()).contains("not the passphrase").doesNotContain("wrong");
        String second = passphrase("battery staple");
        assertThat(run(
                        "a",
                        "profile",
                        "protect",
                        "passphrase",
                        "--new-passphrase-file",
                        second,
                        "--passphrase-file",
                        first))
                .isZero();
        assertThat(run("a", "contact", "list", "--passphrase-file", second)).isZero();
        assertThat(out()).isEqualTo("1\tBob\tsip:bob@example.org\n");
        assertThat(run("a", "profile", "protect", "file", "--passphrase-file", second))
                .isZero();
        assertThat(run("a", "contact", "list")).isZero();
    }

    @Test
    void wrongArgumentsAreTold() throws Exception {
        assertThat(run("a", "profile", "protect", "nothing")).isEqualTo(2);
        assertThat(err()).contains("passphrase, keystore or file");
        assertThat(run("a", "profile", "protect", "passphrase")).isEqualTo(2);
        assertThat(err()).contains("--new-passphrase-file");
        assertThat(run("a", "profile", "protect", "file", "--new-passphrase-file", "x"))
                .isEqualTo(2);
        assertThat(run("a", "profile")).isEqualTo(2);
        assertThat(err()).contains("show, protect, backup or restore");
        assertThat(run("a", "--passphrase-file", "x")).isEqualTo(2);
        String missing = temporary.resolve("missing").toString();
        assertThat(run("a", "contact", "list", "--passphrase-file", missing)).isEqualTo(1);
        assertThat(err()).contains("cannot be read").contains(missing);
        assertThat(run("a", "contact", "list", "--passphrase-file", passphrase("")))
                .isEqualTo(1);
        assertThat(err()).contains("is empty");
        assertThat(run("a", "contact", "list", "--passphrase-file", passphrase("x".repeat(1025))))
                .isEqualTo(1);
        assertThat(err()).contains("at most 1024 bytes");
        assertThat(temporary.resolve("a").resolve("securecall.db")).doesNotExist();
    }

    @Test
    void aBackupIsRestoredWithTheCodeThatWasPrinted() throws Exception {
        assertThat(run("old", "contact", "add", "Bob", "sip:bob@example.org")).isZero();
        String backup = temporary.resolve("profile.backup").toString();
        assertThat(run("old", "profile", "backup", backup)).isZero();
        String code = out().lines().findFirst().orElseThrow().replace("recovery code\t", "");
        assertThat(code).hasSizeGreaterThan(30);
        assertThat(run("old", "profile", "backup", backup)).isEqualTo(1);
        assertThat(err()).contains("There is a file already");

        input = code.replace(code.charAt(0), code.charAt(0) == '7' ? '8' : '7') + "\n";
        assertThat(run("new", "profile", "restore", backup)).isEqualTo(1);
        assertThat(err()).isNotBlank();
        input = code + "\n";
        assertThat(run("old", "profile", "restore", backup)).isEqualTo(1);
        assertThat(err()).contains("There is a profile already");
        assertThat(run("new", "profile", "restore", backup)).isZero();
        assertThat(out()).startsWith("restored\t").contains("comparing the code");
        assertThat(run("new", "contact", "list")).isZero();
        assertThat(out()).isEqualTo("1\tBob\tsip:bob@example.org\n");
    }

    @Test
    void keysAreListedAndTheirLogIsExportedOnce() {
        assertThat(run("a", "keys", "list")).isZero();
        assertThat(out()).isEmpty();
        assertThat(run("a", "keys", "log")).isZero();
        assertThat(out()).isEqualTo("The log is whole: 0 entries\n");
        String file = temporary.resolve("log.txt").toString();
        assertThat(run("a", "keys", "export", file, "--redacted")).isZero();
        assertThat(Path.of(file)).content().isNotBlank();
        assertThat(run("a", "keys", "export", file)).isEqualTo(1);
        assertThat(err()).contains("there already");
        assertThat(run("a", "keys")).isEqualTo(2);
    }

    @Test
    void keysOfAnotherTelephoneAreImportedIntoAProfileThatHasMetNobody() throws Exception {
        String file = Path.of("src/test/fuzz/ZidFileFuzz/second").toString();
        assertThat(run("a", "keys", "import", file)).isEqualTo(2);
        assertThat(err()).contains("--from is linphone, jitsi or twinkle");
        assertThat(run("a", "keys", "import", file, "--from", "jitsi", "--zid", "00"))
                .isEqualTo(2);
        assertThat(run("a", "keys", "import", file, "--from", "linphone")).isEqualTo(1);
        assertThat(run("a", "keys", "import", file, "--from", "jitsi")).isZero();
        assertThat(out()).startsWith("imported ").contains("the other telephone must not be used");
        assertThat(run("a", "keys", "list")).isZero();
        assertThat(out()).isNotEmpty();
        assertThat(run("a", "keys", "import", file, "--from", "jitsi")).isEqualTo(1);
        assertThat(err()).contains("import into a new one");
    }
}
