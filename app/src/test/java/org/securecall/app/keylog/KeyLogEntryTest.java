// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.identity.Identities;

class KeyLogEntryTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anEntryIsWrittenAsDescribed(int i) {
        assertThat(HexFormat.of().formatHex(Logs.entries().get(i).encode())).isEqualTo(Logs.ENTRIES.get(i));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anEntryIsReadAsItWasWritten(int i) throws Exception {
        assertThat(KeyLogEntry.decode(Logs.bytes(Logs.ENTRIES.get(i))))
                .isEqualTo(Logs.entries().get(i));
        LoggedEntry logged = Logs.logged().get(i);
        assertThat(LoggedEntry.decode(logged.encode())).isEqualTo(logged);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsReadAgain(KeyLogKind kind) throws Exception {
        KeyLogEntry entry = new KeyLogEntry(7, note(kind, "x"), "0".repeat(32));
        assertThat(KeyLogEntry.decode(entry.encode())).isEqualTo(entry);
    }

    private static KeyLogNote note(KeyLogKind kind, String text) {
        return new KeyLogNote(Instant.EPOCH, kind, text, Optional.empty(), text, text, text, text);
    }

    /** Each of the 12 keeps its code for ever. */
    @Test
    void theCodesOfKindsStayAsTheyAre() {
        assertThat(Arrays.stream(KeyLogKind.values()).map(KeyLogKind::code))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(Arrays.stream(KeyLogKind.values()).filter(KeyLogKind::verified))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyFlippedBitOfAStoredEntryShows(int i) {
        byte[] encoded = Logs.logged().get(i).encode();
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            List<LoggedEntry> entries = new ArrayList<>(Logs.logged());
            try {
                entries.set(i, LoggedEntry.decode(Identities.flipped(encoded, bit)));
            } catch (KeyLogException e) {
                assertThat(e).hasMessageMatching("[A-Z].+[a-z8]");
                continue;
            }
            assertThat(KeyLog.check(entries)).as("bit " + bit).isInstanceOf(KeyLogCheck.Broken.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyOtherLengthIsRefused(int i) {
        byte[] encoded = Logs.bytes(Logs.ENTRIES.get(i));
        for (int length = 0; length < encoded.length + 40; length++) {
            if (length != encoded.length) {
                byte[] other = Arrays.copyOf(encoded, length);
                assertThatExceptionOfType(KeyLogException.class).isThrownBy(() -> KeyLogEntry.decode(other));
            }
        }
        assertThatExceptionOfType(KeyLogException.class).isThrownBy(() -> LoggedEntry.decode(new byte[31]));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    another version,     0, 02
                    version nought,      0, 00
                    number nought,       1, 0000000000000000
                    a negative number,   1, 8000000000000001
                    a negative time,     9, ffffffffffffffff
                    after the year 9999, 9, 0000e677d21fdc00
                    the end of time,     9, 7fffffffffffffff
                    no kind,             17, 00
                    an unknown kind,     17, 0d
                    a control character, 20, 0a
                    half of a character, 20, c3
                    a lone surrogate,    20, eda080
                    an overlong slash,   20, c0af
                    a turned direction,  20, e280ae
                    a length too long,   18, ffff
                    a length too short,  18, 0001
                    """)
    void whatIsOutOfRangeIsRefused(String what, int at, String hex) {
        byte[] encoded = Logs.bytes(Logs.ENTRIES.getFirst());
        byte[] part = Logs.bytes(hex);
        System.arraycopy(part, 0, encoded, at, part.length);
        assertThatExceptionOfType(KeyLogException.class).as(what).isThrownBy(() -> KeyLogEntry.decode(encoded));
    }

    @Test
    void aZidOfAnotherLengthIsRefused() {
        byte[] encoded = new FieldWriter()
                .raw(Logs.bytes("01" + "0000000000000001" + "0000000000000000" + "01"))
                .text("")
                .text("")
                .raw(new byte[16])
                .text("")
                .counted(new byte[11])
                .text("")
                .text("")
                .toBytes();
        assertThatExceptionOfType(KeyLogException.class).isThrownBy(() -> KeyLogEntry.decode(encoded));
    }

    static Stream<Arguments> said() {
        return Stream.of(
                Arguments.of("a\nb", "a\ufffdb"),
                Arguments.of("a\0b", "a\ufffdb"),
                Arguments.of("a\u0085b", "a\ufffdb"),
                Arguments.of("a\u2028b", "a\ufffdb"),
                Arguments.of("abc\u202ecba", "abc\ufffdcba"),
                Arguments.of("a\ufeffb", "a\ufffdb"),
                Arguments.of("a\ud800b", "a\ufffdb"),
                Arguments.of("\udc00", "\ufffd"),
                Arguments.of("Zo\u00eb \ud83d\ude80", "Zo\u00eb \ud83d\ude80"));
    }

    @ParameterizedTest
    @MethodSource("said")
    void whatAPeerSaysOfItselfIsMadePlain(String said, String plain) throws Exception {
        KeyLogEntry entry = new KeyLogEntry(1, note(KeyLogKind.FIRST, said), "0".repeat(32));
        assertThat(entry.note().software()).isEqualTo(plain);
        assertThat(entry.note().address()).isEqualTo(plain);
        assertThat(KeyLogEntry.decode(entry.encode())).isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e4", "\u20ac", "\ud83d\ude80"})
    void aLongTextIsCutBetweenCharacters(String character) throws Exception {
        KeyLogEntry entry = new KeyLogEntry(1, note(KeyLogKind.FIRST, "a" + character.repeat(2000)), "0".repeat(32));
        byte[] utf8 = entry.note().change().getBytes(StandardCharsets.UTF_8);
        assertThat(utf8.length).isBetween(KeyLogNote.MOST_OCTETS - 3, KeyLogNote.MOST_OCTETS);
        assertThat(KeyLogEntry.decode(entry.encode())).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00.123999999Z, 2026-01-01T00:00:00.123Z",
        "1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59Z, 9999-12-31T23:59:59.999Z"
    })
    void aTimeIsWholeMilliseconds(Instant time, Instant kept) {
        KeyLogNote note = new KeyLogNote(time, KeyLogKind.NAMED, "", Optional.empty(), "", "", "", "");
        assertThat(note.time()).isEqualTo(kept);
    }

    /** The commitments of two entries with the same contact have nothing in common. */
    @Test
    void theSameContactDoesNotShowInWhatIsChained() {
        byte[] one = Logs.entries().get(0).commitments();
        byte[] other = Logs.entries().get(1).commitments();
        assertThat(Arrays.copyOf(one, 64)).isNotEqualTo(Arrays.copyOf(other, 64));
        assertThat(Arrays.copyOf(one, 32)).isNotEqualTo(Arrays.copyOf(other, 32));
        assertThat(Arrays.copyOfRange(one, 32, 64)).isNotEqualTo(Arrays.copyOfRange(other, 32, 64));
    }

    @Test
    void neitherZidNorAddressNorBlindingIsPrinted() {
        assertThat(Logs.logged().get(1).toString())
                .doesNotContain(Logs.ZID.hex())
                .doesNotContain("bob@example.org")
                .doesNotContain("101112131415161718191a1b1c1d1e1f");
    }
}
