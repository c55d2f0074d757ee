// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.KeyEvent.Change;
import org.securecall.app.api.KeyEvent.Kind;
import org.securecall.app.api.PeerKey.How;
import org.securecall.app.keylog.KeyLog;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.NoteWords;
import org.securecall.media.api.Zid;

/** What the log of keys says of one person. */
class KeyEventsTest {

    private static final String BOB = "sip:bob@example.org";
    private static final String CAROL = "sip:carol@example.org";
    private static final Zid KEY = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final Zid OTHER = new Zid("e0e0e0e0e0e0e0e0e0e0e0e0");
    private static final String USUAL = "X255 S256 AES1 HS32 B32";

    private final SecureRandom random = new SecureRandom();
    private final KeyLog log = new KeyLog(List.of());
    private long second;

    private void note(
            KeyLogKind kind, String address, Optional<Zid> zid, String software, String algorithms, String change) {
        log.append(
                new KeyLogNote(
                        Instant.ofEpochSecond(1_800_000_000L + second++),
                        kind,
                        address,
                        zid,
                        software,
                        algorithms,
                        change,
                        ""),
                random);
    }

    private void call(KeyLogKind kind, String address, Zid zid, String software, String algorithms) {
        note(kind, address, Optional.of(zid), software, algorithms, "");
    }

    private void said(KeyLogKind kind, String address, Zid zid, String change) {
        note(kind, address, Optional.of(zid), "", "", change);
    }

    private KeyEvents ofBob(String... known) {
        return KeyEvents.of(log.entries(), Set.of(BOB), Set.of(known));
    }

    private static List<Kind> kinds(KeyEvents told) {
        return told.events().stream().map(KeyEvent::kind).toList();
    }

    @Test
    void theWordsOfStoredLogsNeverChange() {
        assertThat(List.of(
                        NoteWords.KEY_OF,
                        NoteWords.SIGNING_KEY,
                        NoteWords.TYPED,
                        NoteWords.SCANNED,
                        NoteWords.IN_A_CALL,
                        NoteWords.REVOKED,
                        NoteWords.SIGNED_WITH_KEY_OF,
                        NoteWords.VERIFIED_ELSEWHERE))
                .containsExactly(
                        "the key of ",
                        "signing key ",
                        "by its safety code, typed",
                        "by its code, scanned",
                        "with the code of a call",
                        "it was revoked",
                        "signed with the key of ",
                        "verified in the other telephone");
    }

    @Test
    void whatChangedSinceTheCallBeforeIsTold() {
        call(KeyLogKind.FIRST, BOB, KEY, "Test 1.0", USUAL);
        said(KeyLogKind.NAMED, BOB, KEY, "the key of Bob");
        call(KeyLogKind.MATCH, BOB, KEY, "Test 1.0", USUAL);
        call(KeyLogKind.MATCH, BOB, KEY, "", "X3M3 S384 AES3 HS80 B256");
        List<KeyEvent> events = ofBob(KEY.hex()).events();
        assertThat(events.get(1).subject()).isEqualTo("Bob");
        assertThat(events.get(2).isUneventful()).isTrue();
        assertThat(events.get(3).isUneventful()).isFalse();
        assertThat(events.get(3).software()).contains(new Change("Test 1.0", ""));
        assertThat(events.get(3).algorithms()).contains(new Change(USUAL, "X3M3 S384 AES3 HS80 B256"));
        assertThat(ofBob(KEY.hex()).algorithms(KEY.hex())).isEqualTo("X3M3 S384 AES3 HS80 B256");
    }

    @Test
    void callsOfAFormerKeyUnderOtherAddressesAreNotThisPersonsButWhatWasDoneWithItIs() {
        call(KeyLogKind.FIRST, BOB, KEY, "", USUAL);
        call(KeyLogKind.MATCH, CAROL, KEY, "", USUAL);
        said(KeyLogKind.FORGOTTEN, CAROL, KEY, "");
        call(KeyLogKind.FIRST, CAROL, OTHER, "", USUAL);
        assertThat(kinds(ofBob())).containsExactly(Kind.FIRST_CALL, Kind.FORGOTTEN);
        assertThat(kinds(ofBob(KEY.hex()))).containsExactly(Kind.FIRST_CALL, Kind.SAME_KEY, Kind.FORGOTTEN);
    }

