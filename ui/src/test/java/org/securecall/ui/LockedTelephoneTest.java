// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Protection;
import org.securecall.app.runtime.Telephone;
import org.testfx.api.FxToolkit;

/** Locking on the real telephone, with a profile that is really sealed. */
class LockedTelephoneTest {

    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path temporary;

    private volatile Optional<Phone> last = Optional.empty();

    @BeforeAll
    static void speakEnglish() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    private Phone open(PhoneOptions asked, Optional<char[]> passphrase) throws PhoneException {
        Phone opened = Telephone.open(
                new PhoneOptions(
                        asked.dataDirectory(),
                        Optional.of("file:" + temporary.resolve("none.wav")),
                        Optional.of("file:" + temporary.resolve("heard.wav")),
                        Optional.empty(),
                        Optional.of(InetAddress.getLoopbackAddress()),
                        OptionalInt.of(0),
                        false),
                passphrase);
        last = Optional.of(opened);
        return opened;
    }

    private Phone phone() {
        return last.orElseThrow();
    }

    @Test
    void whatWasLockedComesBackWithTheRightPassphraseAlone() throws Exception {
        Session session = Session.begin(this::open, temporary.resolve("profile"));
        FutureTask<Void> running = new FutureTask<>(() -> {
            session.run();
            return null;
        });
        Thread.ofPlatform().daemon().start(running);
        Showing.fire("#first-run-skip");
        phone().putContact(new Contact(0, "Alice Adler", "sip:alice@example.org", true))
                .toCompletableFuture()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        Showing.fire("#rail-settings");
        Showing.fire("#lock-change");
        Showing.type("#lock-passphrase", "correct horse battery staple");
        Showing.type("#lock-again", "correct horse battery staple");
        Showing.fire("#lock-save");
        assertThat(Showing.text("#lock-result")).startsWith("The passphrase is set.");
        assertThat(phone().protection()).isEqualTo(Protection.PASSPHRASE);
        Showing.fire("#lock-now");

        Showing.type("#unlock-passphrase", "correct horse battery stable");
        Showing.fire("#unlock");
        assertThat(Showing.text("#unlock-problem")).contains("not the passphrase");
        Showing.type("#unlock-passphrase", "correct horse battery staple");
        Showing.fire("#unlock");

        ListView<?> contacts = (ListView<?>) Showing.node("#contact-list");
        assertThat(Showing.onFx(() -> contacts.lookupAll(".row-name").size())).isPositive();
        assertThat(phone().contacts()).extracting(Contact::name).containsExactly("Alice Adler");
        Stage stage = Showing.stage("#search").orElseThrow();
        Showing.onFx(() -> {
            stage.hide();
            return true;
        });
        running.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
