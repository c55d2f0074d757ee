// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.lab.Await;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.PlainPeer;
import org.securecall.lab.Product;
import org.securecall.lab.Program;
import org.securecall.lab.SoundCards;

/** What goes wrong around the telephone is said, and the rest goes on. */
class BadInputTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(
            strings = {"headless --sip-port many", "headless --encryption maybe", "nonsense", "account", "--nothing"})
    void wrongUsageIsStatusTwoAndOneLine(String arguments) throws Exception {
        Path folder = Folder.of(BadInputTest.class, "usage");
        try (Program program = Program.start("securecall", folder, Map.of(), Product.command(arguments.split(" ")))) {
            assertThat(program.exitStatus(LIMIT)).isEqualTo(2);
            assertThat(program.output().untilEnd(LIMIT)).isEmpty();
            assertThat(program.errors().untilEnd(LIMIT)).hasSize(1);
        }
    }

    @Test
    void aPortInUseIsStatusOneAndOneLine() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "port");
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Program program =
                        HeadlessPhone.in(folder, "alice", other.getLocalPort()).launch()) {
            assertThat(program.exitStatus(LIMIT)).isEqualTo(1);
            assertThat(program.errors().untilEnd(LIMIT))
                    .singleElement()
                    .asString()
                    .contains("" + other.getLocalPort());
        }
    }

    @Test
    void theEndOfInputIsQuitAndAnUnknownCommandIsAnError() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "commands");
        try (HeadlessPhone alice = HeadlessPhone.in(folder, "alice").start()) {
            for (String command : List.of("dance", "hangup 999", "call", "mute perhaps", "sas confirm")) {
                int mark = alice.mark();
                alice.send(command);
                assertThat(alice.awaitSince(mark, "error for '" + command + "'", e -> e.is("error"))
                                .text("message"))
                        .isNotEmpty();
            }
            alice.program().endInput();
            assertThat(alice.program().exitStatus(LIMIT)).isZero();
        }
    }

    @Test
    void anUnknownHostEndsThatCallWithAReason() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "host");
        try (HeadlessPhone alice = HeadlessPhone.in(folder, "alice").start()) {
            Event ended = alice.call("sip:bob@no-such-host.invalid").awaitState("ended");
            assertThat(ended.text("reason")).isNotEmpty();
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void withoutSoundDevicesTheCallGoesOnAndItIsSaid() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "silent");
        Path empty = Files.writeString(folder.resolve("asound.conf"), "# no devices\n");
        Map<String, String> deaf =
                Map.of("ALSA_CONFIG_PATH", empty.toString(), "PULSE_SERVER", "unix:" + folder.resolve("nobody"));
        try (HeadlessPhone bob = HeadlessPhone.in(folder, "bob")
                        .environment(deaf)
                        .options("--answer", "auto")
                        .start();
                HeadlessPhone alice =
                        HeadlessPhone.in(folder, "alice").environment(deaf).start()) {
            HeadlessPhone.Call call = alice.call(bob.uri());
            call.awaitState("active");
            call.awaitSecurity("encrypted");
            alice.await(
                    "error about the microphone",
                    e -> e.is("error") && e.text("message").contains("microphone"));
            alice.await(
                    "error about the speaker",
                    e -> e.is("error") && e.text("message").contains("speaker"));
            call.hangUp();
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    @Test
    void aSoundDeviceThatDisappearsIsSaidAndTheCallGoesOn() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "unplugged");
        try (SoundCards alices = SoundCards.start(folder.resolve("a"), "alice");
                SoundCards bobs = SoundCards.start(folder.resolve("b"), "bob");
                HeadlessPhone bob = HeadlessPhone.in(folder, "bob")
                        .environment(bobs.environment("bob"))
                        .options("--answer", "auto")
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(folder, "alice")
                        .environment(alices.environment("alice"))
                        .start()) {
            HeadlessPhone.Call call = alice.call(bob.uri());
            call.awaitSecurity("encrypted");
            Await.until("voice", LIMIT, () -> call.stats().number("packetsSent") > 50);
            int mark = alice.mark();
            alices.unplug();
            assertThat(alice.awaitSince(mark, "error about sound", e -> e.is("error"))
                            .text("message"))
                    .containsAnyOf("icrophone", "peaker", "ound");
            double before = call.stats().number("packetsReceived");
            Await.until("voice of the other side", LIMIT, () -> call.stats().number("packetsReceived") > before + 50);
            call.hangUp();
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    @Test
    void aDamagedDatabaseIsKeptAside() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "damaged");
        HeadlessPhone.Setup alices = HeadlessPhone.in(folder, "alice");
        byte[] garbage = new byte[20_000];
        new SecureRandom().nextBytes(garbage);
        Files.createDirectories(alices.dataDirectory());
        Files.write(alices.dataDirectory().resolve("securecall.db"), garbage);
        try (HeadlessPhone alice = alices.start()) {
            assertThat(alice.await("error about the database", e -> e.is("error"))
                            .text("message"))
                    .containsIgnoringCase("damaged");
            assertThat(alice.quit()).isZero();
        }
        try (Stream<Path> files = Files.list(alices.dataDirectory())) {
            assertThat(files.filter(Files::isRegularFile)
                            .anyMatch(file -> java.util.Arrays.equals(read(file), garbage)))
                    .as("the damaged file is still there, unchanged")
                    .isTrue();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aNewerDatabaseIsLeftAlone() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "newer");
        HeadlessPhone.Setup alices = HeadlessPhone.in(folder, "alice");
        Files.createDirectories(alices.dataDirectory());
        Path database = alices.dataDirectory().resolve("securecall.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 9999");
            statement.execute("CREATE TABLE of_the_future (x TEXT)");
        }
        byte[] before = Files.readAllBytes(database);
        try (Program program = alices.launch()) {
            assertThat(program.exitStatus(LIMIT)).isEqualTo(1);
            assertThat(program.errors().untilEnd(LIMIT))
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("newer");
        }
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    @Test
    void garbageOnEveryPortLeavesCallsAlone() throws Exception {
        Path folder = Folder.of(BadInputTest.class, "garbage");
        try (SoundCards cards = SoundCards.start(folder, "alice", "bob");
                PlainPeer plain = new PlainPeer();
                HeadlessPhone bob = HeadlessPhone.in(folder, "bob")
                        .environment(cards.environment("bob"))
                        .options("--answer", "auto")
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(folder, "alice")
                        .environment(cards.environment("alice"))
                        .start()) {
            HeadlessPhone.Call good = alice.call(bob.uri());
            good.awaitSecurity("encrypted");
            HeadlessPhone.Call other = alice.call(plain.uri());
            other.awaitState("active");
            for (byte[] octets : badSip()) {
                plain.sendSip(alice.sipPort(), octets);
            }
            for (byte[] octets : badMedia()) {
                plain.sendMedia(octets);
            }
            plain.sendSip(alice.sipPort(), options(plain).getBytes(StandardCharsets.UTF_8));
            Await.until(
                    "answer to OPTIONS after the garbage",
                    LIMIT,
                    () -> plain.messages().stream()
                            .anyMatch(m -> m.startsWith("SIP/2.0") && m.contains("after-garbage")));

            double before = good.stats().number("packetsReceived");
            Await.until("voice that goes on", LIMIT, () -> good.stats().number("packetsReceived") > before + 50);
            assertThat(good.security())
                    .noneMatch(
                            e -> List.of("none", "lost", "mismatch", "changed").contains(e.text("state")));
            good.hangUp();
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    private static List<byte[]> badSip() {
        byte[] random = new byte[1200];
        new SecureRandom().nextBytes(random);
        return Stream.of(
                        "",
                        "\r\n\r\n",
                        "INVITE",
                        "INVITE sip:a SIP/2.0\r\n\r\n",
                        "INVITE sip:a@b SIP/9.9\r\nVia: nonsense\r\nContent-Length: -5\r\n\r\n",
                        "INVITE sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKx\r\n"
                                + "From: <sip:x@y>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: bad-sdp\r\nCSeq: 1 INVITE\r\n"
                                + "Contact: <sip:x@127.0.0.1:9>\r\nContent-Type: application/sdp\r\n"
                                + "Content-Length: 30\r\n\r\nv=0\r\nm=audio 99999999 RTP/AVP\r\n",
                        "SIP/2.0 200 OK\r\nCSeq: 4294967297 INVITE\r\n\r\n",
                        "BYE sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKy\r\n"
                                + "From: <sip:x@y>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: nobody\r\nCSeq: 1 BYE\r\n"
                                + "Content-Length: 0\r\n\r\n",
                        "REGISTER sip:" + "x".repeat(8000) + " SIP/2.0\r\n\r\n",
                        new String(random, StandardCharsets.ISO_8859_1))
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static List<byte[]> badMedia() {
        byte[] random = new byte[1400];
        new SecureRandom().nextBytes(random);
        byte[] zrtp = ByteBuffer.allocate(64)
                .putShort((short) 0x1000)
                .putShort((short) 7)
                .putInt(0x5a525450)
                .putInt(1)
                .putShort((short) 0x505a)
                .putShort((short) 0xffff)
                .put("Hello   ".getBytes(StandardCharsets.US_ASCII))
                .array();
        byte[] manySources = new byte[12];
        manySources[0] = (byte) 0x8f;
        byte[] padding = new byte[13];
        padding[0] = (byte) 0xa0;
        padding[12] = (byte) 0xff;
        byte[] extension = new byte[16];
        extension[0] = (byte) 0x90;
        extension[14] = (byte) 0xff;
        byte[] rtcp = {(byte) 0x9f, (byte) 200, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0};
        return List.of(
                new byte[0],
                new byte[1],
                new byte[11],
                random,
                zrtp,
                manySources,
                padding,
                extension,
                rtcp,
                new byte[65_000]);
    }

    private static String options(PlainPeer plain) {
        String host = plain.uri().substring(plain.uri().indexOf('@') + 1);
        return "OPTIONS sip:alice@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP " + host
                + ";branch=z9hG4bKafter;rport\r\nMax-Forwards: 70\r\nFrom: <sip:plain@" + host
                + ">;tag=9\r\nTo: <sip:alice@127.0.0.1>\r\nCall-ID: after-garbage\r\nCSeq: 1 OPTIONS\r\n"
                + "Contact: <sip:plain@" + host + ">\r\nContent-Length: 0\r\n\r\n";
    }
}
