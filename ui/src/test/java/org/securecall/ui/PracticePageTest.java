// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Phone;
import org.securecall.app.api.Security;
import org.securecall.app.api.Settings;
import org.securecall.media.api.Encryption;

/** The page of exercises on a telephone that the test plays. */
class PracticePageTest {

    private final ScriptedPhone phone = new ScriptedPhone();

    @RegisterExtension
    final OpenWindow window = new OpenWindow(phone);

    private void withPeople() {
        People.fill(phone);
        phone.putSettings(new Settings("default", "default", Encryption.PREFER, "light", true));
        window.open();
    }

    @Test
    void pageIsReachedFromTheFirstRun() {
        phone.putSettings(new Settings("default", "default", Encryption.PREFER, "light", false));
        window.open();
        Showing.fire("#first-run-without");
        Showing.fire("#first-run-next");
        Showing.fire("#first-run-exercises");
        Showing.await(() -> Showing.has("#practise-first-call"));
        assertThat(phone.settings().firstRunDone()).isTrue();
        Showing.fire("#practice-back");
        Showing.fire("#empty-exercises");
        Showing.await(() -> Showing.has("#practise-not-secure"));
    }

    @Test
    void pageIsReachedFromDialAndSecurityAndGoesBackThere() {
        withPeople();
        Showing.fire("#rail-dial");
        Showing.fire("#dial-practise");
        Showing.fire("#practice-back");
        Showing.await(() -> Showing.has("#dial-call"));
        Showing.fire("#rail-security");
        Showing.fire("#keys-practise");
        Showing.fire("#practice-back");
        Showing.await(() -> Showing.has("#keys-practise"));
    }

    @Test
    void whoeverComesBackFromACallGoesOnWhereItWasBegunAndSeesWhatIsDone() {
        withPeople();
        Showing.fire("#rail-security");
        Showing.fire("#keys-practise");
        Showing.fire("#practise-weaker");
        Showing.await(() -> phone.commands().contains("call practice:weaker"));
        CallId id = phone.calls().getFirst().id();
        Showing.await(() -> banner().contains("answers in a moment"));
        phone.state(id, CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.plain(Security.State.WEAKER, Security.Protocol.DTLS_SRTP), true);
        Showing.await(() -> banner().startsWith("Practice: Weaker than before. Nothing of yours is heard yet"));
        phone.state(id, CallSnapshot.State.ENDED);
        Showing.await(() -> banner().contains("start it again"));
        Showing.fire("#call-leave");
        Showing.await(() -> Showing.hasFocus("#practise-weaker"));
        Showing.await(() -> Showing.ask("#practise-weaker", PracticePageTest::isInView));
        assertThat(said("#practise-weaker")).contains("Done");
        assertThat(said("#practise-mismatch")).doesNotContain("Done");
        // And again, by the keyboard.
        Showing.press(KeyCode.SPACE);
        Showing.await(() ->
                phone.commands().stream().filter("call practice:weaker"::equals).count() == 2);
    }

    @Test
    void plainCallWithThePracticePeerIsNoExercise() {
        withPeople();
        Showing.onFx(() -> {
            window.window().shell().call(Phone.PRACTICE, java.util.Optional.empty(), reason -> {});
            return true;
        });
        Showing.await(() -> Showing.has("#security-strip"));
        assertThat(Showing.has("#practice-banner")).isFalse();
    }

    private static String banner() {
        return Showing.has("#practice-banner") ? said("#practice-banner") : "";
    }

    private static String said(String selector) {
        return Showing.<String>ask(selector, node -> String.valueOf(node.getAccessibleText()));
    }

    private static boolean isInView(Node node) {
        for (Parent at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane page) {
                Bounds view = page.localToScene(page.getLayoutBounds());
                return view.contains(node.localToScene(node.getLayoutBounds()));
            }
        }
        return false;
    }
}
