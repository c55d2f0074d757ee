// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
        assertThat(incoming.from()).isEqualTo("sip:securecall@127.0.0.1");
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
}
