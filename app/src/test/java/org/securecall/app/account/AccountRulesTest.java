// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Transport;
import org.securecall.media.secret.SecretBytes;

class AccountRulesTest {

    @Test
    void blankFieldsAreAbsentAndSpellingsAreMadeOne() throws Exception {
        AccountSpec checked = AccountRules.checked(new AccountSpec(
                " Alice@Example.ORG ",
                " Alice ",
                Optional.of("  "),
                Transport.UDP,
                Optional.of(" SIP.example.org:5062 "),
                Optional.of(""),
                true));
        assertThat(checked)
                .isEqualTo(new AccountSpec(
                        "sip:Alice@example.org",
                        "Alice",
                        Optional.empty(),
                        Transport.UDP,
                        Optional.of("sip.example.org:5062"),
                        Optional.empty(),
                        true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:example.org", "sip:alice@example.org;transport=udp", "alice", ""})
    void addressThatIsNoAccountsIsRefused(String address) {
        assertThatThrownBy(() -> AccountRules.checked(spec(address, "Alice", Optional.empty())))
                .isInstanceOf(InvalidEntryException.class);
    }

    @Test
    void lineBreakInANameIsRefusedBecauseItWouldEndASipHeader() {
        assertThatThrownBy(() -> AccountRules.checked(spec("sip:a@b", "Alice\r\nX: y", Optional.empty())))
                .isInstanceOf(InvalidEntryException.class);
        assertThatThrownBy(() -> AccountRules.checked(spec("sip:a@b", "Alice", Optional.of("a\nb"))))
                .isInstanceOf(InvalidEntryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "pässword €", "\uD83D\uDD11 key", "ab\u0000c"})
    void passwordsComeBackAsTheyWereGiven(String password) {
        try (SecretBytes bytes = Passwords.bytes(password.toCharArray())) {
            assertThat(Passwords.chars(bytes)).isEqualTo(password.toCharArray());
        }
    }

    private static AccountSpec spec(String address, String name, Optional<String> authUser) {
        return new AccountSpec(address, name, authUser, Transport.TLS, Optional.empty(), Optional.empty(), true);
    }
}
