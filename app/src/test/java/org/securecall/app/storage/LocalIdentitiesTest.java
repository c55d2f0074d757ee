// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;
import static org.securecall.app.storage.Stores.EVE;
import static org.securecall.app.storage.Stores.details;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.trust.KnownKey;
import org.securecall.app.trust.TrustStore;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/** Several ZIDs of one user, and what is kept under each. */
class LocalIdentitiesTest {

    private static final String HOME = "sip:alice@home.example";
    private static final String WORK = "sip:a.adler@work.example";

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();
    private Storage storage;
    private LocalIdentity home = LocalIdentity.MAIN;
    private LocalIdentity work = LocalIdentity.MAIN;

    @BeforeEach
    void open() throws Exception {
        storage = Stores.open(directory, notices, clock);
    }

    @AfterEach
    void close() {
        storage.close();
        assertThat(notices.rest()).isEmpty();
    }

    private void reopen() throws Exception {
        storage.close();
        storage = Stores.open(directory, notices, clock);
    }

    private TrustStore trust() {
        return storage.trust();
    }

    private Zid zid(LocalIdentity identity) {
        return trust().cache(identity).localZid();
    }

    private LocalIdentity add(String account) throws Exception {
        storage.accounts().put(Stores.account(account), Optional.empty());
        return trust().identityOf(account);
    }

    private void twoAccounts() throws Exception {
        home = add(HOME);
        work = add(WORK);
    }

    private void meet(LocalIdentity identity, Zid peer, int rs1) {
        trust().cache(identity).store(peer, Stores.secrets(rs1, rs1, false, Optional.empty()));
        trust().met(identity, BOBS_URI, details(peer, Secrets.FIRST));
    }

    private void confirm(LocalIdentity identity, Zid peer, String name) {
        trust().cache(identity).setVerified(peer, true);
        trust().confirmed(identity, BOBS_URI, details(peer, Secrets.FIRST), Optional.of(name), "");
    }

    @Test
    void everyAccountHasAZidOfItsOwnThatItKeeps() throws Exception {
        twoAccounts();
        List<Zid> zids = List.of(zid(home), zid(work), zid(LocalIdentity.MAIN), zid(LocalIdentity.PRACTICE));
        assertThat(zids).doesNotHaveDuplicates();
        reopen();
        assertThat(trust().identityOf(HOME)).isEqualTo(home);
        assertThat(List.of(zid(home), zid(work), zid(LocalIdentity.MAIN), zid(LocalIdentity.PRACTICE)))
                .isEqualTo(zids);
    }

    @Test
    void accountThatIsAddedAgainFindsItsZidAndItsKeys() throws Exception {
        twoAccounts();
        Zid before = zid(work);
        meet(work, BOB, 1);
        assertThat(storage.accounts().remove(WORK)).isTrue();
        reopen();
        assertThat(trust().trust()).extracting(ContactTrust::metAs).containsExactly(work);
        assertThat(zid(add(WORK))).isEqualTo(before);
        assertThat(trust().cache(work).find(BOB)).isPresent();
    }

    @Test
    void anotherSpellingOfAnAddressIsNoOtherAccount() throws Exception {
        LocalIdentity plain = add(HOME);
        assertThat(add("sips:alice@HOME.example")).isEqualTo(plain);
        storage.accounts().remove(HOME);
        assertThat(trust().identityOf("sips:alice@home.example")).isEqualTo(plain);
    }

