// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Settings;
import org.securecall.media.api.Encryption;

class TelephoneTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    Path directory;

    private PhoneOptions options(int port) {
        return new PhoneOptions(
                directory,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LOOPBACK),
                OptionalInt.of(port),
                true);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void settingsAndContactsAreKeptThoughTheTelephoneNeverStarted() throws Exception {
        Settings dark = new Settings("default", "default", Encryption.REQUIRE, "dark", true);
        try (Phone phone = Telephone.open(options(0))) {
            get(phone.putSettings(dark));
            get(phone.putContact(new Contact(0, "Bob", "sip:bob@example.org", false)));
            assertThatThrownBy(() -> get(phone.call(Phone.PRACTICE, Optional.empty())))
                    .hasRootCauseInstanceOf(PhoneException.class);
        }
        try (Phone phone = Telephone.open(options(0))) {
            assertThat(phone.settings()).isEqualTo(dark);
            assertThat(phone.contacts()).extracting(Contact::name).containsExactly("Bob");
        }
    }

    @Test
    void portInUseIsSaidAndTheDirectoryIsFreeAfterwards() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            try (Phone phone = Telephone.open(options(taken.getLocalPort()))) {
                assertThatThrownBy(() -> get(phone.start()))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(PhoneException.class)
                        .hasMessageContaining(Integer.toString(taken.getLocalPort()));
            }
        }
        try (Phone phone = Telephone.open(options(0))) {
            get(phone.start());
            assertThat(phone.listening()).isNotEmpty();
        }
    }

    @Test
    void secondCallToPracticeAtTheSameTimeIsRefused() throws Exception {
        try (Phone phone = Telephone.open(options(0))) {
            get(phone.start());
            get(phone.call(Phone.PRACTICE, Optional.empty()));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (phone.calls().stream().noneMatch(call -> call.active().isPresent())) {
                assertThat(System.nanoTime()).as("the practice peer answers").isLessThan(end);
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> get(phone.call(Phone.PRACTICE, Optional.empty())))
                    .hasMessageContaining("in a call already");
        }
    }
}
