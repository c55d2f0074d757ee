// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.BackupReceipt;
import org.securecall.app.api.CallId;
import org.securecall.app.api.Contact;
import org.securecall.app.api.HistoryChange;
import org.securecall.app.api.OtherTelephone;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
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
    void everyChangeOfTheHistoryIsTold() throws Exception {
        BlockingQueue<HistoryChange> changes = new LinkedBlockingQueue<>();
        try (Phone phone = Telephone.open(options(0))) {
            phone.listen(event -> {
                // What is loaded in the background is told at a time of its own.
                if (event instanceof PhoneEvent.HistoryChanged(HistoryChange change)
                        && !(change instanceof HistoryChange.Renewed)) {
                    changes.add(change);
                }
            });
            get(phone.start());
            CallId call = get(phone.call(Phone.PRACTICE, Optional.empty()));
            get(phone.hangUp(call));
            HistoryChange added = changes.poll(30, TimeUnit.SECONDS);
            assertThat(added).isInstanceOf(HistoryChange.Added.class);
            long id = get(phone.history("", OptionalLong.empty(), 1))
                    .calls()
                    .getFirst()
                    .id();
            get(phone.removePastCall(id));
            get(phone.clearHistory(Optional.of(Phone.PRACTICE)));
            get(phone.clearHistory(Optional.empty()));
            assertThat(changes)
                    .containsExactly(
                            new HistoryChange.Removed(id),
                            new HistoryChange.Cleared(Optional.of(Phone.PRACTICE)),
                            new HistoryChange.Cleared(Optional.empty()));
        }
    }

    @Test
    void backupIsRestoredInARunningTelephoneAndTheNextOneHasIt() throws Exception {
        Path file = directory.resolveSibling(directory.getFileName() + ".backup");
        char[] code;
        try (Phone phone = Telephone.open(options(0))) {
            get(phone.putContact(new Contact(0, "Bob", "sip:bob@example.org", false)));
            BackupReceipt receipt = get(phone.backUp(file));
            assertThat(receipt.recoveryCode()).hasSize(Phone.RECOVERY_GROUPS);
            assertThat(receipt.toString()).doesNotContain(receipt.recoveryCode().getFirst());
            for (int group = 1; group <= Phone.RECOVERY_GROUPS; group++) {
                String shown = receipt.recoveryCode().get(group - 1);
                assertThat(phone.isRecoveryGroup(
                                group, shown.toLowerCase(Locale.ROOT).toCharArray()))
                        .isTrue();
                assertThat(phone.isRecoveryGroup(group % Phone.RECOVERY_GROUPS + 1, shown.toCharArray()))
                        .isFalse();
                assertThat(phone.isRecoveryGroup(group, shown.substring(1).toCharArray()))
                        .isFalse();
            }
            code = String.join("-", receipt.recoveryCode()).toCharArray();
            get(phone.removeContact(phone.contacts().getFirst().id()));
            get(phone.putContact(new Contact(0, "Carol", "sip:carol@example.org", false)));
            assertThat(get(phone.readBackup(file, code.clone()))).isEqualTo(receipt.contents());
            assertThat(phone.contacts()).extracting(Contact::name).containsExactly("Carol");
            get(phone.start());
            CallId call = get(phone.call(Phone.PRACTICE, Optional.empty()));
            assertThatThrownBy(() -> get(phone.restore(file, code.clone())))
                    .hasMessageContaining("End the calls first");
            get(phone.hangUp(call));
            assertThat(get(phone.restore(file, code))).isEqualTo(receipt.contents());
            assertThat(code).containsOnly('\0');
            assertThatThrownBy(() -> get(phone.call(Phone.PRACTICE, Optional.empty())))
                    .hasCauseInstanceOf(PhoneException.class);
        } finally {
            Files.deleteIfExists(file);
        }
        try (Phone phone = Telephone.open(options(0))) {
            assertThat(phone.contacts()).extracting(Contact::name).containsExactly("Bob");
        }
    }

    @Test
    void keysOfAnotherTelephoneAreReadAndTakenOver() throws Exception {
        Path file = directory.resolve("no.zid");
        try (Phone phone = Telephone.open(options(0))) {
            assertThatThrownBy(() -> get(phone.readKeys(OtherTelephone.TWINKLE, file)))
                    .hasCauseInstanceOf(PhoneException.class)
                    .hasMessageContaining("There is no file");
            assertThatThrownBy(() -> get(phone.importKeys(OtherTelephone.LINPHONE, file, "00")))
                    .hasCauseInstanceOf(PhoneException.class);
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
