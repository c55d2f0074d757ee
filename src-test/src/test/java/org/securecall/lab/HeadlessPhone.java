// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Secure Call without a window, as a program of its own: commands in, events out. */
public final class HeadlessPhone implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Program program;
    private final Set<String> known = new HashSet<>();

    private HeadlessPhone(Program program) {
        this.program = program;
    }

    /** How one is to be started. Its folder keeps its data from one start to the next. */
    public static final class Setup {

        private final String name;
        private final Path folder;
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> jvm = new ArrayList<>();
        private final List<String> options = new ArrayList<>();

        private Setup(Path folder, String name) {
            this.folder = folder;
            this.name = name;
        }

        /** On top of that of the test; {@link SoundCards#environment} leads to a card. */
        public Setup environment(Map<String, String> more) {
            environment.putAll(more);
            return this;
        }

        /** Options of {@code headless}, such as {@code --answer auto}. */
        public Setup options(String... more) {
            options.addAll(List.of(more));
            return this;
        }

        /** Options of its Java virtual machine. */
        public Setup jvm(String... more) {
            jvm.addAll(List.of(more));
            return this;
        }

        /** Where it keeps everything. */
        public Path dataDirectory() {
            return folder.resolve("data-" + name);
        }

        /** Adds an account at a server, before the start. */
        public Setup account(Kamailio server, String transport, String password)
                throws IOException, InterruptedException {
            return account(server, transport, password, server.authority());
        }

        /** Adds an account that trusts another authority than the server's own. */
        public Setup account(Kamailio server, String transport, String password, Path authority)
                throws IOException, InterruptedException {
            try (Program add = run(
                    "account",
                    "add",
                    "--address",
                    "sip:" + name + "@" + Kamailio.DOMAIN,
                    "--password-stdin",
                    "--transport",
                    transport,
                    "--registrar",
                    Kamailio.DOMAIN + ":" + server.port(transport),
                    "--ca",
                    authority.toString())) {
                add.send(password);
                add.endInput();
                if (add.exitStatus(START) != 0) {
                    throw new IOException("account add: " + add.errors().untilEnd(LIMIT));
                }
            }
            return this;
        }

        /** Adds an account over TLS with further options of {@code account add}, and no authority but the machine's. */
        public Setup tlsAccount(Kamailio server, String password, String... more)
                throws IOException, InterruptedException {
            return tlsAccount(server.port("tls"), password, more);
        }

        /** Likewise, at a server that is behind a {@link TlsTap}. */
        public Setup tlsAccount(TlsTap tap, String password, String... more) throws IOException, InterruptedException {
            return tlsAccount(tap.port(), password, more);
        }

        private Setup tlsAccount(int port, String password, String... more) throws IOException, InterruptedException {
            List<String> all = new ArrayList<>(List.of(
                    "account", "add", "--address", address(), "--password-stdin", "--port", Integer.toString(port)));
            all.addAll(List.of(more));
            try (Program add = run(all.toArray(String[]::new))) {
                add.send(password);
                add.endInput();
                if (add.exitStatus(START) != 0) {
                    throw new IOException("account add: " + add.errors().untilEnd(LIMIT));
                }
            }
            return this;
        }

        /** Its account at a server. */
        public String address() {
            return "sip:" + name + "@" + Kamailio.DOMAIN;
        }

        /** Runs another command on the same data to its end, and gives what it said; {@code status} is what is expected. */
        public List<String> ask(int status, String... arguments) throws IOException, InterruptedException {
            try (Program command = run(arguments)) {
                command.endInput();
                int ended = command.exitStatus(START);
                List<String> said = command.output().untilEnd(LIMIT);
                if (ended != status) {
                    throw new IOException(arguments[0] + ": " + ended + ", " + said
                            + command.errors().untilEnd(LIMIT));
                }
                return said;
            }
        }

        /** Starts another command on the same data, such as {@code account list}. */
        public Program run(String... arguments) throws IOException {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--data-dir", dataDirectory().toString()));
            return Program.start(
                    "securecall-" + name + "-" + arguments[0],
                    folder,
                    environment,
                    Product.command(jvm, all.toArray(String[]::new)));
        }

        /** Starts it without waiting for anything, for the cases where it is not to come up. */
        public Program launch() throws IOException {
            Files.createDirectories(dataDirectory());
            List<String> all = new ArrayList<>(
                    List.of("headless", "--data-dir", dataDirectory().toString()));
            all.addAll(options);
            return Program.start(
                    "securecall-" + name, folder, environment, Product.command(jvm, all.toArray(String[]::new)));
        }

        /** Starts it and waits until it is ready. */
        public HeadlessPhone start() throws IOException, InterruptedException {
            HeadlessPhone phone = new HeadlessPhone(launch());
            try {
                phone.await("ready", START, event -> event.is("ready"));
            } catch (AssertionError | InterruptedException e) {
                phone.close();
                throw e;
            }
            return phone;
        }
    }

    /** It will listen on the loopback, on any free port. */
    public static Setup in(Path folder, String name) {
        return in(folder, name, 0);
    }

    /** It will listen on the loopback, on a port. */
    public static Setup in(Path folder, String name, int sipPort) {
        return new Setup(folder, name).options("--bind", "127.0.0.1", "--sip-port", Integer.toString(sipPort));
    }

    /** Where it can be called without any server. */
    public String uri() {
        Event ready = events().stream().filter(e -> e.is("ready")).findFirst().orElseThrow();
        for (Map<?, ?> listen : ready.objects("listen")) {
            if (String.valueOf(listen.get("transport")).equalsIgnoreCase("udp")
                    && listen.get("port") instanceof Double port) {
                return "sip:127.0.0.1:" + port.intValue();
            }
        }
        throw new AssertionError("It does not listen on UDP: " + ready);
    }

    /** The port for SIP over UDP. */
    public int sipPort() {
        String uri = uri();
        return Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
    }

    public ProcessHandle handle() {
        return program.handle();
    }

    public Program program() {
        return program;
    }

    /** Gives a command. */
    public void send(String command) {
        program.send(command);
    }

    /** All events so far. */
    public List<Event> events() {
        return program.output().all().stream().map(Event::parse).toList();
    }

    /** How many events there are so far: a place to wait from. */
    public int mark() {
        return program.output().size();
    }

    /** Waits for an event, from the first one on. */
    public Event await(String what, Predicate<Event> fits) throws InterruptedException {
        return await(what, LIMIT, fits);
    }

    /** Waits for an event, from the first one on. */
    public Event await(String what, Duration limit, Predicate<Event> fits) throws InterruptedException {
        return await(what, 0, limit, fits);
    }

    /** Waits for an event, from a place on. */
    public Event awaitSince(int mark, String what, Predicate<Event> fits) throws InterruptedException {
        return await(what, mark, LIMIT, fits);
    }

    private Event await(String what, int from, Duration limit, Predicate<Event> fits) throws InterruptedException {
        try {
            return Event.parse(program.output().await(what, from, limit, line -> fits.test(Event.parse(line))));
        } catch (AssertionError e) {
            List<String> errors = program.errors().all();
            throw new AssertionError(
                    e.getMessage() + "\nIts last words:\n"
                            + String.join("\n", errors.subList(Math.max(0, errors.size() - 25), errors.size())),
                    e);
        }
    }

    /** Waits until its account is registered. */
    public Event awaitRegistered() throws InterruptedException {
        return await(
                "registration", e -> e.is("registration") && e.text("state").equals("registered"));
    }

    /** Calls. */
    public Call call(String uri) throws InterruptedException {
        send("call " + uri);
        return next("outgoing");
    }

    /** Waits for a call that comes in. */
    public Call incoming() throws InterruptedException {
        return next("incoming");
    }

    private Call next(String direction) throws InterruptedException {
        Event first = await(
                direction + " call",
                e -> e.is("call") && e.text("direction").equals(direction) && !known.contains(e.text("call")));
        known.add(first.text("call"));
        return new Call(first.text("call"));
    }

    /** Says {@code quit} and gives the exit status. */
    public int quit() throws InterruptedException {
        send("quit");
        return program.exitStatus(LIMIT);
    }

    @Override
    public void close() {
        program.close();
    }

    /** One call of it. */
    public final class Call {

        private final String id;

        private Call(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        /** Waits until it is in a state. */
        public Event awaitState(String state) throws InterruptedException {
            return await(
                    "call " + id + " " + state,
                    e -> e.is("call")
                            && e.text("call").equals(id)
                            && e.text("state").equals(state));
        }

        /** Waits until its security is in one of some states. */
        public Event awaitSecurity(String... states) throws InterruptedException {
            return await(
                    "security of call " + id + " " + String.join(" or ", states),
                    e -> isSecurity(e) && List.of(states).contains(e.text("state")));
        }

        /** Waits until something keys its voice: {@code zrtp}, {@code dtls-srtp} or {@code sdes}. */
        public Event awaitProtocol(String protocol) throws InterruptedException {
            return await(
                    "call " + id + " keyed by " + protocol,
                    e -> isSecurity(e) && e.text("protocol").equals(protocol));
        }

        /** The security events so far. */
        public List<Event> security() {
            return events().stream().filter(this::isSecurity).toList();
        }

        private boolean isSecurity(Event event) {
            return event.is("security") && event.text("call").equals(id);
        }

        /** Asks for the statistics. */
        public Event stats() throws InterruptedException {
            int mark = mark();
            send("stats " + id);
            return awaitSince(
                    mark, "stats", e -> e.is("stats") && e.text("call").equals(id));
        }

        /** Says that the codes were compared and are the same, and waits for the next security event. */
        public Event confirm() throws InterruptedException {
            int mark = mark();
            send("sas confirm " + id);
            return awaitSince(mark, "security after confirmation", this::isSecurity);
        }

        /** Says that the codes differ. */
        public void deny() {
            send("sas deny " + id);
        }

        /** Hangs up and waits for the end. */
        public void hangUp() throws InterruptedException {
            send("hangup " + id);
            awaitState("ended");
        }
    }
}