    @Test
    void somebodyWhoShowsAStrangersIdentifierOrAnotherKeyIsAnAlarmAndProvesNothing() {
        call(KeyLogKind.FIRST, BOB, KEY, "", USUAL);
        said(KeyLogKind.VERIFIED_SPOKEN, BOB, KEY, "");
        call(KeyLogKind.MISMATCH, BOB, KEY, "Evil 1.0", "DH2k S256 AES1 HS32 B32");
        call(KeyLogKind.MISMATCH, BOB, OTHER, "", USUAL);
        call(KeyLogKind.MATCH, CAROL, OTHER, "", USUAL);
        KeyEvents told = ofBob(KEY.hex());
        assertThat(kinds(told))
                .containsExactly(Kind.FIRST_CALL, Kind.COMPARED, Kind.KEY_DID_NOT_FIT, Kind.KEY_DID_NOT_FIT);
        assertThat(told.algorithms(KEY.hex())).isEqualTo(USUAL);
        assertThat(told.proof(KEY.hex())).isPresent();
        call(KeyLogKind.DENIED, BOB, KEY, "", USUAL);
        assertThat(ofBob(KEY.hex()).proof(KEY.hex())).isEmpty();
    }

    @Test
    void eachWayOfVerifyingIsToldApart() {
        said(KeyLogKind.IMPORTED, BOB, KEY, NoteWords.VERIFIED_ELSEWHERE);
        assertThat(ofBob().proof(KEY.hex()).orElseThrow().how()).isEqualTo(How.IMPORTED);
        said(KeyLogKind.IMPORTED, BOB, OTHER, "");
        assertThat(ofBob().proof(OTHER.hex())).isEmpty();
        said(KeyLogKind.VERIFIED_SIGNED, BOB, KEY, "signed with the key of Bob's laptop");
        assertThat(ofBob().proof(KEY.hex()).orElseThrow().how()).isEqualTo(How.SIGNED);
        note(KeyLogKind.VERIFIED_SCANNED, BOB, Optional.empty(), "", "", "signing key 0a1b: by its code, scanned");
        note(KeyLogKind.VERIFIED_SCANNED, BOB, Optional.empty(), "", "", "signing key 0a1b: by its safety code, typed");
        said(KeyLogKind.VERIFIED_SPOKEN, BOB, KEY, "signing key 0a1b: with the code of a call");
        note(KeyLogKind.FORGOTTEN, BOB, Optional.empty(), "", "", "signing key 0a1b: it was revoked");
        said(KeyLogKind.EXPIRED, BOB, KEY, "");
        KeyEvents told = ofBob();
        assertThat(kinds(told))
                .containsExactly(
                        Kind.IMPORTED_VERIFIED,
                        Kind.IMPORTED,
                        Kind.SIGNED,
                        Kind.SCANNED,
                        Kind.TYPED,
                        Kind.SIGNER_COMPARED,
                        Kind.REVOKED,
                        Kind.EXPIRED);
        assertThat(told.events().get(2).subject()).isEqualTo("Bob's laptop");
        assertThat(told.events().get(6).subject()).isEqualTo("0a1b");
        assertThat(told.proof(KEY.hex()).orElseThrow().how()).isEqualTo(How.SIGNED);
    }

    @Test
    void theWholeProfileIsSpokenOfOnlyAfterSomethingHappened() {
        note(KeyLogKind.RESTORED, "", Optional.empty(), "", "", "the whole profile");
        assertThat(ofBob().events()).isEmpty();
        call(KeyLogKind.FIRST, BOB, KEY, "", USUAL);
        note(KeyLogKind.RESTORED, "", Optional.empty(), "", "", "the whole profile");
        assertThat(kinds(ofBob())).containsExactly(Kind.FIRST_CALL, Kind.RESTORED);
    }

    @Test
    void aLongLogIsReadInNoTime() {
        for (int i = 0; i < 20_000; i++) {
            call(KeyLogKind.MATCH, i % 2 == 0 ? BOB : CAROL, i % 2 == 0 ? KEY : OTHER, "", USUAL);
        }
        KeyEvents told = assertTimeout(Duration.ofSeconds(5), () -> ofBob(KEY.hex()));
        assertThat(told.events()).hasSize(10_000);
    }
}
