// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSnapshot.Registration;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Transport;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class AccountFormModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private final AtomicInteger saved = new AtomicInteger();

    @Test
    void addressAndPasswordAreEnoughAndTheTransportIsTls() {
        AccountFormModel form = new AccountFormModel(model, Optional.empty());
        form.address.set(" alice@example.org ");
        form.password.set("pässword");
        form.save(saved::incrementAndGet);
        assertThat(phone.commands()).containsExactly("putAccount sip:alice@example.org tls pässword");
        assertThat(saved).hasValue(1);
        assertThat(form.password.get()).isEmpty();
        assertThat(form.account()).isPresent();
        AccountSpec spec = phone.accounts().getFirst().spec();
        assertThat(spec.authUser()).isEmpty();
        assertThat(spec.registrar()).isEmpty();
        assertThat(spec.caFile()).isEmpty();
        assertThat(spec.enabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "alice", "@example.org"})
    void addressThatCannotBeOneIsToldBesideTheField(String address) {
        AccountFormModel form = new AccountFormModel(model, Optional.empty());
        form.address.set(address);
        form.save(saved::incrementAndGet);
        assertThat(form.addressProblem().get()).isNotBlank();
        assertThat(phone.commands()).isEmpty();
        assertThat(saved).hasValue(0);
    }

    @Test
    void changingAnAccountKeepsItsPasswordUnlessOneIsTyped() {
        AccountSpec spec = new AccountSpec(
                "sip:alice@example.org",
                "Alice",
                Optional.of("al"),
                Transport.TCP,
                Optional.of("sip.example.org:5070"),
                Optional.of("/ca.pem"),
                false);
        AccountFormModel form = new AccountFormModel(model, Optional.of(spec));
        form.save(saved::incrementAndGet);
        assertThat(phone.commands()).containsExactly("putAccount sip:alice@example.org tcp ");
        assertThat(phone.accounts().getFirst().spec()).isEqualTo(spec);
    }

    @Test
    void refusalOfTheTelephoneIsToldAndThePasswordStays() {
        phone.refuse("The file cannot be read");
        AccountFormModel form = new AccountFormModel(model, Optional.empty());
        form.address.set("alice@example.org");
        form.password.set("secret");
        form.save(saved::incrementAndGet);
        assertThat(form.problem().get()).isEqualTo("The file cannot be read");
        assertThat(form.password.get()).isEqualTo("secret");
        assertThat(form.saving().get()).isFalse();
        assertThat(saved).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Registration.class)
    void everyRegistrationStateHasWordsAndOnlyTlsHasAPadlock(Registration registration) {
        for (Transport transport : Transport.values()) {
            AccountSpec spec = new AccountSpec(
                    "sip:a@b", "", Optional.empty(), transport, Optional.empty(), Optional.empty(), true);
            AccountWords words = AccountWords.of(new AccountSnapshot(spec, registration, 403, "", Optional.empty()));
            assertThat(words.state()).isNotBlank();
            assertThat(words.icon() == org.securecall.ui.control.Icon.LOCK)
                    .isEqualTo(registration == Registration.REGISTERED && transport == Transport.TLS);
            assertThat(words.reason().contains("403")).isEqualTo(registration == Registration.FAILED);
        }
    }
}
