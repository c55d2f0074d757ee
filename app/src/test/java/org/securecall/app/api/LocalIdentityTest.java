// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIdentityTest {

    @Test
    void tokensAreReadBackAndDiffer() {
        List<LocalIdentity> all = List.of(
                LocalIdentity.MAIN,
                LocalIdentity.PRACTICE,
                LocalIdentity.ofAccount("sip:alice@example.org"),
                LocalIdentity.ofAccount("7"),
                LocalIdentity.ofContact(7),
                LocalIdentity.ofContact(999_999_999_999_999_999L));
        assertThat(all)
                .allSatisfy(identity ->
                        assertThat(LocalIdentity.parse(identity.token())).contains(identity));
        assertThat(all.stream().map(LocalIdentity::token).distinct()).hasSize(all.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "OWN", "account/", "contact/", "contact/0", "contact/07", "contact/-1", "contact/x", "x"})
    void whatIsNoTokenIsNoIdentity(String token) {
        assertThat(LocalIdentity.parse(token)).isEmpty();
    }

    @Test
    void onlyThePracticePeerIsNotTheUser() {
        assertThat(LocalIdentity.PRACTICE.isUsers()).isFalse();
        assertThat(LocalIdentity.MAIN.isUsers()).isTrue();
        assertThat(LocalIdentity.ofContact(1).isUsers()).isTrue();
    }

    @Test
    void nothingThatMayBeLoggedHoldsTheAddress() {
        assertThat(LocalIdentity.ofAccount("sip:alice@example.org").toString()).doesNotContain("alice@");
    }
}
