// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.securecall.app.api.PeerIdentity;
import org.testfx.util.WaitForAsyncUtils;

/** Showing, comparing and linking keys on the security page of a telephone that the test plays. */
class IdentityPageTest {

    private static final String ALICE = "sip:alice@example.org";

    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    @BeforeEach
    void open() {
        People.fill(phone);
        window.open();
        Showing.fire("#rail-security");
    }

    @SuppressWarnings("unchecked")
    private static void choose(String address) {
        ComboBox<Optional<String>> person = (ComboBox<Optional<String>>) Showing.node("#identity-person");
        Showing.onFx(() -> {
            person.setValue(Optional.of(address));
            return true;
        });
    }

    @Test
    void theOwnKeyIsSaidInDigits() {
        assertThat(Showing.<String>ask("#identity-own", node -> node.getAccessibleText()))
                .startsWith("Your key (fingerprint): f e d c, b a 9 8");
    }

    @Test
    void theCodeIsShownToThePersonWhoWasChosenAndHiddenForTheNext() {
        choose(ALICE);
        Showing.await(() -> Showing.text("#identity-show").contains("Alice Adler"));
        Showing.fire("#identity-show");
        Showing.await(() -> Showing.has("#identity-code"));
        assertThat(phone.commands()).contains("showCode " + ALICE);
        assertThat(Showing.text("#identity-text")).startsWith("securecall:verify?");
        choose("sip:bob@example.net");
        Showing.await(() -> !Showing.has("#identity-code"));
    }

    @Test
    void whatWasTypedIsComparedAndTheResultStays() {
        choose(ALICE);
        Showing.type("#identity-typed", "01234 01234");
        Showing.fire("#identity-check");
        Showing.await(() -> Showing.has("#identity-result"));
        assertThat(phone.commands()).contains("check " + ALICE + " 01234 01234");
        assertThat(Showing.text("#identity-result"))
                .isEqualTo("It agrees: the key of Alice Adler is confirmed. The secret in the code protects your next"
                        + " call.");
        Showing.await(() -> Showing.has("#identity-safety-1"));
        Showing.await(() -> Showing.has("#identity-revoke-1"));
        assertThat(Showing.has("#identity-result")).isTrue();
    }

    @Test
    void nobodyIsComparedWithBeforeSomebodyIsChosen() {
        Showing.type("#identity-typed", "01234");
        Showing.fire("#identity-check");
        Showing.await(() -> Showing.has("#identity-problem"));
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("check "));
    }

    @Test
    void aCodeThatDiffersIsAProblemThatStays() {
        choose(ALICE);
        WaitForAsyncUtils.waitForFxEvents();
        phone.refuse("These are not the digits");
        Showing.fire("#identity-check");
        Showing.await(() -> Showing.text("#identity-problem").equals("These are not the digits"));
        assertThat(Showing.has("#identity-result")).isFalse();
    }

    @Test
    void aConfirmationIsRevoked() {
        phone.identities().know(ALICE, PeerIdentity.How.COMPARED);
        Showing.fire("#identity-revoke-1");
        Showing.await(() -> phone.commands().contains("revoke " + ALICE));
        Showing.await(() -> !Showing.has("#identity-revoke-1"));
    }

    @Test
    void anotherDeviceIsVouchedForAfterTheDigitsWereCompared() {
        Showing.type("#link-typed", " securecall:link?v=1&r=x");
        Showing.fire("#link-read");
        Showing.await(() -> Showing.has("#link-digits"));
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("approveLink"));
        Showing.fire("#link-yes");
        Showing.await(() -> Showing.has("#link-code"));
        assertThat(Showing.text("#link-text")).startsWith("securecall:linked?");
    }

    @Test
    void thisDeviceIsLinkedOrNotAsTheDigitsSay() {
        Showing.type("#link-name", "Laptop");
        Showing.fire("#link-request");
        Showing.await(() -> Showing.has("#link-code"));
        Showing.type("#link-typed", "securecall:linked?v=1&a=x");
        Showing.fire("#link-read");
        Showing.fire("#link-no");
        Showing.await(() -> Showing.text("#link-result").equals("Nothing was linked."));
        Showing.fire("#link-read");
        Showing.fire("#link-yes");
        Showing.await(() -> Showing.text("#link-result").equals("This device is linked."));
        assertThat(phone.commands()).containsOnlyOnce("acceptLink securecall:linked?v=1&a=x");
    }
}
