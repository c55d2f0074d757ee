// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.api.AccountSnapshot.Registration.FAILED;
import static org.securecall.app.api.AccountSnapshot.Registration.REGISTERED;
import static org.securecall.app.api.AccountSnapshot.Registration.REGISTERING;
import static org.securecall.app.api.AccountSnapshot.Registration.UNREGISTERED;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Transport;

/** An account at a registrar that says what the test tells it to. */
class RegistrationTest {

    private Telephone phone;
    private ScriptedServer registrar;
    private final List<char[]> passwordsGiven = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        phone = new Telephone();
        registrar = new ScriptedServer();
    }

    @AfterEach
    void close() {
        // The registrar goes first: the telephone must close in time without it.
        registrar.close();
        phone.close();
    }

    private SipAccount account(Transport transport, String server) {
        return new SipAccount(
                new AccountSpec(
                        "sip:alice@example.org",
                        "Alice \"A\"",
                        Optional.of("auth-alice"),
                        transport,
                        Optional.of(server),
                        Optional.empty(),
                        true),
                () -> {
                    char[] password = "sesame".toCharArray();
                    passwordsGiven.add(password);
                    return password;
                });
    }

    private static String challenge(String nonce, String algorithm, String more) {
        return "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                + ", qop=\"auth,auth-int\", opaque=\"o1\"" + more + "\r\n";
    }

    private String firstRegister() throws IOException {
        phone.agent.register(account(Transport.UDP, "127.0.0.1:" + registrar.port()));
        return registrar.receive("REGISTER");
    }

    /** The calculation of RFC 7616 §3.4.1 done here a second time. */
    private static String expected(String algorithm, String method, String authorization) throws Exception {
        String a1 = hash(algorithm, "auth-alice:example.org:sesame");
        String a2 = hash(algorithm, method + ":" + ScriptedServer.parameter(authorization, "uri"));
        return hash(
                algorithm,
                a1 + ":" + ScriptedServer.parameter(authorization, "nonce") + ":"
                        + ScriptedServer.parameter(authorization, "nc") + ":"
                        + ScriptedServer.parameter(authorization, "cnonce") + ":auth:" + a2);
    }

    private static String hash(String algorithm, String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void grant(String request, int seconds) throws IOException {
        String contact = ScriptedServer.header(request, "Contact").orElseThrow();
        registrar.answer(request, "200 OK", "Contact: " + contact + ";expires=" + seconds + "\r\n");
    }

    @Test
    void md5IsAnsweredAndTheAccountRegisters() throws Exception {
        String first = firstRegister();
        assertThat(first).startsWith("REGISTER sip:example.org SIP/2.0\r\n");
        assertThat(ScriptedServer.header(first, "From").orElseThrow())
                .startsWith("\"Alice \\\"A\\\"\" <sip:alice@example.org>;tag=");
        assertThat(ScriptedServer.header(first, "Contact").orElseThrow()).contains("@127.0.0.1:" + phone.port());
        assertThat(ScriptedServer.header(first, "User-Agent")).contains("SecureCall/test");
        assertThat(ScriptedServer.header(first, "Authorization")).isEmpty();
        registrar.answer(first, "401 Unauthorized", challenge("n1", "MD5", ""));

        String second = registrar.receive("REGISTER");
        String authorization = ScriptedServer.header(second, "Authorization").orElseThrow();
        assertThat(ScriptedServer.parameter(authorization, "username")).isEqualTo("auth-alice");
        assertThat(ScriptedServer.parameter(authorization, "opaque")).isEqualTo("o1");
        assertThat(ScriptedServer.parameter(authorization, "nc")).isEqualTo("00000001");
        assertThat(ScriptedServer.parameter(authorization, "response"))
                .isEqualTo(expected("MD5", "REGISTER", authorization));
        assertThat(ScriptedServer.header(second, "Call-ID")).isEqualTo(ScriptedServer.header(first, "Call-ID"));
        grant(second, 600);

        assertThat(phone.next(SipEvent.RegistrationChanged.class).state()).isEqualTo(REGISTERING);
        SipEvent.RegistrationChanged done = phone.next(SipEvent.RegistrationChanged.class);
        assertThat(done.state()).isEqualTo(REGISTERED);
        assertThat(done.code()).isEqualTo(200);
        assertThat(done.certificate()).isEmpty();
    }

    @Test
    void sha256IsPreferredAndThePasswordIsWiped() throws Exception {
        String first = firstRegister();
        registrar.answer(first, "401 Unauthorized", challenge("m", "MD5", "") + challenge("s", "SHA-256", ""));
        String second = registrar.receive("REGISTER");
        String authorization = ScriptedServer.header(second, "Authorization").orElseThrow();
        assertThat(ScriptedServer.parameter(authorization, "algorithm")).isEqualTo("SHA-256");
        assertThat(ScriptedServer.parameter(authorization, "response"))
                .isEqualTo(expected("SHA-256", "REGISTER", authorization));
        grant(second, 600);
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED);
        assertThat(passwordsGiven).isNotEmpty().allSatisfy(p -> assertThat(p).containsOnly('\0'));
    }

    @Test
    void aWrongPasswordIsSaidAndNotTriedAgain() throws Exception {
        registrar.answer(firstRegister(), "401 Unauthorized", challenge("n1", "MD5", ""));
        registrar.answer(registrar.receive("REGISTER"), "401 Unauthorized", challenge("n2", "MD5", ""));
        SipEvent.RegistrationChanged failed = phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == FAILED);
        assertThat(failed.code()).isEqualTo(401);
        assertThat(failed.reason()).isEqualTo(SipSentences.WRONG_PASSWORD);
        // The first retry of another failure would come after four seconds.
        assertThat(registrar.receive(5000)).isEmpty();
    }

    @Test
    void forbiddenIsAWrongPasswordToo() throws Exception {
        registrar.answer(firstRegister(), "403 Forbidden", "");
        SipEvent.RegistrationChanged failed = phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == FAILED);
        assertThat(failed.code()).isEqualTo(403);
    }

    @Test
    void aRefreshCountsOnAndAStaleNonceIsReplaced() throws Exception {
        registrar.answer(firstRegister(), "401 Unauthorized", challenge("n1", "MD5", ""));
        grant(registrar.receive("REGISTER"), 1);

        String refresh = registrar.receive("REGISTER");
        String authorization = ScriptedServer.header(refresh, "Authorization").orElseThrow();
        assertThat(ScriptedServer.parameter(authorization, "nc")).isEqualTo("00000002");
        registrar.answer(refresh, "401 Unauthorized", challenge("n2", "MD5", ", stale=true"));

        String again = registrar.receive("REGISTER");
        authorization = ScriptedServer.header(again, "Authorization").orElseThrow();
        assertThat(ScriptedServer.parameter(authorization, "nonce")).isEqualTo("n2");
        assertThat(ScriptedServer.parameter(authorization, "nc")).isEqualTo("00000001");
        grant(again, 600);
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED);
        assertThat(phone.all()).noneMatch(e -> e instanceof SipEvent.RegistrationChanged r && r.state() == FAILED);
    }

    @Test
    void tooBriefAnIntervalIsMadeLonger() throws Exception {
        registrar.answer(firstRegister(), "423 Interval Too Brief", "Min-Expires: 1800\r\n");
        String second = registrar.receive("REGISTER");
        assertThat(ScriptedServer.header(second, "Expires")).contains("1800");
        grant(second, 1800);
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED);
    }

    @Test
    void unregisteringTakesTheBindingBack() throws Exception {
        String first = firstRegister();
        grant(first, 600);
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED);
        phone.agent.unregister("sip:alice@example.org");
        String last = registrar.receive("REGISTER");
        assertThat(ScriptedServer.header(last, "Expires")).contains("0");
        assertThat(ScriptedServer.header(last, "Contact")).isEqualTo(ScriptedServer.header(first, "Contact"));
        registrar.answer(last, "200 OK", "");
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == UNREGISTERED);
    }

    @Test
    void aFailureOfTheServerIsTriedAgainLater() throws Exception {
        registrar.answer(firstRegister(), "500 Server Error", "");
        assertThat(phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == FAILED)
                        .code())
                .isEqualTo(500);
        grant(registrar.receive("REGISTER"), 600);
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED);
    }

    @Test
    void aCallToTheRegisteredContactNamesTheAccount() throws Exception {
        String first = firstRegister();
        grant(first, 600);
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED);
        String contact = ScriptedServer.header(first, "Contact").orElseThrow().replaceAll("[<>]", "");
        try (Telephone caller = new Telephone()) {
            caller.agent.invite("c", contact, Optional.empty(), Telephone.OFFER);
            assertThat(phone.next(SipEvent.Incoming.class).account()).contains("sip:alice@example.org");
        }
    }

    @Test
    void aCallFromAnAccountGoesToItsRegistrarAndAnswersTheProxysChallenge() throws Exception {
        phone.agent.invite(
                "c",
                "sip:bob@elsewhere.example",
                Optional.of(account(Transport.UDP, "127.0.0.1:" + registrar.port())),
                Telephone.OFFER);
        String invite = registrar.receive("INVITE");
        assertThat(invite).startsWith("INVITE sip:bob@elsewhere.example SIP/2.0\r\n");
        assertThat(ScriptedServer.header(invite, "Route").orElseThrow()).contains(";lr");
        registrar.answer(
                invite,
                "407 Proxy Authentication Required",
                challenge("n1", "SHA-256", "").replace("WWW-Authenticate", "Proxy-Authenticate"));
        registrar.receive("ACK");
        String second = registrar.receive("INVITE");
        String authorization =
                ScriptedServer.header(second, "Proxy-Authorization").orElseThrow();
        assertThat(ScriptedServer.parameter(authorization, "response"))
                .isEqualTo(expected("SHA-256", "INVITE", authorization));
        registrar.answer(second, "404 Not Found", "");
        assertThat(phone.next(SipEvent.Ended.class).code()).isEqualTo(404);
    }

    @Test
    void aRefusedConnectionIsSaidSo() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        phone.agent.register(account(Transport.TCP, "127.0.0.1:" + free));
        SipEvent.RegistrationChanged failed = phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == FAILED);
        assertThat(failed.reason()).contains("refused the connection").contains(Integer.toString(free));
        assertThat(failed.code()).isZero();
    }

    @Test
    void anUnknownServerIsSaidSo() throws Exception {
        phone.agent.register(account(Transport.UDP, "no-such-host.invalid"));
        assertThat(phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == FAILED)
                        .reason())
                .contains("no-such-host.invalid");
    }
}
