// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.KeyEvent.Change;
import org.securecall.app.api.KeyEvent.Kind;
import org.securecall.app.api.PeerHistory;
import org.securecall.ui.security.Tone;

/** What happened to keys, folded and in words. */
class TimelineTest {

    private static final String BOB = "sip:bob@example.org";
    private static final String KEY = "0b0b0b0b0b0b0b0b0b0b0b0b";
    private static final String OTHER = "e0e0e0e0e0e0e0e0e0e0e0e0";
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    private static KeyEvent event(Kind kind, int day, String zid, String subject, String by) {
        return new KeyEvent(
                kind, START.plus(Duration.ofDays(day)), zid, BOB, subject, by, Optional.empty(), Optional.empty());
    }

    private static KeyEvent same(int day) {
        return event(Kind.SAME_KEY, day, KEY, "", "");
    }

    private static KeyEvent changed(int day) {
        return new KeyEvent(
                Kind.SAME_KEY,
                START.plus(Duration.ofDays(day)),
                KEY,
                BOB,
                "",
                "",
                Optional.of(new Change("", "Test 2.0")),
                Optional.of(new Change("DH3k S256 AES1", "X1M2 S256 AES3")));
    }

    private static TimelineWords words(List<KeyEvent> events) {
        return new TimelineWords(new PeerHistory(BOB, List.of(BOB), List.of(), events, true), ZoneOffset.UTC);
    }

    @Test
    void callsInARowAreOneLineAndWhatElseHappenedIsNot() {
        List<KeyEvent> events = List.of(
                same(9),
                same(8),
                same(7),
                event(Kind.COMPARED, 6, KEY, "Bob", "sip:me@example.org"),
                same(5),
                changed(4),
                same(3),
                same(2),
                event(Kind.FIRST_CALL, 1, KEY, "", ""));
        List<TimelineRow> rows = TimelineRow.of(events);
        TimelineWords words = words(events);
        assertThat(rows.stream().map(words::title))
                .containsExactly(
                        "3 calls with the same key",
                        "Verified: the code was read aloud and was the same",
                        "Call with the same key",
                        "Call with the same key",
                        "2 calls with the same key",
                        "First call with this key");
        assertThat(words.when(rows.getFirst())).isEqualTo("Nov 8, 2026 to Nov 10, 2026");
        assertThat(words.details(rows.get(1))).containsExactly("Named Bob", "On your account me@example.org");
        assertThat(words.details(rows.get(3)))
                .containsExactly(
                        "Another program: not known before, Test 2.0 now",
                        "Other algorithms: Diffie-Hellman 3072 · AES-128 before, X25519 + ML-KEM-768 · AES-256 now");
    }

    @Test
    void severalKeysAreToldApart() {
        List<KeyEvent> events = List.of(
                same(9),
                event(Kind.SAME_KEY, 8, OTHER, "", ""),
                event(Kind.KEY_DID_NOT_FIT, 7, OTHER, "", ""),
                event(Kind.FIRST_CALL, 1, KEY, "", ""));
        List<TimelineRow> rows = TimelineRow.of(events);
        TimelineWords words = words(events);
        assertThat(words.title(rows.getFirst())).isEqualTo("2 calls, each with a key that was known");
        assertThat(words.details(rows.getFirst())).isEmpty();
        assertThat(words.key(rows.getFirst())).isEmpty();
        assertThat(words.key(rows.get(1))).isEqualTo("Key e0e0 e0e0 …");
        assertThat(TimelineWords.tone(rows.get(1))).isEqualTo(Tone.ALARM);
    }

    @Test
    void everyKindHasWordsOfItsOwn() {
        List<String> titles = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            KeyEvent event = event(kind, 1, KEY, "0a1b", "this telephone, without an account");
            List<TimelineRow> rows = TimelineRow.of(List.of(event));
            titles.add(words(List.of(event)).title(rows.getFirst()));
            assertThat(words(List.of(event)).details(rows.getFirst())).contains("In a call without an account");
            assertThat(TimelineWords.icon(rows.getFirst())).isNotNull();
        }
        assertThat(titles).doesNotHaveDuplicates();
    }

    @Test
    void aThousandLinesOfTenThousandCallsAreMadeInNoTime() {
        List<KeyEvent> events = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            events.add(i % 10 == 0 ? changed(i) : same(i));
        }
        assertThat(assertTimeout(Duration.ofSeconds(2), () -> TimelineRow.of(events)))
                .hasSize(2000);
    }
}
