// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's Linphone, without its window: {@code linphone-daemon}, told by its standard input, observed by its log. It asks
 * for ZRTP and nothing else, unless it is told otherwise.
 */
public final class LinphonePeer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CACHE = ".local/share/linphone/zrtp-secrets.db";
    private static final Pattern SAS = Pattern.compile("SAS is (\\S+)");

    private final String name;
    private final int sipPort;
    private final Path cache;
    private final Program program;

    private LinphonePeer(String name, int sipPort, Path cache, Program program) {
        this.name = name;
        this.sipPort = sipPort;
        this.cache = cache;
        this.program = program;
    }

    /** How one is to be started. Its folder keeps its ZRTP secrets from one start to the next. */
    public static final class Setup {

        private final String name;
        private final Path folder;
        private final Map<String, String> sound;
        private int sipPort;
        private String encryption = "zrtp";
        private String sip = "";
        private String account = "";
        private String algorithms = "";
        private boolean autoAnswer = true;
        private boolean mandatory = true;

        private Setup(Path folder, String name, Map<String, String> sound, int sipPort) {
            this.folder = folder;
            this.name = name;
            this.sound = Map.copyOf(sound);
            this.sipPort = sipPort;
        }

        /** The only suite of SDES that it offers and takes, by its name of RFC 4568 or RFC 6188. */
        public Setup suite(String name) {
            algorithms += "srtp_crypto_suites=%s%n".formatted(name);
            return this;
        }

        /** Of {@code none}, {@code srtp} (SDES), {@code dtls}, {@code zrtp}; it insists on it unless told otherwise. */
        public Setup encryption(String wanted) {
            this.encryption = wanted;
            return this;
        }

        /** It takes a call without its encryption too, and so an offer that leaves it open (RFC 8643). */
        public Setup bestEffort() {
            this.mandatory = false;
            return this;
        }

        /** Its only key agreement, such as {@code X255} or {@code DH3K}; it takes DH3k by itself. */
        public Setup keyAgreement(String name) {
            return algorithm("key_agreements", "KEY_AGREEMENT", name);
        }

        /** Its first cipher, {@code AES1} or {@code AES3}. */
        public Setup cipher(String name) {
            return algorithm("cipher", "CIPHER", name);
        }

        /** Its first hash, {@code S256} or {@code S384}. */
        public Setup hash(String name) {
            return algorithm("hash", "HASH", name);
        }

        /** Its first tag, {@code HS32} or {@code HS80}. */
        public Setup authTag(String name) {
            return algorithm("auth", "AUTHTAG", name);
        }

        /** Its first rendering, {@code B32} or {@code B256}. */
        public Setup sas(String name) {
            return algorithm("sas", "SAS", name);
        }

        private Setup algorithm(String list, String kind, String name) {
            algorithms += "zrtp_%s_suites=MS_ZRTP_%s_%s%n".formatted(list, kind, name);
            return this;
        }

        /** It waits for {@link LinphonePeer#answer()}. */
        public Setup asks() {
            this.autoAnswer = false;
            return this;
        }

        /** Registers at a server, by {@code udp}, {@code tcp} or {@code tls}. */
        public Setup account(Kamailio server, String transport) throws IOException {
            int tls = transport.equals("tls") ? Ports.free() : 0;
            int tcp = transport.equals("udp") ? 0 : Ports.free();
            sip = """
                    sip_tls_port=%d
                    sip_tcp_port=%d
                    default_proxy=0
                    verify_server_certs=1
                    verify_server_cn=1
                    root_ca=%s
                    """.formatted(tls, tcp, server.authority());
            account = """
                    [auth_info_0]
                    username=%1$s
                    passwd=%2$s
                    realm=%3$s
                    domain=%3$s
                    [proxy_0]
                    reg_proxy=<sip:%3$s:%4$d;transport=%5$s>
                    reg_route=<sip:%3$s:%4$d;transport=%5$s>
                    reg_identity=sip:%1$s@%3$s
                    reg_expires=300
                    reg_sendregister=1
                    publish=0
                    avpf=0
                    """.formatted(name, Kamailio.password(name), Kamailio.DOMAIN, server.port(transport), transport);
            return this;
        }

        /** Starts it and waits until it takes calls. */
        public LinphonePeer start() throws IOException, InterruptedException {
            Path home =
                    Files.createDirectories(folder.resolve("linphone-" + name)).toAbsolutePath();
            // It does not make these by itself.
            Files.createDirectories(home.resolve(".local/share/linphone"));
            Files.createDirectories(home.resolve(".config/linphone"));
            Path cache = home.resolve(CACHE);
            Files.writeString(
                    home.resolve("rc"),
                    resource("/lab/linphone.rc")
                            .formatted(
                                    sipPort,
                                    name,
                                    encryption,
                                    encryption.equals("none") || !mandatory ? 0 : 1,
                                    algorithms + sip,
                                    Ports.free(),
                                    account));
            Files.deleteIfExists(home.resolve("log"));
            Program program = Program.start(
                    "linphone-" + name,
                    home,
                    with(sound, "HOME", home.toString(), "XDG_DATA_HOME", home.toString()),
                    autoAnswer
                            ? List.of("linphone-daemon", "--config", "rc", "--log", "/dev/stderr", "--auto-answer")
                            : List.of("linphone-daemon", "--config", "rc", "--log", "/dev/stderr"));
            LinphonePeer peer = new LinphonePeer(name, sipPort, cache, program);
            try {
                peer.awaitLog("being up", 0, line -> line.contains("Creating listening point"));
            } catch (AssertionError | InterruptedException e) {
                peer.close();
                throw e;
            }
            return peer;
        }
    }

    /** @param sound the environment that leads to its card */
    public static Setup in(Path folder, String name, Map<String, String> sound) throws IOException {
        return new Setup(folder, name, sound, Ports.free());
    }

    /** Where it can be called without any server. */
    public String uri() {
        return "sip:" + name + "@127.0.0.1:" + sipPort;
    }

    public ProcessHandle handle() {
        return program.handle();
    }

    /** A place in its log to wait from. */
    public int mark() {
        return program.errors().size();
    }

    /** Calls. */
    public void call(String uri) {
        program.send("call " + uri);
    }

    /** Answers what rings. */
    public void answer() {
        program.send("answer");
    }

    /** Hangs up. */
    public void hangUp() {
        program.send("terminate");
    }

    /** Waits until a call is in a state, such as {@code LinphoneCallStreamsRunning}, since a place in the log. */
    public void awaitState(String state, int from) throws InterruptedException {
        awaitLog(state, from, line -> line.contains("moving from state") && line.endsWith("to " + state));
    }

    /** Waits until its account is registered. */
    public void awaitRegistered() throws InterruptedException {
        awaitLog("registration", 0, line -> line.contains("LinphoneRegistrationOk"));
    }

    /** Waits for ZRTP's code, since a place in the log. */
    public String awaitSas(int from) throws InterruptedException {
        Matcher matcher =
                SAS.matcher(awaitLog("a SAS", from, line -> SAS.matcher(line).find()));
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Waits for a line of its log. */
    public String awaitLog(String what, int from, Predicate<String> fits) throws InterruptedException {
        return program.errors().await(what, from, LIMIT, fits);
    }

    /** Whether something was in its log since a place in it. */
    public boolean logged(int from, String text) {
        List<String> all = program.errors().all();
        return all.subList(Math.min(from, all.size()), all.size()).stream().anyMatch(line -> line.contains(text));
    }

    /**
     * Has it believe that its user compared the code, for every peer that it knows: it has no command for that. To be done
     * when it has been closed.
     */
    public static void confirmAll(Path folder, String name) throws SQLException {
        change(folder, name, "UPDATE zrtp SET pvs = X'01'");
    }

    /** Has it forget everything about ZRTP: its own identity and the secrets that it shares. */
    public static void forget(Path folder, String name) throws IOException {
        Path home = folder.resolve("linphone-" + name);
        Files.delete(home.resolve(CACHE));
    }

    private static void change(Path folder, String name, String statement) throws SQLException {
        Path file = folder.resolve("linphone-" + name).resolve(CACHE).toAbsolutePath();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement change = connection.createStatement()) {
            if (change.executeUpdate(statement) == 0) {
                throw new SQLException("Linphone's cache knows nobody");
            }
        }
    }

    private static Map<String, String> with(Map<String, String> base, String... more) {
        Map<String, String> all = new HashMap<>(base);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    static String resource(String name) throws IOException {
        try (InputStream in = LinphonePeer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The whole log so far. */
    public List<String> log() {
        return program.errors().all();
    }

    /** Its ZRTP cache. */
    public Optional<Path> cache() {
        return Files.exists(cache) ? Optional.of(cache) : Optional.empty();
    }

    @Override
    public void close() {
        program.close();
    }
}
