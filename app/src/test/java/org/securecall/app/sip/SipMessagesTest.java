// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sip.address.SipURI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
