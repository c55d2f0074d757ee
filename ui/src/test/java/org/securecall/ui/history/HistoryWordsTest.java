// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallSnapshot.Direction;
import org.securecall.app.api.Contact;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Security;
import org.securecall.ui.Past;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.SecurityWords;
import org.securecall.ui.security.Tone;

/** What is said of calls that are over. */
class HistoryWordsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Half past midnight where the user is. */
    private static final Instant NOW = Instant.parse("2026-11-19T23:30:00Z");

    private static final String BOB = "sip:bob@example.org";

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private final PastCallWords words = new PastCallWords(model, Clock.fixed(NOW, BERLIN));

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    private static PastCall talked(String name, Security.State worst, Security.State last) {
        return Past.talked(
                Direction.INCOMING, BOB, name, NOW, Duration.ofSeconds(3725), Past.shield(worst, last), Past.GOOD);
    }

    private static PastCall code(Direction direction, int code) {
        return Past.unanswered(direction, BOB, "", NOW, code);
    }

    @Test
    void dayIsThatOfTheUsersOwnPlace() {
        PastCall call = Past.missed(BOB, "", NOW);
        assertThat(words.dayOf(call)).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(words.day(words.dayOf(call))).isEqualTo("Today");
        assertThat(words.day(words.dayOf(Past.missed(BOB, "", NOW.minusSeconds(3600)))))
                .isEqualTo("Yesterday");
        assertThat(words.day(LocalDate.of(2026, 11, 1))).isEqualTo("Sunday, November 1, 2026");
        assertThat(words.time(call)).startsWith("12:30");
    }

    @Test
    void everyOutcomeHasItsOwnWords() {
        assertThat(PastCallWords.outcome(code(Direction.INCOMING, 487))).isEqualTo("Missed");
        assertThat(PastCallWords.outcome(code(Direction.OUTGOING, 487))).isEqualTo("Cancelled");
        assertThat(PastCallWords.outcome(code(Direction.OUTGOING, 480))).isEqualTo("No answer");
        assertThat(PastCallWords.outcome(code(Direction.OUTGOING, 603))).isEqualTo("Declined");
        assertThat(PastCallWords.outcome(code(Direction.INCOMING, 603))).isEqualTo("You declined");
        assertThat(PastCallWords.outcome(code(Direction.OUTGOING, 404))).isEqualTo("Failed");
        assertThat(PastCallWords.icon(code(Direction.INCOMING, 487))).isEqualTo(Icon.CALL_MISSED);
        assertThat(PastCallWords.length(code(Direction.INCOMING, 487))).isEmpty();
    }

    @Test
    void lengthIsThatOfTheTalk() {
        assertThat(PastCallWords.length(talked("", Security.State.NONE, Security.State.NONE)))
                .isEqualTo("1:02:05");
    }

    @Test
    void nameOfAVerifiedKeyGoesBeforeAllOthers() {
        PastCall verified = talked("Key Name", Security.State.VERIFIED, Security.State.VERIFIED);
        assertThat(words.name(verified)).isEqualTo("Key Name");
        PastCall other = talked("Says Bob", Security.State.ENCRYPTED, Security.State.ENCRYPTED);
        assertThat(words.name(other)).isEqualTo("Says Bob");
        phone.putContact(new Contact(0, "Bob Builder", BOB, false));
        assertThat(words.name(other)).isEqualTo("Bob Builder");
        assertThat(words.name(verified)).isEqualTo("Key Name");
        assertThat(words.name(Past.missed("sip:eve@example.org", " ", NOW))).isEqualTo("eve");
        assertThat(words.name(Past.missed("practice", "", NOW))).isEqualTo("Practice peer");
    }

    @Test
    void shieldIsThatOfTheEndAndTheWeakestOneIsToldWhereItDiffers() {
        PastCall steady = talked("Bob", Security.State.VERIFIED, Security.State.VERIFIED);
        assertThat(PastCallWords.shield(steady)).map(SecurityWords::tone).contains(Tone.GOOD);
        assertThat(PastCallWords.weakest(steady)).isEmpty();
        PastCall lost = talked("Bob", Security.State.LOST, Security.State.VERIFIED);
        assertThat(PastCallWords.weakest(lost)).map(SecurityWords::title).contains("Encryption lost");
        assertThat(PastCallWords.shield(code(Direction.INCOMING, 487))).isEmpty();
        for (Security.State state : Security.State.values()) {
            PastCall call = talked("Bob", state, state);
            assertThat(PastCallWords.shield(call)).as("%s", state).isPresent();
            assertThat(PastCallWords.shield(call).orElseThrow().tone() == Tone.GOOD)
                    .isEqualTo(state == Security.State.VERIFIED);
        }
    }

    @Test
    void soundIsToldInWordsByItsWorstNumber() {
        Map<PastCall.Quality, HeardWords> expected = Map.of(
                new PastCall.Quality(1000, 0, 1, -1, "opus"), HeardWords.GOOD,
                new PastCall.Quality(980, 20, 1, 20, "opus"), HeardWords.FAIR,
                new PastCall.Quality(1000, 0, 45, 20, "opus"), HeardWords.FAIR,
                new PastCall.Quality(1000, 0, 1, 700, "opus"), HeardWords.POOR,
                new PastCall.Quality(900, 100, 1, 20, "opus"), HeardWords.POOR,
                new PastCall.Quality(0, 0, 0, 0, ""), HeardWords.GOOD,
                new PastCall.Quality(Long.MAX_VALUE, Long.MAX_VALUE, 1, 20, ""), HeardWords.POOR);
        expected.forEach((quality, words) ->
                assertThat(HeardWords.of(quality)).as("%s", quality).isEqualTo(words));
    }

    @Test
    void detailsTellEverythingThatIsKept() {
        PastCall call = talked("Bob", Security.State.LOST, Security.State.VERIFIED);
        assertThat(PastCallFacts.of(call, words))
                .extracting(fact -> fact.name() + ": " + fact.value())
                .contains(
                        "Call: Incoming",
                        "Length: 1:02:05",
                        "How it ended: The other side hung up",
                        "Account: me@example.org",
                        "Security at the end: Verified · Bob",
                        "At its weakest: Encryption lost",
                        "Voice: ZRTP and SRTP, end to end",
                        "Algorithms: X25519 (X255), SHA-256 (S256), AES-256 (AES3), HMAC-SHA1, 80 bit (HS80)",
                        "Key of: Bob",
                        "Sound: Good sound",
                        "Codec: opus",
                        "Lost packets: 3 lost, 22,104 received (0%)",
                        "Jitter: 2.4 ms",
                        "Round trip: 31.2 ms");
        assertThat(PastCallFacts.of(code(Direction.INCOMING, 487), words))
                .extracting(PastCallFacts.Fact::name)
                .containsExactly("Call", "Began", "How it ended", "Account");
    }
}