    @Test
    void secretsAndVerificationAreKeptForEachPairOfZidsApart() throws Exception {
        twoAccounts();
        meet(home, BOB, 1);
        confirm(home, BOB, "Bob");
        meet(work, BOB, 2);
        reopen();
        for (LocalIdentity identity : List.of(home, work)) {
            try (RetainedSecrets kept = trust().cache(identity).find(BOB).orElseThrow()) {
                assertThat(kept.rs1().orElseThrow().matches(Stores.filled(identity.equals(home) ? 1 : 2)))
                        .isTrue();
                assertThat(kept.verified()).isEqualTo(identity.equals(home));
            }
        }
        assertThat(trust().cache(LocalIdentity.MAIN).find(BOB)).isEmpty();
        assertThat(trust().trust())
                .extracting(ContactTrust::metAs, ContactTrust::verified, ContactTrust::name)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(home, true, "Bob"),
                        org.assertj.core.groups.Tuple.tuple(work, false, ""));
        assertThat(trust().history(BOB))
                .extracting(KeyLogNote::kind)
                .containsExactly(KeyLogKind.FIRST, KeyLogKind.VERIFIED_SPOKEN, KeyLogKind.FIRST);
    }

    @Test
    void keyThatWasVerifiedAsSomebodyElseIsNoOtherKeyAndLendsNoName() throws Exception {
        twoAccounts();
        meet(home, BOB, 1);
        confirm(home, BOB, "Bob");
        KnownKey stranger = new KnownKey("", false, false, false, false, true);
        assertThat(trust().known(work, BOBS_URI, BOB)).isEqualTo(stranger);
        meet(work, BOB, 2);
        // Whoever showed this ZID may not be Bob: only the code tells.
        assertThat(trust().known(work, BOBS_URI, BOB)).isEqualTo(stranger);
        assertThat(trust().known(work, BOBS_URI, EVE).otherKeyVerified()).isTrue();
        assertThat(trust().metWithZrtp(BOBS_URI)).isTrue();
        trust().cache(work).setVerified(BOB, true);
        trust().confirmed(work, BOBS_URI, details(BOB, Secrets.FIRST), Optional.empty(), "");
        assertThat(trust().known(work, BOBS_URI, BOB)).isEqualTo(new KnownKey("Bob", false, false, false));
        assertThat(trust().known(home, BOBS_URI, BOB)).isEqualTo(new KnownKey("Bob", false, false, false));
    }

    @Test
    void keyThatWasDeniedIsDeniedToEveryoneWhoHasNotComparedItSince() throws Exception {
        twoAccounts();
        meet(home, EVE, 1);
        trust().denied(home, BOBS_URI, details(EVE, Secrets.FIRST), "");
        assertThat(trust().known(work, BOBS_URI, EVE).denied()).isTrue();
        meet(work, EVE, 2);
        assertThat(trust().known(work, BOBS_URI, EVE).denied()).isTrue();
        confirm(work, EVE, "Eve");
        assertThat(trust().known(work, BOBS_URI, EVE).denied()).isFalse();
        assertThat(trust().known(home, BOBS_URI, EVE).denied()).isTrue();
    }

    @Test
    void expiryIsThatOfOnePairAlone() throws Exception {
        twoAccounts();
        trust().cache(home)
                .store(
                        BOB,
                        Stores.secrets(1, 2, true, Optional.of(clock.instant().plus(Duration.ofDays(1)))));
        meet(work, BOB, 3);
        clock.advance(Duration.ofDays(2));
        assertThat(trust().cache(home).find(BOB)).isEmpty();
        assertThat(trust().cache(work).find(BOB)).isPresent();
        assertThat(trust().known(home, BOBS_URI, BOB).expired()).isTrue();
        assertThat(trust().known(work, BOBS_URI, BOB).expired()).isFalse();
    }

    @Test
    void forgottenKeyIsForgottenUnderEveryZidAndIsOneEvent() throws Exception {
        twoAccounts();
        trust().cache(LocalIdentity.PRACTICE).store(BOB, Stores.secrets(1, 2, true, Optional.empty()));
        meet(home, BOB, 1);
        confirm(home, BOB, "Bob");
        meet(work, BOB, 2);
        assertThat(trust().forget(BOB)).isTrue();
        assertThat(trust().forget(BOB)).isFalse();
        reopen();
        assertThat(trust().trust()).isEmpty();
        assertThat(trust().known(work, BOBS_URI, BOB)).isEqualTo(KnownKey.STRANGER);
        assertThat(trust().cache(home).find(BOB)).isEmpty();
        assertThat(trust().cache(work).find(BOB)).isEmpty();
        assertThat(trust().cache(LocalIdentity.PRACTICE).find(BOB)).isPresent();
        assertThat(trust().history(BOB))
                .filteredOn(event -> event.kind() == KeyLogKind.FORGOTTEN)
                .hasSize(1);
    }

    @Test
    void nameIsGivenToTheKeyWhereItWasCompared() throws Exception {
        twoAccounts();
        meet(home, BOB, 1);
        confirm(home, BOB, "Bob");
        meet(work, BOB, 2);
        trust().nameKey(BOB, "Robert");
        assertThat(trust().known(home, BOBS_URI, BOB).name()).isEqualTo("Robert");
        assertThat(trust().known(work, BOBS_URI, BOB).name()).isEmpty();
    }

    @Test
    void contactsOwnZidIsFoundAgainAndNeverAnotherContacts() throws Exception {
        Contact bob = storage.contacts().put(new Contact(0, "Bob", BOBS_URI, false).withOwnZid(true));
        LocalIdentity forBob = LocalIdentity.ofContact(bob.id());
        Zid zid = zid(forBob);
        meet(forBob, BOB, 1);
        reopen();
        assertThat(storage.contacts().findByUri(BOBS_URI).orElseThrow().ownZid())
                .isTrue();
        assertThat(zid(forBob)).isEqualTo(zid).isNotEqualTo(zid(LocalIdentity.MAIN));
        storage.contacts().remove(bob.id());
        reopen();
        assertThat(trust().trust()).extracting(ContactTrust::metAs).containsExactly(forBob);
        Contact other = storage.contacts().put(new Contact(0, "Eve", "sip:eve@example.org", false).withOwnZid(true));
        assertThat(other.id()).isGreaterThan(bob.id());
    }

    @Test
    void importedTelephoneIsGoneOnWithByTheAccountsThatAreThere() throws Exception {
        twoAccounts();
        takeOver();
        reopen();
        assertThat(trust().identityOf(HOME)).isEqualTo(LocalIdentity.MAIN);
        assertThat(trust().identityOf(WORK)).isEqualTo(LocalIdentity.MAIN);
        LocalIdentity later = add("sip:alice@club.example");
        assertThat(later).isNotEqualTo(LocalIdentity.MAIN);
    }

    @Test
    void importedTelephoneIsGoneOnWithByTheFirstAccountWhereThereIsNoneYet() throws Exception {
        takeOver();
        reopen();
        home = add(HOME);
        work = add(WORK);
        assertThat(home).isEqualTo(LocalIdentity.MAIN);
        assertThat(work).isNotEqualTo(LocalIdentity.MAIN);
        storage.accounts().remove(HOME);
        storage.accounts().remove(WORK);
        reopen();
        assertThat(add("sip:alice@club.example")).isNotEqualTo(LocalIdentity.MAIN);
        assertThat(add(HOME)).isEqualTo(LocalIdentity.MAIN);
        assertThat(trust().verifiedZidsFor(BOBS_URI)).containsExactly(BOB);
    }

    private void takeOver() {
        Zid theirs = new Zid("0a0a0a0a0a0a0a0a0a0a0a0a");
        try (ImportedKey bob = new ImportedKey(
                theirs,
                BOB,
                Optional.of(SecretBytes.owning(Stores.filled(0x51))),
                Optional.empty(),
                true,
                Optional.empty(),
                BOBS_URI,
                "Bob")) {
            assertThat(trust().takeOver(theirs, List.of(bob))).isTrue();
        }
        assertThat(zid(LocalIdentity.MAIN)).isEqualTo(theirs);
    }
}
