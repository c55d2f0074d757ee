// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.Transport;

/** Two user agents that call each other without a server. */
class DirectCallTest {

    private Telephone alice;
    private Telephone bob;

    @BeforeEach
    void open() throws SipUnavailableException {
        alice = new Telephone();
        bob = new Telephone();
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    private SipEvent.Incoming call(Transport transport) throws InterruptedException {
        alice.agent.invite("c1", bob.address() + ";transport=" + transport.token(), Optional.empty(), Telephone.OFFER);
        return bob.next(SipEvent.Incoming.class);
    }

    private SipEvent.Incoming established(Transport transport) throws InterruptedException {
        SipEvent.Incoming incoming = call(transport);
        bob.agent.accept(incoming.call(), Telephone.ANSWER);
        alice.next(SipEvent.Answered.class);
        bob.next(SipEvent.Confirmed.class);
        return incoming;
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void aCallRingsIsAnsweredAndHungUpByTheCaller(Transport transport) throws InterruptedException {
        SipEvent.Incoming incoming = call(transport);
        assertThat(incoming.from()).isEqualTo("sip:securecall@127.0.0.1:" + alice.port());
        assertThat(incoming.sdp()).contains(Telephone.OFFER);
        assertThat(incoming.account()).isEmpty();
        assertThat(incoming.secure()).isFalse();

        bob.agent.ring(incoming.call(), Optional.empty());
        assertThat(alice.next(SipEvent.Progress.class, p -> p.code() > 100).code())
                .isEqualTo(180);

        bob.agent.accept(incoming.call(), Telephone.ANSWER);
        assertThat(alice.next(SipEvent.Answered.class).sdp()).contains(Telephone.ANSWER);
        assertThat(bob.next(SipEvent.Confirmed.class).sdp()).isEmpty();

        alice.agent.hangUp("c1");
        assertThat(bob.next(SipEvent.Ended.class).code()).isZero();
        assertThat(alice.next(SipEvent.Ended.class).call()).isEqualTo("c1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void theCalleeHangsUp(Transport transport) throws InterruptedException {
        SipEvent.Incoming incoming = established(transport);
        bob.agent.hangUp(incoming.call());
        assertThat(alice.next(SipEvent.Ended.class).reason()).contains("hung up");
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void aCallThatRingsIsCancelled(Transport transport) throws InterruptedException {
        SipEvent.Incoming incoming = call(transport);
        bob.agent.ring(incoming.call(), Optional.empty());
        alice.next(SipEvent.Progress.class, p -> p.code() == 180);
        alice.agent.hangUp("c1");
        assertThat(alice.next(SipEvent.Ended.class).code()).isEqualTo(487);
        SipEvent.Ended ended = bob.next(SipEvent.Ended.class);
        assertThat(ended.call()).isEqualTo(incoming.call());
        assertThat(ended.code()).isEqualTo(487);
    }

    @Test
    void anAnswerThatCrossesACancelIsHungUp() throws InterruptedException {
        SipEvent.Incoming incoming = call(Transport.UDP);
        bob.agent.ring(incoming.call(), Optional.empty());
        alice.next(SipEvent.Progress.class, p -> p.code() == 180);
        bob.agent.accept(incoming.call(), Telephone.ANSWER);
        alice.agent.hangUp("c1");
        assertThat(bob.next(SipEvent.Ended.class).call()).isEqualTo(incoming.call());
        assertThat(alice.next(SipEvent.Ended.class).call()).isEqualTo("c1");
    }

    @ParameterizedTest
    @ValueSource(ints = {486, 603, 480})
    void aRefusalReachesTheCallerWithItsCode(int code) throws InterruptedException {
        SipEvent.Incoming incoming = call(Transport.UDP);
        bob.agent.reject(incoming.call(), code);
        SipEvent.Ended ended = alice.next(SipEvent.Ended.class);
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.reason()).isNotBlank().endsWith(".");
        assertThat(bob.next(SipEvent.Ended.class).code()).isEqualTo(code);
    }

    @Test
    void earlyMediaComesWithItsDescription() throws InterruptedException {
        SipEvent.Incoming incoming = call(Transport.UDP);
        bob.agent.ring(incoming.call(), Optional.of(Telephone.ANSWER));
        assertThat(alice.next(SipEvent.Progress.class, p -> p.code() == 183).sdp())
                .contains(Telephone.ANSWER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void eachSideCanChangeTheSession(Transport transport) throws InterruptedException {
        SipEvent.Incoming incoming = established(transport);

        alice.agent.offer("c1", Telephone.OFFER.replace("20000", "20004"));
        SipEvent.Offer toBob = bob.next(SipEvent.Offer.class);
        assertThat(toBob.sdp().orElseThrow()).contains("20004");
        bob.agent.answerOffer(incoming.call(), Telephone.ANSWER.replace("20002", "20006"));
        assertThat(alice.next(SipEvent.OfferAnswered.class).sdp().orElseThrow()).contains("20006");

        bob.next(SipEvent.Confirmed.class);
        bob.agent.offer(incoming.call(), Telephone.OFFER.replace("20000", "20008"));
        alice.next(SipEvent.Offer.class);
        alice.agent.answerOffer("c1", Telephone.ANSWER.replace("20002", "20010"));
        SipEvent.OfferAnswered answered = bob.next(SipEvent.OfferAnswered.class);
        assertThat(answered.code()).isEqualTo(200);
        assertThat(answered.sdp().orElseThrow()).contains("20010");
    }

    @Test
    void aChangeThatIsRefusedEndsNothing() throws InterruptedException {
        SipEvent.Incoming incoming = established(Transport.UDP);
        alice.agent.offer("c1", Telephone.OFFER.replace("20000", "20004"));
        bob.next(SipEvent.Offer.class);
        bob.agent.refuseOffer(incoming.call());
        assertThat(alice.next(SipEvent.OfferAnswered.class).code()).isEqualTo(488);
        alice.agent.offer("c1", Telephone.OFFER.replace("20000", "20006"));
        bob.next(SipEvent.Offer.class);
        bob.agent.answerOffer(incoming.call(), Telephone.ANSWER);
        assertThat(alice.next(SipEvent.OfferAnswered.class).code()).isEqualTo(200);
    }

    /** RFC 3261 §14.1: both get 491, wait for different times, and one offer after the other gets through. */
    @Test
    void offersThatCrossAreBothAnsweredInTheEnd() throws InterruptedException {
        SipEvent.Incoming incoming = established(Transport.UDP);
        alice.agent.offer("c1", Telephone.OFFER.replace("20000", "20004"));
        bob.agent.offer(incoming.call(), Telephone.OFFER.replace("20000", "20008"));
        Thread answering = Thread.ofVirtual().start(() -> {
            try {
                alice.next(SipEvent.Offer.class);
                alice.agent.answerOffer("c1", Telephone.ANSWER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        bob.next(SipEvent.Offer.class);
        bob.agent.answerOffer(incoming.call(), Telephone.ANSWER);
        answering.join();
        assertThat(alice.awaitAll(SipEvent.OfferAnswered.class))
                .extracting(SipEvent.OfferAnswered::code)
                .containsOnly(200);
        assertThat(bob.awaitAll(SipEvent.OfferAnswered.class))
                .extracting(SipEvent.OfferAnswered::code)
                .containsOnly(200);
    }

    @Test
    void aCallToWhereNobodyListensEndsWithAReason() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        alice.agent.invite("c1", "sip:bob@127.0.0.1:" + free + ";transport=tcp", Optional.empty(), Telephone.OFFER);
        SipEvent.Ended ended = alice.next(SipEvent.Ended.class);
        assertThat(ended.code()).isZero();
        assertThat(ended.reason()).contains("refused the connection");
    }

    @Test
    void aCallToAnUnknownHostEndsWithAReason() throws InterruptedException {
        alice.agent.invite("c1", "sip:bob@no-such-host.invalid", Optional.empty(), Telephone.OFFER);
        assertThat(alice.next(SipEvent.Ended.class).reason())
                .contains("no-such-host.invalid")
                .contains("not known");
    }

    @Test
    void closingHangsUp() throws InterruptedException {
        established(Transport.UDP);
        alice.close();
        assertThat(bob.next(SipEvent.Ended.class).reason()).contains("hung up");
    }

    @Test
    void aPortInUseIsNamed() {
        int taken = bob.port();
        assertThatThrownBy(() -> JainSipUserAgent.open(
                        new SipOptions(
                                Optional.of(InetAddress.ofLiteral("127.0.0.1")),
                                OptionalInt.of(taken),
                                "SecureCall/test"),
                        event -> {}))
                .isInstanceOf(SipUnavailableException.class)
                .hasMessageContaining(Integer.toString(taken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void listeningOnAllAddressesTheOneTowardsThePeerIsNamed(String loopback) throws Exception {
        try (Telephone open = new Telephone(Optional.empty())) {
            String target = "sip:phone@" + loopback + ":" + open.port();
            try (Telephone caller = new Telephone(Optional.empty())) {
                assertThat(Target.literal(caller.agent.localAddressTowards(target, Optional.empty())))
                        .isEqualTo(Target.literal(InetAddress.ofLiteral(loopback.replaceAll("[\\[\\]]", ""))));
                caller.agent.invite("c1", target, Optional.empty(), Telephone.OFFER);
                SipEvent.Incoming incoming = open.next(SipEvent.Incoming.class);
                assertThat(incoming.from())
                        .isEqualTo("sip:securecall@"
                                + Target.literal(InetAddress.ofLiteral(loopback.replaceAll("[\\[\\]]", "")))
                                + ":" + caller.port());
                open.agent.accept(incoming.call(), Telephone.ANSWER);
                caller.next(SipEvent.Answered.class);
                open.next(SipEvent.Confirmed.class);
                open.agent.hangUp(incoming.call());
                caller.next(SipEvent.Ended.class);
            }
        }
    }
}
