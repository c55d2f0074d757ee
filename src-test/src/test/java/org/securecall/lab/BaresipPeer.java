// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's baresip, told over TCP, observed by its log. It knows SDES and DTLS-SRTP and no ZRTP, and answers every call by
 * itself.
 */
public final class BaresipPeer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String name;
    private final int sipPort;
    private final Program program;
    private final Socket control;

    private BaresipPeer(String name, int sipPort, Program program, Socket control) {
        this.name = name;
        this.sipPort = sipPort;
        this.program = program;
        this.control = control;
    }

    /** How one is to be started. */
    public static final class Setup {

        private final Path folder;
        private final String name;
        private final Map<String, String> sound;
        private String encryption = "";
        private String account = "";
        private Optional<Path> authority = Optional.empty();

        private Setup(Path folder, String name, Map<String, String> sound) {
            this.folder = folder;
            this.name = name;
            this.sound = Map.copyOf(sound);
        }

        /**
         * Of {@code srtp} (SDES where the other side has it), {@code srtp-mand} (SDES or nothing) and {@code dtls_srtp}. It begins
         * with none.
         */
        public Setup encryption(String wanted) {
            this.encryption = ";mediaenc=" + wanted;
            return this;
        }

        /** Registers at a server, by {@code udp}, {@code tcp} or {@code tls}. */
        public Setup account(Kamailio server, String transport) {
            account = "<sip:%s@%s;transport=%s>;auth_pass=%s;outbound=\"sip:127.0.0.1:%d;transport=%s\";regint=300"
                    .formatted(
                            name,
                            Kamailio.DOMAIN,
                            transport,
                            Kamailio.password(name),
                            server.port(transport),
                            transport);
            authority = Optional.of(server.authority());
            return this;
        }

        /** Starts it and waits until it takes calls and commands. */
        public BaresipPeer start() throws IOException, InterruptedException {
            Path home = Files.createDirectories(folder.resolve("baresip-" + name))
                    .toAbsolutePath();
            int sipPort = Ports.free();
            int controlPort = Ports.free();
            int rtpPort = Ports.free() & ~1;
            Files.writeString(
                    home.resolve("config"),
                    LinphonePeer.resource("/lab/baresip.config")
                            .replace("@SIP_PORT@", Integer.toString(sipPort))
                            .replace("@CONTROL_PORT@", Integer.toString(controlPort))
                            .replace("@RTP_PORTS@", rtpPort + "-" + (rtpPort + 20))
                            .replace("@CERTIFICATE@", certificate(home).toString())
                            .replace(
                                    "@AUTHORITY@",
                                    authority.map(a -> "sip_cafile " + a).orElse(""))
                            .replace("@MODULES@", modules().toString()));
            String plain = "<sip:%s@127.0.0.1:%d>;regint=0".formatted(name, sipPort);
            Files.writeString(
                    home.resolve("accounts"),
                    (account.isEmpty() ? plain : account) + ";answermode=auto;audio_codecs=opus/48000/2,pcmu" + encryption + "\n");
            Files.writeString(home.resolve("contacts"), "");
            Program program = Program.start(
                    "baresip-" + name, home, sound, List.of("stdbuf", "-oL", "baresip", "-4", "-v", "-f", home.toString()));
            try {
                program.output().await("being ready", 0, LIMIT, line -> line.contains("baresip is ready"));
                return new BaresipPeer(
                        name, sipPort, program, new Socket(InetAddress.getLoopbackAddress(), controlPort));
            } catch (AssertionError | IOException | InterruptedException e) {
                program.close();
                throw e;
            }
        }

        /** It does not start without one of its own. */
        private Path certificate(Path home) throws IOException, InterruptedException {
            Path key = home.resolve("key.pem");
            Path certificate = home.resolve("certificate.pem");
            Program.run(
                    home,
                    Map.of(),
                    List.of(
                            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                            "-nodes", "-keyout", key.toString(), "-out", certificate.toString(), "-days", "2", "-subj",
                            "/CN=" + name));
            return Files.writeString(
                    home.resolve("both.pem"), Files.readString(key) + Files.readString(certificate));
        }

        private static Path modules() throws IOException {
            try (Stream<Path> places = Stream.of("/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules")
                    .map(Path::of)) {
                return places.filter(Files::isDirectory)
                        .findFirst()
                        .orElseThrow(() -> new IOException("baresip's modules are not installed"));
            }
        }
    }

    /** @param sound the environment that leads to its card */
    public static Setup in(Path folder, String name, Map<String, String> sound) {
        return new Setup(folder, name, sound);
    }

    /** Where it can be called without any server. */
    public String uri() {
        return "sip:" + name + "@127.0.0.1:" + sipPort;
    }

    /** A place in its log to wait from. */
    public int mark() {
        return program.output().size();
    }

    /** Calls. */
    public void call(String uri) throws IOException {
        command("dial", uri);
    }

    /** Hangs up. */
    public void hangUp() throws IOException {
        command("hangup", "");
    }

    /** Waits until a call is established, since a place in the log. */
    public void awaitEstablished(int from) throws InterruptedException {
        awaitLog("established call", from, "Call established");
    }

    /** Waits until no call is left, since a place in the log. */
    public void awaitClosed(int from) throws InterruptedException {
        awaitLog("end of the call", from, "session closed");
    }

    /** Waits until its account is registered. */
    public void awaitRegistered() throws InterruptedException {
        awaitLog("registration", 0, "200 OK");
    }

    /** Waits for a line of its log. */
    public String awaitLog(String what, int from, String text) throws InterruptedException {
        return program.output().await(what, from, LIMIT, line -> line.contains(text));
    }

    /** The whole log so far. */
    public List<String> log() {
        return program.output().all();
    }

    /** JSON in a netstring. */
    private void command(String command, String parameters) throws IOException {
        byte[] json = "{\"command\":\"%s\",\"params\":\"%s\",\"token\":\"t\"}"
                .formatted(command, parameters)
                .getBytes(StandardCharsets.UTF_8);
        OutputStream out = control.getOutputStream();
        out.write((json.length + ":").getBytes(StandardCharsets.UTF_8));
        out.write(json);
        out.write(',');
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (program) {
            control.close();
        }
    }
}
