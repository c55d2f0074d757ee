// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.ProgramVersion;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;

class CommandLineFrontTest {

    @TempDir
    Path temporary;

    private final List<HeadlessOptions> headless = new ArrayList<>();
    private final List<Path> windows = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String input = "";

    @Test
    void headlessWithoutOptionsLeavesEverythingToTheSettings() {
        assertThat(run("headless", "--data-dir", "/d")).isZero();
        assertThat(headless)
                .containsExactly(new HeadlessOptions(
                        Path.of("/d"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        HeadlessOptions.Answer.ASK,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ZrtpPreferences.RECOMMENDED,
                        Optional.empty(),
                        false));
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
    }

    @Test
    void headlessOptionsAreRead() throws Exception {
        assertThat(run(
                        "headless",
                        "--data-dir=/d",
                        "--mic",
                        "file:a.wav",
                        "--speaker",
                        "My Headset",
                        "--answer",
                        "auto",
                        "--bind",
                        "127.0.0.1",
                        "--sip-port",
                        "0",
                        "--encryption",
                        "require",
                        "--zrtp",
                        "keyAgreement=DH3k,X255;hash=S384;sas=B32",
                        "--policy",
                        "strongest",
                        "--keying",
                        "zrtp,sdes",
                        "--allow-clear"))
                .isZero();
        assertThat(headless)
                .containsExactly(new HeadlessOptions(
                        Path.of("/d"),
                        Optional.empty(),
                        Optional.of("file:a.wav"),
                        Optional.of("My Headset"),
                        HeadlessOptions.Answer.AUTO,
                        Optional.of(InetAddress.ofLiteral("127.0.0.1")),
                        OptionalInt.of(0),
                        Optional.of(Encryption.REQUIRE),
                        Optional.of(AlgorithmPreset.STRONGEST),
                        new ZrtpPreferences(Map.of(
                                ZrtpPreferences.Kind.KEY_AGREEMENT, List.of("DH3k", "X255"),
                                ZrtpPreferences.Kind.HASH, List.of("S384"),
                                ZrtpPreferences.Kind.SAS, List.of("B32"))),
                        Optional.of(List.of(KeyingMethod.ZRTP, KeyingMethod.SDES)),
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keyAgreement=X256|Unknown keyAgreement 'X256'; known are DH2k, X255",
                "hash=S256,MD5|Unknown hash 'MD5'; known are S256",
                "cipher=|different names",
                "cipher=AES1,AES1|different names",
                "tag=HS80|known are keyAgreement, hash, cipher, authTag, sas",
                "hash=S256;hash=S384|given twice",
                "DH3k|look like",
            })
    void unknownAlgorithmsAreNamedTogetherWithTheKnownOnes(String lists, String reason) {
        assertThat(run("headless", "--zrtp", lists)).isEqualTo(CommandLineFront.USAGE);
        assertThat(err()).contains(reason);
        assertThat(headless).isEmpty();
    }

    @Test
    void statusOfHeadlessIsHandedThrough() {
        Fronts fronts = new Fronts(directory -> 0, options -> 7, List::of);
        assertThat(CommandLineFront.run(new String[] {"headless"}, fronts, console()))
                .isEqualTo(7);
    }

    @Test
    void telephoneThatCannotStartGivesOneLineAndStatusOne() {
        Fronts fronts = new Fronts(
                directory -> 0,
                options -> {
                    throw new PhoneException("Port 5060 is in use");
                },
                List::of);
        assertThat(CommandLineFront.run(new String[] {"headless"}, fronts, console()))
                .isEqualTo(1);
        assertThat(err()).isEqualTo("securecall: Port 5060 is in use\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void noCommandOpensTheWindow() {
        assertThat(run("--data-dir", "/d")).isZero();
        assertThat(run()).isZero();
        assertThat(windows).hasSize(2).startsWith(Path.of("/d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "headless extra",
                "headless --nonsense",
                "headless --sip-port x",
                "headless --sip-port -1",
                "headless --sip-port 65536",
                "headless --sip-port",
                "headless --answer maybe",
                "headless --encryption maybe",
                "headless --bind localhost",
                "headless --bind 1.2.3.4.5",
                "headless --mic a --mic b",
                "account",
                "account nonsense",
                "account add",
                "account add --address alice",
                "account add --address sip:example.org",
                "account add --address sip:a@b --transport sctp",
                "account add --address sip:a@b --registrar h:0",
                "account add --address sip:a@b extra",
                "account remove",
                "account remove nonsense",
                "contact",
                "contact add",
                "contact add Bob",
                "contact add Bob bob",
                "contact add Bob sip:b@h extra",
                "contact remove",
                "contact list extra",
                "contact list --group",
                "contact add Bob sip:b@h --group",
                "contact import",
                "contact import people.txt",
                "contact import a.vcf b.vcf",
                "contact export",
                "contact export people.zip",
                "contact export people.csv --vcard 3",
                "contact export people.vcf --vcard 2",
                "devices extra"
            })
    void wrongUsageGivesOneLineAndStatusTwo(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err()).startsWith("securecall: ").endsWith("\n");
        assertThat(err().lines()).hasSize(1);
        assertThat(out()).isEmpty();
        assertThat(headless).isEmpty();
        assertThat(windows).isEmpty();
    }

    @Test
    void versionIsTheOneOfTheBuild() {
        assertThat(run("--version")).isZero();
        assertThat(out()).isEqualTo("securecall " + ProgramVersion.current() + "\n");
        assertThat(ProgramVersion.current()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void helpIsShownForEachCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("headless", "account", "contact", "devices", "--data-dir", "--version");
        assertThat(run("account", "add", "-h")).isZero();
        assertThat(out()).contains("--password-stdin", "udp|tcp|tls");
        assertThat(err()).isEmpty();
    }

    @Test
    void devicesAreListedWithTheirUse() {
        assertThat(run("devices")).isZero();
        assertThat(out()).isEqualTo("default\tmicrophone,speaker\nWebcam\tmicrophone\nHDMI\tspeaker\n");
    }

    @Test
    void accountIsAddedWithThePasswordFromStandardInputListedAndRemoved() throws Exception {
        Path ca = Files.writeString(temporary.resolve("ca.pem"), "");
        input = "pässword €\r\nrest\n";
        assertThat(runHere(
                        "account",
                        "add",
                        "--address",
                        "sip:alice@Example.org",
                        "--auth-user",
                        "al",
                        "--password-stdin",
                        "--transport",
                        "tcp",
                        "--registrar",
                        "sip.example.org:5070",
                        "--ca",
                        ca.toString()))
                .isZero();
        assertThat(out()).matches("sip:alice@example.org\ttcp\tsip.example.org:5070\tenabled\t[0-9a-f]{24}\n");
        try (Storage storage = Storage.open(data(), Keys.FILE, message -> {})) {
            assertThat(storage.accounts().password("sip:alice@example.org")).isEqualTo("pässword €".toCharArray());
            assertThat(storage.accounts().accounts().getFirst().caFile()).contains(ca.toString());
            assertThat(storage.accounts().accounts().getFirst().authUser()).contains("al");
        }
        assertThat(runHere("account", "list")).isZero();
        assertThat(out()).matches("sip:alice@example.org\ttcp\tsip.example.org:5070\tenabled\t[0-9a-f]{24}\n");
        assertThat(runHere("account", "remove", "alice@example.org")).isZero();
        assertThat(runHere("account", "list")).isZero();
        assertThat(out()).isEmpty();
        assertThat(runHere("account", "remove", "alice@example.org")).isEqualTo(1);
        assertThat(err()).isEqualTo("securecall: There is no account sip:alice@example.org\n");
    }

    @Test
    void everyAccountIsListedWithAZidOfItsOwn() throws Exception {
        assertThat(runHere("account", "add", "--address", "sip:alice@example.org"))
                .isZero();
        assertThat(runHere("account", "add", "--address", "sip:al@work.example"))
                .isZero();
        assertThat(runHere("account", "list")).isZero();
        List<String> zids = out().lines().map(line -> line.split("\t", -1)[4]).toList();
        assertThat(zids).hasSize(2).doesNotHaveDuplicates().allMatch(zid -> zid.matches("[0-9a-f]{24}"));
        assertThat(runHere("account", "list")).isZero();
        assertThat(out()).contains(zids);
    }

    @Test
    void contactMayHaveAZidOfItsOwn() {
        assertThat(runHere("contact", "add", "Bob", "bob@example.org", "--own-zid"))
                .isZero();
        assertThat(out()).isEqualTo("1\tBob\tsip:bob@example.org\town-zid\n");
        assertThat(runHere("contact", "own-zid", "bob@example.org", "off")).isZero();
        assertThat(out()).isEqualTo("1\tBob\tsip:bob@example.org\n");
        assertThat(runHere("contact", "own-zid", "1", "on")).isZero();
        assertThat(runHere("contact", "list")).isZero();
        assertThat(out()).isEqualTo("1\tBob\tsip:bob@example.org\town-zid\n");
        assertThat(runHere("contact", "own-zid", "Bob", "maybe")).isEqualTo(CommandLineFront.USAGE);
        assertThat(err()).contains("on or off");
        assertThat(runHere("contact", "own-zid", "Nobody", "on")).isEqualTo(1);
    }

    @Test
    void transportIsTlsUnlessSaidOtherwise() {
        assertThat(runHere("account", "add", "--address", "sip:alice@example.org"))
                .isZero();
        assertThat(out()).matches("sip:alice@example.org\ttls\t-\tenabled\t[0-9a-f]{24}\n");
    }

    @Test
    void missingOrMalformedPasswordAddsNothing() {
        assertThat(runHere("account", "add", "--address", "sip:a@b", "--password-stdin"))
                .isEqualTo(1);
        assertThat(err()).contains("No password");
        input = "x".repeat(2000);
        assertThat(runHere("account", "add", "--address", "sip:a@b", "--password-stdin"))
                .isEqualTo(1);
        assertThat(err()).contains("longer").doesNotContain("xx");
        assertThat(data()).doesNotExist();
    }

    @Test
    void missingCertificateFileIsToldBeforeThePasswordIsRead() {
        assertThat(runHere("account", "add", "--address", "sip:a@b", "--password-stdin", "--ca", "/no/such.pem"))
                .isEqualTo(1);
        assertThat(err()).contains("/no/such.pem");
    }

    @Test
    void contactsAreAddedListedAndRemovedByNumberAddressOrName() {
        assertThat(runHere("contact", "add", "Bob Builder", "bob@example.org")).isZero();
        assertThat(out()).isEqualTo("1\tBob Builder\tsip:bob@example.org\n");
        assertThat(runHere("contact", "add", "Practice", "practice")).isZero();
        assertThat(runHere("contact", "add", "Twin", "sip:t1@example.org")).isZero();
        assertThat(runHere("contact", "add", "Twin", "sip:t2@example.org")).isZero();
        assertThat(runHere("contact", "remove", "Twin")).isEqualTo(1);
        assertThat(err()).contains("2 contacts");
        assertThat(runHere("contact", "remove", "4")).isZero();
        assertThat(runHere("contact", "remove", "Twin")).isZero();
        assertThat(runHere("contact", "remove", "sips:bob@example.org")).isZero();
        assertThat(runHere("contact", "list")).isZero();
        assertThat(out()).isEqualTo("2\tPractice\tpractice\n");
        assertThat(runHere("contact", "remove", "nobody")).isEqualTo(1);
        assertThat(err()).isEqualTo("securecall: There is no contact nobody\n");
    }

    @Test
    void contactMayHaveAPolicyOfItsOwn() {
        assertThat(runHere("contact", "add", "Bob", "bob@example.org", "--policy", "require-verified"))
                .isZero();
        assertThat(out()).isEqualTo("1\tBob\tsip:bob@example.org\trequire-verified\n");
        assertThat(runHere("contact", "add", "Eve", "eve@example.org", "--policy", "default"))
                .isZero();
        assertThat(runHere("contact", "list")).isZero();
        assertThat(out()).isEqualTo("1\tBob\tsip:bob@example.org\trequire-verified\n2\tEve\tsip:eve@example.org\n");
        assertThat(runHere("contact", "add", "X", "x@example.org", "--policy", "strict"))
                .isEqualTo(CommandLineFront.USAGE);
        assertThat(err()).contains("'strict'", "default, prefer, require-zrtp, require-verified");
    }

    @Test
    void contactMayHaveSeveralAddressesAndGroups() {
        assertThat(runHere(
                        "contact",
                        "add",
                        "Zoë",
                        "zoe@example.org",
                        "sips:z@example.org",
                        "--group",
                        "Büro",
                        "--favourite",
                        "--group",
                        "Friends"))
                .isZero();
        assertThat(out())
                .isEqualTo("1\tZoë\tsip:zoe@example.org sips:z@example.org\tfavourite\tgroup=Büro\tgroup=Friends\n");
        assertThat(runHere("contact", "add", "Bob", "sip:bob@example.org")).isZero();
        assertThat(runHere("contact", "list", "--search", "zoe z@")).isZero();
        assertThat(out()).startsWith("1\tZoë\tsip:zoe@example.org sips:z@example.org\tfavourite");
        assertThat(runHere("contact", "list", "--search", "nobody")).isZero();
        assertThat(out()).isEmpty();
        assertThat(runHere("contact", "list", "--group", "Nobodies")).isZero();
        assertThat(out()).isEmpty();
        assertThat(runHere("contact", "remove", "z@example.org")).isZero();
        assertThat(runHere("contact", "list")).isZero();
        assertThat(out()).isEqualTo("2\tBob\tsip:bob@example.org\n");
    }

    @Test
    void contactsAreImportedOnceAndEachOneSkippedHasItsReason() throws Exception {
        Path file = Files.writeString(
                temporary.resolve("people.csv"),
                "Name,SIP,SIP 2\nAnn,ann@example.org,\nNobody,,\nBob,bob@example.org,\nAnnie,a@h,ann@example.org\n");
        assertThat(runHere("contact", "import", file.toString())).isZero();
        assertThat(out()).isEqualTo("added 2\tmerged 1\tskipped 1\n");
        assertThat(err())
                .isEqualTo("securecall: Entry 4, Annie: merged with Ann, who has the same address\n"
                        + "securecall: Entry 2, Nobody: There is no SIP address\n");
        assertThat(runHere("contact", "list")).isZero();
        assertThat(out()).isEqualTo("1\tAnn\tsip:ann@example.org sip:a@h\n2\tBob\tsip:bob@example.org\n");
        assertThat(runHere("contact", "import", file.toString())).isZero();
        assertThat(out()).isEqualTo("added 0\tmerged 3\tskipped 1\n");
    }

    @Test
    void contactsAreExportedToANewFileAndComeBack() throws Exception {
        assertThat(runHere(
                        "contact", "add", "Zoë", "zoe@example.org", "z@h", "--policy", "require-zrtp", "--favourite"))
                .isZero();
        for (String name : List.of("people.vcf", "People.CSV")) {
            String file = temporary.resolve(name).toString();
            assertThat(runHere("contact", "export", file)).isZero();
            assertThat(out()).isEqualTo("exported 1\n");
            assertThat(runHere("contact", "export", file)).isEqualTo(1);
            assertThat(err()).isEqualTo("securecall: The file is there already: " + file + "\n");
            assertThat(run(
                            "contact",
                            "import",
                            file,
                            "--data-dir",
                            temporary.resolve("to-" + name).toString()))
                    .isZero();
            assertThat(run(
                            "contact",
                            "list",
                            "--data-dir",
                            temporary.resolve("to-" + name).toString()))
                    .isZero();
            assertThat(out()).isEqualTo("1\tZoë\tsip:zoe@example.org sip:z@h\trequire-zrtp\tfavourite\n");
        }
        Path old = temporary.resolve("old.vcf");
        assertThat(runHere("contact", "export", old.toString(), "--vcard", "3")).isZero();
        assertThat(old).content().contains("VERSION:3.0");
        assertThat(runHere("contact", "export", temporary.resolve("none/x.csv").toString()))
                .isEqualTo(1);
        assertThat(err()).contains("cannot be written");
    }

    @Test
    void fileOfContactsThatCannotBeUsedIsTold() throws Exception {
        Path none = temporary.resolve("none.vcf");
        assertThat(runHere("contact", "import", none.toString())).isEqualTo(1);
        assertThat(err()).isEqualTo("securecall: There is no file " + none + "\n");
        Path nonsense = Files.writeString(temporary.resolve("nonsense.vcf"), "nonsense");
        assertThat(runHere("contact", "import", nonsense.toString())).isEqualTo(1);
        assertThat(err()).isEqualTo("securecall: The file holds no vCard\n");
        Path mail = Files.writeString(temporary.resolve("mail.csv"), "Name,SIP\nAnn,\n");
        assertThat(runHere("contact", "import", mail.toString())).isEqualTo(1);
        assertThat(err())
                .isEqualTo("securecall: Entry 1, Ann: There is no SIP address\n"
                        + "securecall: No contact of the file can be used\n");
        assertThat(runHere("contact", "list")).isZero();
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--keying|zrtp,tls|Unknown keying 'tls'; known are zrtp, dtls-srtp, sdes",
                "--keying|sdes,sdes|sdes is given twice",
                "--keying|''|Unknown keying ''; known are zrtp, dtls-srtp, sdes",
                "--policy|custom|Unknown policy 'custom'; known are recommended, strongest, compatible",
            })
    void unknownWordsAboutKeysAreNamedTogetherWithTheKnownOnes(String option, String words, String reason) {
        assertThat(run("headless", option, words)).isEqualTo(CommandLineFront.USAGE);
        assertThat(err()).contains(option + ": " + reason);
        assertThat(headless).isEmpty();
    }

    @Test
    void directoryInUseByARunningProgramIsToldAndNothingIsChanged() throws Exception {
        try (Storage running = Storage.open(data(), Keys.FILE, message -> {})) {
            input = "secret\n";
            assertThat(runHere("account", "add", "--address", "sip:a@b", "--password-stdin"))
                    .isEqualTo(1);
            assertThat(err()).startsWith("securecall: Another Secure Call").doesNotContain("secret");
            assertThat(running.accounts().accounts()).isEmpty();
        }
    }

    @Test
    void directoryThatCannotBeMadeIsTold() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThat(run("contact", "list", "--data-dir", file.toString())).isEqualTo(1);
        assertThat(err()).contains("cannot be made").contains(file.toString());
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void damagedDatabaseIsToldOnStandardErrorAndTheCommandGoesOn() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("securecall.db"), "nonsense");
        assertThat(runHere("contact", "list")).isZero();
        assertThat(err()).contains("damaged").contains("securecall-damaged-");
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private int runHere(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", data().toString()));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Fronts fronts = new Fronts(
                directory -> {
                    windows.add(directory);
                    return 0;
                },
                options -> {
                    headless.add(options);
                    return 0;
                },
                () -> List.of(
                        new AudioDevice("default", true, true),
                        new AudioDevice("Webcam", true, false),
                        new AudioDevice("HDMI", false, true)));
        return CommandLineFront.run(arguments, fronts, console());
    }

    private Console console() {
        return new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** Without what every new profile without a passphrase says. */
    private String err() {
        return err.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n")
                .replaceAll("securecall: The key of this profile is in a file[^\n]*\n", "");
    }
}
