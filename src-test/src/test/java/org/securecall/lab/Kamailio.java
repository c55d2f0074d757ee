// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Debian's Kamailio as registrar and proxy of the domain {@value #DOMAIN}: UDP and TCP on one port, TLS on another one.
 * It knows alice, bob and carol, keeps nothing, and relays for nobody else.
 */
public final class Kamailio implements AutoCloseable {

    /** A name of the loopback on every machine, so that no resolver is needed and certificates have a name to hold. */
    public static final String DOMAIN = "localhost";

    private static final String ASKING_NOBODY = "verify_certificate = no\nrequire_certificate = no";

    private static final Duration START = Duration.ofSeconds(20);

    private final Program program;
    private final int port;
    private final int tlsPort;
    private final Path authority;

    private Kamailio(Program program, int port, int tlsPort, Path authority) {
        this.program = program;
        this.port = port;
        this.tlsPort = tlsPort;
        this.authority = authority;
    }

    /**
     * Starts one.
     *
     * @param name of its folder
     * @param certificate of the server, PEM; its key is with the authority under {@code certificateHost}
     */
    public static Kamailio start(
            Path folder, String name, CertificateAuthority authority, Path certificate, String certificateHost)
            throws IOException, InterruptedException {
        return start(folder, name, authority, certificate, certificateHost, ASKING_NOBODY, "return;", "return;");
    }

    /** Likewise; nobody gets in without a certificate of the authority. */
    public static Kamailio startAskingForCertificates(
            Path folder, String name, CertificateAuthority authority, Path certificate, String certificateHost)
            throws IOException, InterruptedException {
        String asking = "verify_certificate = yes\nrequire_certificate = yes\nca_list = " + authority.certificate();
        return start(folder, name, authority, certificate, certificateHost, asking, "return;", "return;");
    }

    /** Likewise; the voice of every call is led through a tap. */
    public static Kamailio start(
            Path folder,
            String name,
            CertificateAuthority authority,
            Path certificate,
            String certificateHost,
            MediaTap tap)
            throws IOException, InterruptedException {
        return start(
                folder,
                name,
                authority,
                certificate,
                certificateHost,
                ASKING_NOBODY,
                leadTo(tap.portForCallee()),
                leadTo(tap.portForCaller()));
    }

    private static String leadTo(int port) {
        return "subst_body('/^m=audio [0-9]+ /m=audio %d /'); subst_body('/^c=IN IP4 [0-9.]+/c=IN IP4 127.0.0.1/');"
                .formatted(port);
    }

    private static Kamailio start(
            Path folder,
            String name,
            CertificateAuthority authority,
            Path certificate,
            String certificateHost,
            String clients,
            String onOffer,
            String onAnswer)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve(name)).toAbsolutePath();
        int port = Ports.free();
        int tlsPort = Ports.free();
        Path tls = Files.writeString(
                home.resolve("tls.cfg"), """
                [server:default]
                method = TLSv1.2+
                %s
                private_key = %s
                certificate = %s
                [client:default]
                method = TLSv1.2+
                verify_certificate = no
                require_certificate = no
                """.formatted(clients, authority.key(certificateHost), certificate));
        Files.writeString(
                home.resolve("kamailio.cfg"),
                LinphonePeer.resource("/lab/kamailio.cfg")
                        .replace("@DOMAIN@", DOMAIN)
                        .replace("@ON_OFFER@", onOffer)
                        .replace("@ON_ANSWER@", onAnswer)
                        .replace("@PORT@", Integer.toString(port))
                        .replace("@TLS_PORT@", Integer.toString(tlsPort))
                        .replace("@TLS_CONFIG@", tls.toString()));
        Program program = Program.start(
                name,
                home,
                Map.of(),
                List.of(
                        "kamailio",
                        "-f",
                        "kamailio.cfg",
                        "-DD",
                        "-E",
                        "-m",
                        "64",
                        "-M",
                        "8",
                        "-P",
                        home + "/pid",
                        "-Y",
                        home.toString()));
        Kamailio server = new Kamailio(program, port, tlsPort, authority.certificate());
        try {
            program.errors().await("being up", 0, START, line -> line.contains("lab: ready"));
        } catch (AssertionError | InterruptedException e) {
            program.close();
            throw e;
        }
        return server;
    }

    /** The password of a user. */
    public static String password(String user) {
        return user + "-secret";
    }

    /** The port for {@code udp}, {@code tcp} or {@code tls}. */
    public int port(String transport) {
        return transport.equals("tls") ? tlsPort : port;
    }

    /** The certificate to trust, PEM. */
    public Path authority() {
        return authority;
    }

    /** What it got, a line each: {@code lab: METHOD TRANSPORT FROM-USER}. */
    public List<String> requests() {
        return program.errors().all().stream()
                .filter(line -> line.contains("lab: request "))
                .map(line -> line.substring(line.indexOf("lab: request ") + "lab: request ".length()))
                .toList();
    }

    @Override
    public void close() {
        program.close();
    }
}
