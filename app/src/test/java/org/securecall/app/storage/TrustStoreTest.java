// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;
import static org.securecall.app.storage.Stores.EVE;
import static org.securecall.app.storage.Stores.details;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.trust.KnownKey;
import org.securecall.app.trust.TrustStore;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.secret.SecretBytes;

class TrustStoreTest {

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();
    private Storage storage;

    @BeforeEach
    void open() throws Exception {
        storage = Stores.open(directory, notices, clock);
    }

    @AfterEach
    void close() {
        storage.close();
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void secretsAreCopiedOutAndTheReplacedOnesAreWiped() {
        ZrtpCache cache = cache();
        RetainedSecrets first = Stores.secrets(1, 2, false, Optional.empty());
        byte[] held = first.rs1().orElseThrow().reveal();
        cache.store(BOB, first);
        try (RetainedSecrets copy = cache.find(BOB).orElseThrow()) {
            assertThat(copy.rs1().orElseThrow().reveal())
                    .isEqualTo(Stores.filled(1))
                    .isNotSameAs(held);
        }
        try (RetainedSecrets again = cache.find(BOB).orElseThrow()) {
            assertThat(again.rs1().orElseThrow().matches(Stores.filled(1))).isTrue();
        }
        cache.store(BOB, Stores.secrets(3, 4, false, Optional.empty()));
        assertThat(held).containsOnly(0);
    }

    @Test
    void theSecretOfATrustedServerOutlivesReopeningAndExpiryAndIsForgottenWithItsKey() throws Exception {
        assertThat(cache().pbxSecret(BOB)).isEmpty();
        cache().store(
                        BOB,
                        Stores.secrets(1, 2, false, Optional.of(clock.instant().plus(Duration.ofHours(1)))));
        assertThat(cache().storePbxSecret(BOB, SecretBytes.owning(Stores.filled(9))))
                .isTrue();
        cache().store(
                        BOB,
                        Stores.secrets(3, 1, false, Optional.of(clock.instant().plus(Duration.ofHours(1)))));
        clock.advance(Duration.ofHours(2));
        assertThat(cache().find(BOB)).isEmpty();
        reopen();
        try (SecretBytes kept = cache().pbxSecret(BOB).orElseThrow()) {
            assertThat(kept.matches(Stores.filled(9))).isTrue();
        }
        assertThat(cache().pbxSecret(EVE)).isEmpty();
        assertThat(storage.trust().forget(BOB)).isTrue();
        assertThat(cache().pbxSecret(BOB)).isEmpty();
        reopen();
        assertThat(cache().pbxSecret(BOB)).isEmpty();
    }

    @Test
    void cachesOfTheTwoIdentitiesAreApart() {
        storage.trust().cache(LocalIdentity.PRACTICE).store(BOB, Stores.secrets(1, 2, true, Optional.empty()));
        assertThat(cache().find(BOB)).isEmpty();
        assertThat(storage.trust().trust()).isEmpty();
        assertThat(storage.trust().cache(LocalIdentity.PRACTICE).find(BOB)).isPresent();
    }

    @Test
    void verifiedFlagOfAPeerWithoutSecretsIsNotSet() {
        cache().setVerified(BOB, true);
        assertThat(cache().find(BOB)).isEmpty();
        assertThat(storage.trust().trust()).isEmpty();
    }

    @Test
    void confirmedKeyHasNameDatesAndVerificationAfterReopening() throws Exception {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        clock.advance(Duration.ofHours(1));
        reopen();
        trust().met(LocalIdentity.MAIN, "sips:bob@EXAMPLE.org;transport=tls", details(BOB, Secrets.MATCH));
        ContactTrust bob = trust().trust().getFirst();
        assertThat(bob)
                .isEqualTo(new ContactTrust(
                        BOBS_URI,
                        BOB.hex(),
                        "Bob",
                        true,
                        clock.instant().minus(Duration.ofHours(1)),
                        clock.instant(),
                        "Test 1.0",
                        Optional.empty(),
                        KeyStanding.VERIFIED));
        assertThat(trust().verifiedZidsFor(BOBS_URI)).containsExactly(BOB);
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB))
                .isEqualTo(new KnownKey("Bob", false, false, false));
        reopen();
        assertThat(trust().history(BOB))
                .extracting(KeyLogNote::kind)
                .containsExactly(KeyLogKind.FIRST, KeyLogKind.VERIFIED_SPOKEN, KeyLogKind.MATCH);
    }

    @Test
    void freshKeyAtAVerifiedAddressStaysSuspiciousInEveryLaterCall() throws Exception {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        cache().store(EVE, Stores.secrets(5, 6, false, Optional.empty()));
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE).otherKeyVerified())
                .isTrue();
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(EVE, Secrets.FIRST));
        reopen();
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE).otherKeyVerified())
                .isTrue();
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(EVE, Secrets.MATCH));
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE).otherKeyVerified())
                .isTrue();
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).otherKeyVerified())
                .isFalse();
    }

    @Test
    void secondDeviceOnceComparedIsTrustedBesideTheFirst() {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        meetAndConfirm(EVE, BOBS_URI, "Bob's laptop");
        assertThat(trust().verifiedZidsFor(BOBS_URI)).containsExactlyInAnyOrder(BOB, EVE);
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE))
                .isEqualTo(new KnownKey("Bob's laptop", false, false, false));
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB))
                .isEqualTo(new KnownKey("Bob", false, false, false));
    }

    @Test
    void verifiedKeyDoesNotTakeOverTheAddressOfAnotherVerifiedKey() {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        meetAndConfirm(EVE, "sip:eve@example.org", "Eve");
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(EVE, Secrets.MATCH));
        assertThat(trust().verifiedZidsFor(BOBS_URI)).containsExactly(BOB);
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE)).isEqualTo(new KnownKey("Eve", false, true, false));
    }

    @Test
    void verifiedKeyStandsForANewAddressThatHasNone() {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        trust().met(LocalIdentity.MAIN, "sip:bob@work.example", details(BOB, Secrets.MATCH));
        assertThat(trust().known(LocalIdentity.MAIN, "sip:bob@work.example", EVE)
                        .otherKeyVerified())
                .isTrue();
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE).otherKeyVerified())
                .isTrue();
    }

    @Test
    void mismatchLeavesTheKnownKeyAsItIs() {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        trust().met(LocalIdentity.MAIN, "sip:eve@example.org", details(BOB, Secrets.MISMATCH));
        trust().denied(LocalIdentity.MAIN, "sip:eve@example.org", details(BOB, Secrets.MISMATCH), "");
        assertThat(trust().trust().getFirst().uri()).isEqualTo(BOBS_URI);
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).denied()).isFalse();
        assertThat(trust().verifiedZidsFor("sip:eve@example.org")).isEmpty();
        assertThat(trust().history(BOB)).extracting(KeyLogNote::kind).endsWith(KeyLogKind.MISMATCH, KeyLogKind.DENIED);
    }

    @Test
    void clearedFlagDoesNotMakeTheAddressAStrangersAgain() {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        cache().setVerified(BOB, false);
        assertThat(trust().trust().getFirst().verified()).isFalse();
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE).otherKeyVerified())
                .isTrue();
    }

    @Test
    void deniedKeyIsRememberedUntilItIsComparedAgain() throws Exception {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        trust().denied(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH), "");
        reopen();
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).denied()).isTrue();
        trust().confirmed(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH), Optional.empty(), "");
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB))
                .isEqualTo(new KnownKey("Bob", false, false, false));
    }

    @Test
    void expiryIsRememberedUntilTheCallThatRenewsTheSecretsIsNoted() throws Exception {
        cache().store(
                        BOB,
                        Stores.secrets(1, 2, true, Optional.of(clock.instant().plus(Duration.ofDays(1)))));
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST));
        clock.advance(Duration.ofDays(2));
        reopen();
        assertThat(cache().find(BOB)).isEmpty();
        cache().store(BOB, Stores.secrets(3, 4, false, Optional.empty()));
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).expired()).isTrue();
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST));
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB).expired()).isFalse();
    }

    @Test
    void standingOfAKeyFollowsFromWhatHappened() throws Exception {
        Optional<Instant> soon = Optional.of(clock.instant().plus(Duration.ofDays(1)));
        cache().store(BOB, Stores.secrets(1, 2, false, soon));
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST));
        assertThat(standing()).isEqualTo(KeyStanding.UNVERIFIED);
        cache().setVerified(BOB, true);
        trust().confirmed(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST), Optional.of("Bob"), "");
        assertThat(standing()).isEqualTo(KeyStanding.VERIFIED);
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MISMATCH));
        assertThat(standing()).isEqualTo(KeyStanding.CHANGED);
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH));
        assertThat(standing()).isEqualTo(KeyStanding.VERIFIED);
        trust().denied(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH), "");
        reopen();
        assertThat(standing()).isEqualTo(KeyStanding.CHANGED);
        trust().confirmed(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH), Optional.empty(), "");
        clock.advance(Duration.ofDays(2));
        assertThat(cache().find(BOB)).isEmpty();
        assertThat(standing()).isEqualTo(KeyStanding.EXPIRED);
        assertThat(trust().history(BOB)).extracting(KeyLogNote::kind).endsWith(KeyLogKind.EXPIRED);
    }

    private KeyStanding standing() {
        return trust().trust().getFirst().standing();
    }

    @Test
    void whatATelephoneListedInItsLastCallIsKeptWithItsKey() throws Exception {
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST));
        assertThat(trust().offers()).isEmpty();
        trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.offering(BOB, Secrets.MATCH, "X255", "DH3k"));
        reopen();
        assertThat(listed()).containsExactly("X255", "DH3k");
        trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.offering(BOB, Secrets.MISMATCH, "DH2k"));
        assertThat(listed()).as("somebody else's").containsExactly("X255", "DH3k");
        trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.offering(BOB, Secrets.MATCH, "X3M3"));
        assertThat(listed()).containsExactly("X3M3");
        trust().forget(BOB);
        assertThat(trust().offers()).isEmpty();
    }

    private List<String> listed() {
        return Optional.ofNullable(trust().offers().get(BOB.hex()))
                .orElseThrow()
                .names(Kind.KEY_AGREEMENT);
    }

    @Test
    void historySaysWhoConfirmedAndWhatChanged() throws Exception {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        trust().confirmed(
                        LocalIdentity.MAIN,
                        BOBS_URI,
                        details(BOB, Secrets.MATCH),
                        Optional.empty(),
                        "sip:alice@example.org");
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH));
        trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.MATCH, "X3M3", "Test 2.0"));
        trust().denied(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH), "sip:work@example.org");
        reopen();
        assertThat(trust().history(BOB))
                .extracting(KeyLogNote::confirmedBy)
                .containsExactly("", "", "sip:alice@example.org", "", "", "sip:work@example.org");
        assertThat(trust().history(BOB))
                .extracting(KeyLogNote::change)
                .containsExactly(
                        "",
                        "the key of Bob",
                        "the key of Bob",
                        "",
                        "software Test 1.0 -> Test 2.0; algorithms X255 S256 AES1 HS32 B32 -> X3M3 S256 AES1 HS32 B32",
                        "");
    }

    @Test
    void secretsErasedAfterADenialAreNotCalledExpired() {
        Optional<Instant> later = Optional.of(clock.instant().plus(Duration.ofDays(1)));
        cache().store(BOB, Stores.secrets(1, 2, false, later));
        trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST));
        cache().store(BOB, new RetainedSecrets(Optional.empty(), Optional.empty(), false, later));
        trust().denied(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST), "");
        assertThat(cache().find(BOB)).isEmpty();
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB)).isEqualTo(new KnownKey("", true, false, false));
        cache().store(BOB, Stores.secrets(3, 4, false, later));
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB)).isEqualTo(new KnownKey("", true, false, false));
    }

    @Test
    void forgottenKeyIsAStrangerAndItsHistoryStays() throws Exception {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        assertThat(trust().forget(BOB)).isTrue();
        assertThat(trust().forget(BOB)).isFalse();
        reopen();
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB)).isEqualTo(KnownKey.STRANGER);
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE)).isEqualTo(KnownKey.STRANGER);
        assertThat(cache().find(BOB)).isEmpty();
        assertThat(trust().history(BOB)).extracting(KeyLogNote::kind).endsWith(KeyLogKind.FORGOTTEN);
    }

    @Test
    void namingAKeyNeverMetDoesNothing() {
        trust().nameKey(EVE, "Eve");
        assertThat(trust().trust()).isEmpty();
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        trust().nameKey(BOB, " Robert ");
        assertThat(trust().trust()).extracting(ContactTrust::name).containsExactly("Robert");
    }

    @Test
    void eventsCannotBeChangedInTheDatabase() throws Exception {
        meetAndConfirm(BOB, BOBS_URI, "Bob");
        Stores.sync(storage);
        assertThat(Stores.query(directory, "SELECT count(*) FROM key_event")).isEqualTo("2");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Stores.query(directory, "DELETE FROM key_event RETURNING number"))
                .hasMessageContaining("append-only");
    }

    private void meetAndConfirm(Zid zid, String uri, String name) {
        cache().store(zid, Stores.secrets(1, 2, false, Optional.empty()));
        trust().met(LocalIdentity.MAIN, uri, details(zid, Secrets.FIRST));
        cache().setVerified(zid, true);
        trust().confirmed(LocalIdentity.MAIN, uri, details(zid, Secrets.FIRST), Optional.of(name), "");
    }

    private TrustStore trust() {
        return storage.trust();
    }

    private ZrtpCache cache() {
        return storage.trust().cache(LocalIdentity.MAIN);
    }

    private void reopen() throws Exception {
        storage.close();
        storage = Stores.open(directory, notices, clock);
    }

    @Test
    void keysOfAnotherTelephoneAreTakenOverByOneThatHasMetNobody() throws Exception {
        Zid theirs = new Zid("0a0a0a0a0a0a0a0a0a0a0a0a");
        try (ImportedKey bob = new ImportedKey(
                        theirs,
                        BOB,
                        Optional.of(SecretBytes.owning(Stores.filled(0x51))),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        BOBS_URI,
                        "Bob");
                ImportedKey eve = new ImportedKey(
                        theirs,
                        EVE,
                        Optional.of(SecretBytes.owning(Stores.filled(0x52))),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        "",
                        "")) {
            assertThat(trust().takeOver(theirs, List.of(bob, eve))).isTrue();
            assertThat(trust().takeOver(theirs, List.of(bob, eve))).isFalse();
        }
        reopen();
        assertThat(cache().localZid()).isEqualTo(theirs);
        try (RetainedSecrets secrets = cache().find(BOB).orElseThrow()) {
            assertThat(secrets.rs1().orElseThrow().matches(Stores.filled(0x51))).isTrue();
            assertThat(secrets.verified()).isTrue();
        }
        assertThat(trust().verifiedZidsFor(BOBS_URI)).containsExactly(BOB);
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, BOB))
                .isEqualTo(new KnownKey("Bob", false, false, false));
        assertThat(trust().known(LocalIdentity.MAIN, BOBS_URI, EVE).otherKeyVerified())
                .isTrue();
        assertThat(trust().log())
                .extracting(entry -> entry.kind())
                .containsExactly(KeyLogKind.IMPORTED, KeyLogKind.IMPORTED);
    }
}
