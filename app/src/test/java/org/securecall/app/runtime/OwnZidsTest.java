// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Transport;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.Zid;

/** Which ZID a whole telephone shows on the wire, and announces before, in each of its calls. */
class OwnZidsTest {

    private static final String HOME = "sip:alice@home.example";
    private static final String WORK = "sip:a.adler@work.example";
    private static final String BOB = "sip:bob@example.org";

    @TempDir
    Path directory;

    private RawPeer peer;
    private Phone phone;

    @BeforeEach
    void aTelephoneOfTwoAccounts() throws Exception {
        peer = new RawPeer();
        phone = Telephone.open(new PhoneOptions(
                directory,
                Optional.of(MediaParameters.ECHO),
                Optional.of(MediaParameters.ECHO),
                Optional.empty(),
                Optional.of(InetAddress.ofLiteral("127.0.0.1")),
                OptionalInt.of(0),
                false));
        get(phone.start());
        for (String address : List.of(HOME, WORK)) {
            get(phone.putAccount(
                    new AccountSpec(
                            address,
                            "",
                            Optional.empty(),
                            Transport.UDP,
                            Optional.of("127.0.0.1:" + peer.port()),
                            Optional.empty(),
                            true),
                    Optional.of("secret".toCharArray())));
        }
        peer.register(2);
    }

    @AfterEach
    void close() throws Exception {
        // The registrar goes first: the telephone must close in time without it.
        peer.close();
        phone.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private RawPeer.Hello called(Optional<String> account) throws Exception {
        CallId call = get(phone.call(peer.address(), account));
        RawPeer.Hello hello = peer.answer();
        return over(call, hello);
    }

    private RawPeer.Hello calls(String account, String from) throws Exception {
        String contact = peer.call(account, from);
        CallId call = ringing();
        get(phone.answer(call));
        return over(call, peer.answered(contact));
    }

    private RawPeer.Hello over(CallId call, RawPeer.Hello hello) throws Exception {
        assertThat(hello.hash()).isEqualTo(hello.announced());
        get(phone.hangUp(call));
        peer.hungUp();
        return hello;
    }

    private CallId ringing() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            for (CallSnapshot call : phone.calls()) {
                if (call.state() == CallSnapshot.State.RINGING) {
                    return call.id();
                }
            }
            assertThat(System.nanoTime()).as("the telephone rings").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private Zid zid(String account) {
        return phone.accounts().stream()
                .filter(snapshot -> snapshot.spec().address().equals(account))
                .map(AccountSnapshot::zid)
                .map(Zid::new)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void callsOfEachAccountShowItsOwnZidAndNoOther() throws Exception {
        RawPeer.Hello home = called(Optional.of(HOME));
        RawPeer.Hello work = called(Optional.of(WORK));
        RawPeer.Hello direct = called(Optional.empty());
        assertThat(home.zid()).isEqualTo(zid(HOME));
        assertThat(work.zid()).isEqualTo(zid(WORK));
        assertThat(List.of(home.zid(), work.zid(), direct.zid())).doesNotHaveDuplicates();
        assertThat(home.holds(work.zid()) || home.holds(direct.zid())).isFalse();
        assertThat(work.holds(home.zid()) || work.holds(direct.zid())).isFalse();
        assertThat(direct.holds(home.zid()) || direct.holds(work.zid())).isFalse();
        assertThat(called(Optional.of(HOME)).zid()).isEqualTo(home.zid());
    }

    @Test
    void callsToEachAccountAreAnsweredUnderItsOwnZid() throws Exception {
        RawPeer.Hello home = calls(HOME, BOB);
        RawPeer.Hello work = calls(WORK, BOB);
        assertThat(home.zid()).isEqualTo(zid(HOME));
        assertThat(work.zid()).isEqualTo(zid(WORK));
        assertThat(home.holds(work.zid())).isFalse();
        assertThat(work.holds(home.zid())).isFalse();
    }

    @Test
    void contactWithAZidOfItsOwnSeesThatOneInAllCallsBothWays() throws Exception {
        Contact bob = new Contact(0, "Bob", peer.address(), false);
        Contact stored = get(phone.putContact(bob.withOwnZid(true)));
        Zid own = called(Optional.of(HOME)).zid();
        assertThat(own).isNotIn(zid(HOME), zid(WORK));
        assertThat(called(Optional.of(WORK)).zid()).isEqualTo(own);
        assertThat(called(Optional.empty()).zid()).isEqualTo(own);
        assertThat(calls(WORK, peer.address()).zid()).isEqualTo(own);
        assertThat(calls(WORK, BOB).zid()).isEqualTo(zid(WORK));
        get(phone.putContact(stored.withOwnZid(false)));
        assertThat(called(Optional.of(HOME)).zid()).isEqualTo(zid(HOME));
        get(phone.putContact(stored));
        assertThat(called(Optional.of(HOME)).zid()).isEqualTo(own);
    }
}
