// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import javax.sip.address.SipURI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.api.PracticeScenario;

class SipMessagesTest {

    @ParameterizedTest
    @CsvSource({
        "bob, sip:bob@example.org",
        "'bob;x', sip:bob;x@example.org",
        "'bob\u202e', sip:bob%E2%80%AE@example.org",
        "'alice@example.net', sip:alice%40example.net@example.org",
        "'böb', sip:b%C3%B6b@example.org"
    })
    void addressHasOnlyCharactersOfAnAddress(String user, String shown) throws Exception {
        SipURI uri = SipMessages.uri("sip:x@example.org");
        uri.setUser(user);
        assertThat(SipMessages.bareUri(SipMessages.address("", uri))).isEqualTo(shown);
    }

    /** A caller says what its address is; what is inside this program has names that nobody can give itself. */
    @ParameterizedTest
    @CsvSource({
        "practice:key-changed, <practice:key-changed>",
        "PRACTICE:first-call, <PRACTICE:first-call>",
        "tel:+4930123, tel:+4930123"
    })
    void nobodyFromOutsideIsCalledAsThePracticePeer(String from, String shown) throws Exception {
        AddressFactoryImpl addresses = new AddressFactoryImpl();
        String told = SipMessages.bareUri(addresses.createAddress(addresses.createURI(from)));
        assertThat(told).isEqualTo(shown);
        assertThat(PracticeScenario.isPractice(told)).isFalse();
    }
}
