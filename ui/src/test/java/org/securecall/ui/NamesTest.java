// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Security;
import org.securecall.ui.call.CallNames;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.ExpectedSecurity;

/** Under which name somebody is shown who wants to be taken for somebody else. */
class NamesTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);

    @BeforeEach
    void fill() {
        People.fill(phone);
    }

    @Test
    void strangerIsShownByItsAddressWhereItTakesTheNameOfAContact() {
        for (String name : List.of("Alice Adler", "ALICE ADLER", "Alice  Adler ✔", "alice-adler", "Office")) {
            assertThat(shown("sip:mallory@example.com", name)).isEqualTo("mallory@example.com");
        }
    }

    @Test
    void strangerIsShownByItsAddressWhereItTakesTheNameOfAKeyOrOfThePracticePeer() {
        phone.know(People.trust("sip:dave@example.org", "Dave", true, "0102030405060708090a0b0c", "Secure Call"));
        assertThat(shown("sip:mallory@example.com", "Dave")).isEqualTo("mallory@example.com");
        assertThat(shown("sip:dave@example.org", "Dave")).isEqualTo("Dave");
        assertThat(shown("sip:mallory@example.com", "Practice peer")).isEqualTo("mallory@example.com");
    }

    @Test
    void otherStrangersAreShownAsTheyCallThemselves() {
        assertThat(shown("sip:mallory@example.com", "Mallory")).isEqualTo("Mallory");
        assertThat(shown("sip:mallory@example.com", "")).isEqualTo("mallory");
    }

    @Test
    void contactIsShownByItsNameWhateverItCallsItself() {
        assertThat(shown("sip:alice@example.org", "Bob Builder")).isEqualTo("Alice Adler");
    }

    @Test
    void verifiedKeyIsShownByItsNameWhateverTheContactIsCalled() {
        phone.putContact(new Contact(0, "Eve", "sip:eve@example.org", false))
                .toCompletableFuture()
                .join();
        CallId id = phone.ring("sip:eve@example.org", "Eve");
        phone.secure(id, ScriptedPhone.zrtp(Security.State.VERIFIED, "k3xj", "Mallory"), false);
        assertThat(CallNames.of(model, phone.call(id))).isEqualTo("Mallory");
    }

    /** On the network, anybody may be called so; only the one inside this program is trusted as such. */
    @Test
    void nobodyElseIsThePracticePeer() {
        assertThat(Addresses.isPractice("practice")).isTrue();
        assertThat(Addresses.isPractice("sip:practice@example.com")).isFalse();
        assertThat(Addresses.isPractice("practice@example.com")).isFalse();
        assertThat(ExpectedSecurity.of(model, "practice")).isEqualTo(ExpectedSecurity.VERIFIED);
        assertThat(ExpectedSecurity.of(model, "sip:practice@example.com")).isEqualTo(ExpectedSecurity.FIRST);
        assertThat(shown("sip:practice@example.com", "")).isEqualTo("practice");
    }

    @Test
    void addressIsNeverShownWithoutItsHost() {
        assertThat(Addresses.shown("sip:alice@example.org;transport=tls")).isEqualTo("alice@example.org");
        assertThat(Addresses.shown("sip:alice;@example.com")).isEqualTo("alice;@example.com");
        assertThat(Addresses.shown("sip:alice@example.org;x@example.com;transport=udp"))
                .isEqualTo("alice@example.org;x@example.com");
        assertThat(Addresses.user("sip:alice@example.org;x@example.com")).isEqualTo("alice@example.org;x");
        assertThat(Addresses.key("sip:alice@example.org;x@example.com"))
                .isNotEqualTo(Addresses.key("sip:alice@example.org"));
        assertThat(Addresses.shown("sip:host;transport=tls")).isEqualTo("host");
    }

    private String shown(String address, String calledItself) {
        CallId id = phone.ring(address, calledItself);
        CallSnapshot call = phone.call(id);
        return CallNames.of(model, call);
    }
}
