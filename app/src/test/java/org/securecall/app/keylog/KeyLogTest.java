// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.identity.Identities;
import org.securecall.app.keylog.KeyLogCheck.Broken;
import org.securecall.app.keylog.KeyLogCheck.Fault;
import org.securecall.app.keylog.KeyLogCheck.Intact;

class KeyLogTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static KeyLogNote note(String address) {
        return new KeyLogNote(
                Instant.parse("2026-02-03T04:05:06Z"),
                KeyLogKind.MATCH,
                address,
                Optional.of(Logs.ZID),
                "Secure Call",
                "X255",
                "",
                "");
    }

    private static KeyLog log(int length) {
        KeyLog log = new KeyLog(List.of());
        for (int i = 1; i <= length; i++) {
            log.append(note("sip:person" + i + "@example.org"), RANDOM);
        }
        return log;
    }

    private static List<LoggedEntry> entries(int length) {
        return new ArrayList<>(log(length).entries());
    }

    @Test
    void theHashesAreAsDescribed() {
        assertThat(KeyLog.check(Logs.logged(), Logs.head())).isEqualTo(new Intact(Logs.head()));
        assertThat(new KeyLog(Logs.logged()).head()).isEqualTo(Logs.head());
    }

    @Test
    void anEmptyLogIsIntact() {
        assertThat(KeyLog.check(List.of())).isEqualTo(new Intact(KeyLogHead.EMPTY));
        assertThat(new KeyLog(List.of()).head()).isEqualTo(KeyLogHead.EMPTY);
    }

    @Test
    void whatIsAppendedIsIntactAndGoesOnAfterBeingStored() throws Exception {
        KeyLog log = log(3);
        List<LoggedEntry> stored = new ArrayList<>();
        for (LoggedEntry entry : log.entries()) {
            stored.add(LoggedEntry.decode(entry.encode()));
        }
        KeyLog again = new KeyLog(stored);
        KeyLogHead kept = KeyLogHead.decode(again.head().encode());
        assertThat(again.append(note("sip:later@example.org"), RANDOM).number()).isEqualTo(4);
        assertThat(KeyLog.check(again.entries(), kept)).isEqualTo(new Intact(again.head()));
        assertThat(log.entries()).hasSize(3);
    }

    @Test
    void theSameNoteTwiceGivesTwoEntriesThatHaveNothingInCommon() {
        KeyLog log = new KeyLog(List.of());
        LoggedEntry one = log.append(note("sip:bob@example.org"), RANDOM);
        LoggedEntry other = log.append(note("sip:bob@example.org"), RANDOM);
        assertThat(one.entry().blinding()).isNotEqualTo(other.entry().blinding());
        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void aChangedEntryIsFound(int number) {
        List<LoggedEntry> entries = entries(5);
        LoggedEntry real = entries.get(number - 1);
        KeyLogEntry other = new KeyLogEntry(
                number, note("sip:eve@example.org"), real.entry().blinding());
        entries.set(number - 1, new LoggedEntry(other, real.hash()));
        assertBroken(entries, Fault.CHANGED, number);
    }

    /** The hash was computed anew: then the entry after it does not fit. */
    @Test
    void anEntryThatWasPutInAnothersPlaceShowsAtTheNext() {
        List<LoggedEntry> entries = entries(5);
        KeyLog forged = new KeyLog(entries.subList(0, 2));
        forged.append(note("sip:eve@example.org"), RANDOM);
        entries.set(2, forged.entries().get(2));
        assertBroken(entries, Fault.CHANGED, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aMissingEntryIsFound(int number) {
        List<LoggedEntry> entries = entries(5);
        entries.remove(number - 1);
        assertBroken(entries, Fault.MISSING, number);
    }

    @Test
    void aMissingEntryIsFoundWhenTheOthersAreNumberedAnew() {
        List<LoggedEntry> entries = entries(5);
        entries.remove(1);
        for (int i = 1; i < 4; i++) {
            LoggedEntry real = entries.get(i);
            KeyLogEntry other =
                    new KeyLogEntry(i + 1L, real.entry().note(), real.entry().blinding());
            entries.set(i, new LoggedEntry(other, real.hash()));
        }
        assertBroken(entries, Fault.CHANGED, 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 3, 2", "3, 4, 4"})
    void anEntryInAnotherPlaceIsFound(int one, int other, int number) {
        List<LoggedEntry> entries = entries(5);
        Collections.swap(entries, one, other);
        assertBroken(entries, Fault.REORDERED, number);
    }

    @Test
    void anEntryThatIsThereTwiceIsFound() {
        List<LoggedEntry> entries = entries(5);
        entries.add(3, entries.get(2));
        assertBroken(entries, Fault.REPEATED, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void aCutEndIsFoundByTheHeadThatWasKept(int left) {
        KeyLog log = log(5);
        List<LoggedEntry> cut = log.entries().subList(0, left);
        assertThat(KeyLog.check(cut)).isInstanceOf(Intact.class);
        assertThat(KeyLog.check(cut, log.head())).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(Fault.CUT);
            assertThat(broken.number()).isEqualTo(left + 1L);
            assertThat(broken.sentence()).contains("5 entries");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void aLogThatWasWrittenAnewIsFoundByTheHeadThatWasKept(int length) {
        KeyLogHead kept = log(5).head();
        assertThat(KeyLog.check(entries(length), kept)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(Fault.REWRITTEN);
            assertThat(broken.number()).isEqualTo(5);
        });
    }

    @Test
    void theFirstOfSeveralBrokenPlacesIsNamed() {
        List<LoggedEntry> entries = entries(9);
        entries.remove(6);
        entries.set(3, new LoggedEntry(entries.get(3).entry(), LogHash.START));
        assertBroken(entries, Fault.CHANGED, 4);
    }

    @Test
    void aBrokenLogIsAddedToAndStaysBrokenWhereItIs() {
        List<LoggedEntry> entries = entries(5);
        entries.remove(2);
        KeyLog log = new KeyLog(entries);
        assertThat(log.append(note("sip:bob@example.org"), RANDOM).number()).isEqualTo(6);
        assertBroken(log.entries(), Fault.MISSING, 3);
    }

    @Test
    void headsThatAreNoneAreRefused() {
        byte[] encoded = Logs.head().encode();
        for (int length = 0; length < encoded.length + 2; length++) {
            if (length != encoded.length) {
                byte[] other = Arrays.copyOf(encoded, length);
                assertThatExceptionOfType(KeyLogException.class).isThrownBy(() -> KeyLogHead.decode(other));
            }
        }
        assertThatExceptionOfType(KeyLogException.class)
                .isThrownBy(() -> KeyLogHead.decode(Identities.flipped(encoded, 7)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyLogHead(0, Logs.head().hash()));
    }

    private static void assertBroken(List<LoggedEntry> entries, Fault fault, long number) {
        assertThat(KeyLog.check(entries)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(fault);
            assertThat(broken.number()).isEqualTo(number);
            assertThat(broken.sentence()).contains("ntry " + number).endsWith(".");
        });
    }
}
