// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Security;
import org.securecall.app.api.Security.State;
import org.securecall.app.api.Settings;
import org.securecall.app.api.Transport;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** Two whole telephones: one has two accounts, and the other remembers and verifies them as two people. */
class TwoAccountsTest {

    private static final String HOME = "sip:alice@home.example";
    private static final String WORK = "sip:a.adler@work.example";

    @TempDir
    Path directory;

    /** A telephone and what it told. */
    private static final class Told implements AutoCloseable {

        final Phone phone;
        private final BlockingQueue<PhoneEvent> events = new LinkedBlockingQueue<>();

        Told(Path directory) throws Exception {
            phone = Telephone.open(new PhoneOptions(
                    directory,
                    Optional.of(MediaParameters.ECHO),
                    Optional.of(MediaParameters.ECHO),
                    Optional.empty(),
                    Optional.of(InetAddress.ofLiteral("127.0.0.1")),
                    OptionalInt.of(0),
                    false));
            // By a signature an account would be known that its ZID alone does not tell.
            Settings settings = phone.settings();
            get(phone.putSettings(settings.withKeys(settings.keys().withSignCodes(false))));
            phone.listen(events::add);
            get(phone.start());
        }

        CallSnapshot next(Predicate<CallSnapshot> fits) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (true) {
                PhoneEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(event).as("an event in time").isNotNull();
                Optional<CallSnapshot> call = switch (event) {
                    case PhoneEvent.CallChanged changed -> Optional.of(changed.call());
                    case PhoneEvent.SecurityChanged changed -> Optional.of(changed.call());
                    default -> Optional.empty();
                };
                if (call.filter(fits).isPresent()) {
                    return call.get();
                }
            }
        }

        Security secured(CallId id) throws Exception {
            return next(call -> call.id().equals(id) && call.security().zrtp().isPresent())
                    .security();
        }

        @Override
        public void close() {
            phone.close();
        }
    }

    /** One call as both sides saw it become secure. */
    private record Seen(Security alices, Security bobs) {

        String aliceZid() {
            return bobs.zrtp().orElseThrow().peerZid().hex();
        }

        Secrets secrets() {
            return alices.zrtp().map(ZrtpDetails::secrets).orElseThrow();
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Seen call(Told alice, Told bob, String account, boolean compare) throws Exception {
        CallId outgoing = get(alice.phone.call("sip:bob@127.0.0.1:" + port(bob), Optional.of(account)));
        CallSnapshot incoming = bob.next(call -> call.state() == CallSnapshot.State.RINGING);
        assertThat(incoming.peer()).isEqualTo(account);
        get(bob.phone.answer(incoming.id()));
        Seen seen = new Seen(alice.secured(outgoing), bob.secured(incoming.id()));
        if (compare) {
            get(alice.phone.confirmSas(outgoing, Optional.of("Bob")));
            get(bob.phone.confirmSas(incoming.id(), Optional.of("Alice")));
        }
        get(alice.phone.hangUp(outgoing));
        bob.next(call -> call.id().equals(incoming.id()) && call.state() == CallSnapshot.State.ENDED);
        return seen;
    }

    private static int port(Told bob) {
        return bob.phone.listening().stream()
                .filter(point -> point.transport() == Transport.UDP)
                .findFirst()
                .orElseThrow()
                .port();
    }

    private static void add(Told alice, Told bob, String address) throws Exception {
        get(alice.phone.putAccount(
                new AccountSpec(
                        address,
                        "",
                        Optional.empty(),
                        Transport.UDP,
                        Optional.of("127.0.0.1:" + port(bob)),
                        Optional.empty(),
                        false),
                Optional.empty()));
    }

    @Test
    void eachAccountIsRememberedAndVerifiedByItself() throws Exception {
        Seen home;
        try (Told bob = new Told(directory.resolve("bob"))) {
            try (Told alice = new Told(directory.resolve("alice"))) {
                add(alice, bob, HOME);
                add(alice, bob, WORK);
                home = call(alice, bob, HOME, true);
                assertThat(home.alices().state()).isEqualTo(State.ENCRYPTED);
                Seen work = call(alice, bob, WORK, false);
                assertThat(work.aliceZid()).isNotEqualTo(home.aliceZid());
                assertThat(work.secrets()).isEqualTo(Secrets.FIRST);
                // Bob's key is known, but not to this one of Alice's: neither verified nor an alarm.
                assertThat(work.alices().state()).isEqualTo(State.ENCRYPTED);
                assertThat(work.alices().detail()).contains("another account");
                assertThat(work.alices().keyName()).isEmpty();
                assertThat(work.bobs().state()).isEqualTo(State.ENCRYPTED);
            }
            try (Told alice = new Told(directory.resolve("alice"))) {
                Seen homeAgain = call(alice, bob, HOME, false);
                assertThat(homeAgain.aliceZid()).isEqualTo(home.aliceZid());
                assertThat(homeAgain.secrets()).isEqualTo(Secrets.MATCH);
                assertThat(homeAgain.alices().state()).isEqualTo(State.VERIFIED);
                assertThat(homeAgain.bobs().state()).isEqualTo(State.VERIFIED);
                Seen workAgain = call(alice, bob, WORK, true);
                assertThat(workAgain.secrets()).isEqualTo(Secrets.MATCH);
                assertThat(workAgain.alices().state()).isEqualTo(State.ENCRYPTED);
                assertThat(workAgain.bobs().state()).isEqualTo(State.ENCRYPTED);
            }
            try (Told alice = new Told(directory.resolve("alice"))) {
                assertThat(call(alice, bob, WORK, false).alices().state()).isEqualTo(State.VERIFIED);
                assertThat(call(alice, bob, HOME, false).bobs().state()).isEqualTo(State.VERIFIED);
                assertThat(alice.phone.trust())
                        .allMatch(ContactTrust::verified)
                        .extracting(ContactTrust::metAs)
                        .containsExactlyInAnyOrder(LocalIdentity.ofAccount(HOME), LocalIdentity.ofAccount(WORK));
                assertThat(alice.phone.trust().stream().map(ContactTrust::zid).distinct())
                        .hasSize(1);
            }
            assertThat(bob.phone.trust()).hasSize(2).allMatch(ContactTrust::verified);
        }
    }
}
