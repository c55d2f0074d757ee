// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;
import static org.securecall.app.storage.Stores.EVE;
import static org.securecall.app.storage.Stores.details;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PeerKey;
import org.securecall.app.api.Phone;
import org.securecall.app.comparing.Addresses;
import org.securecall.app.comparing.PersonKeys;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** A person's keys as the stores keep them: what is told of them, and what is left when one is forgotten. */
class ForgottenKeyTest {

    private static final String FINGERPRINT = "0123456789abcdef".repeat(4);
    private static final String SECOND_URI = "sip:bob@192.0.2.9";

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

    private PersonKeys keys() {
        return new PersonKeys(storage.trust(), storage.identities(), new Addresses(storage.contacts()));
    }

    private void meet(LocalIdentity as, String uri, Zid zid, Secrets secrets) {
        storage.trust().cache(as).store(zid, Stores.secrets(0x5a, 0x5b, true, Optional.empty()));
        storage.trust().met(as, uri, details(zid, secrets));
    }

    private void confirm(String uri, Zid zid, String name) {
        storage.trust()
                .confirmed(
                        LocalIdentity.MAIN,
                        uri,
                        details(zid, Secrets.FIRST),
                        Optional.of(name),
                        "sip:alice@example.org");
    }

    private Set<String> rows() throws Exception {
        Stores.sync(storage);
        return new HashSet<>(Arrays.asList(
                Stores.query(directory, "SELECT hex(value) FROM record").split(",", -1)));
    }

    @Test
    void secretsNameAndVerificationAreGoneFromTheDiskAndTheHistoryStays() throws Exception {
        Set<String> before = rows();
        meet(LocalIdentity.MAIN, BOBS_URI, BOB, Secrets.FIRST);
        confirm(BOBS_URI, BOB, "Bob");
        Set<String> kept = rows();
        assertThat(keys().forget("bob@example.org", " " + BOB.hex().toUpperCase(Locale.ROOT)))
                .isTrue();
        Set<String> after = rows();
        storage.close();
        kept.removeAll(before);
        kept.removeAll(after);
        assertThat(kept).as("the sealed record of the key is among them").isNotEmpty();
        for (String sealed : kept) {
            assertThat(RawFiles.hold(directory, HexFormat.of().parseHex(sealed)))
                    .isFalse();
        }
        assertThat(RawFiles.hold(directory, Stores.filled(0x5a))).isFalse();
        open();
        assertThat(storage.trust().cache(LocalIdentity.MAIN).find(BOB)).isEmpty();
        assertThat(storage.trust().known(LocalIdentity.MAIN, BOBS_URI, BOB)).isEqualTo(KnownKey.STRANGER);
        PeerHistory history = keys().history(BOBS_URI);
        assertThat(history.keys()).isEmpty();
        assertThat(history.events())
                .extracting(KeyEvent::kind)
                .containsExactly(KeyEvent.Kind.FORGOTTEN, KeyEvent.Kind.COMPARED, KeyEvent.Kind.FIRST_CALL);
        assertThat(history.whole()).isTrue();
    }

    @Test
    void confirmedSigningKeysAreTakenBackAtEveryAddressOfTheContactAndNobodyElses() throws Exception {
        storage.contacts()
                .put(new Contact(
                        0,
                        "Bob",
                        List.of(BOBS_URI, SECOND_URI),
                        List.of(),
                        Optional.empty(),
                        false,
                        ContactPolicy.DEFAULT,
                        false));
        meet(LocalIdentity.MAIN, BOBS_URI, BOB, Secrets.FIRST);
        meet(LocalIdentity.MAIN, "sip:eve@example.org", EVE, Secrets.FIRST);
        storage.identities().confirm(SECOND_URI, FINGERPRINT, "ab".repeat(32), PeerIdentity.How.SCANNED);
        storage.identities().confirm("sip:eve@example.org", FINGERPRINT, "cd".repeat(32), PeerIdentity.How.TYPED);
        assertThat(keys().forget(BOBS_URI, BOB.hex())).isTrue();
        assertThat(storage.identities().of(SECOND_URI)).noneMatch(PeerIdentity::confirmed);
        assertThat(storage.identities().of("sip:eve@example.org")).allMatch(PeerIdentity::confirmed);
        assertThat(keys().history(SECOND_URI).events())
                .extracting(KeyEvent::kind)
                .containsExactly(
                        KeyEvent.Kind.FORGOTTEN,
                        KeyEvent.Kind.REVOKED,
                        KeyEvent.Kind.SCANNED,
                        KeyEvent.Kind.FIRST_CALL);
        assertThat(keys().history(SECOND_URI).events().get(2).subject()).isEqualTo("0123456789abcdef");
        assertThat(storage.trust().cache(LocalIdentity.MAIN).find(EVE)).isPresent();
    }

    @Test
    void onlyAKeyOfThisPersonIsForgotten() {
        meet(LocalIdentity.MAIN, BOBS_URI, BOB, Secrets.FIRST);
        assertThat(keys().forget(BOBS_URI, EVE.hex())).isFalse();
        assertThat(keys().forget("sip:eve@example.org", BOB.hex())).isFalse();
        assertThat(keys().forget(BOBS_URI, "no ZID")).isFalse();
        assertThat(keys().forget("", "")).isFalse();
        assertThat(storage.trust().cache(LocalIdentity.MAIN).find(BOB)).isPresent();
        assertThat(storage.trust().history(BOB)).hasSize(1);
    }

    @Test
    void aKeyThatWasComparedBelongsToThePersonWhereverItWasMetLast() {
        meet(LocalIdentity.MAIN, BOBS_URI, BOB, Secrets.FIRST);
        confirm(BOBS_URI, BOB, "Bob");
        meet(LocalIdentity.ofAccount("sip:work@example.org"), "sip:bob@198.51.100.7", BOB, Secrets.FIRST);
        PeerHistory history = keys().history(BOBS_URI);
        assertThat(history.keys()).hasSize(1);
        PeerKey key = history.keys().getFirst();
        assertThat(key.met()).hasSize(2);
        assertThat(key.name()).isEqualTo("Bob");
        assertThat(key.algorithms()).isEqualTo("X255 S256 AES1 HS32 B32");
        assertThat(key.proof().orElseThrow().how()).isEqualTo(PeerKey.How.SPOKEN);
        assertThat(key.proof().orElseThrow().by()).isEqualTo("sip:alice@example.org");
        assertThat(keys().forget(BOBS_URI, BOB.hex())).isTrue();
        assertThat(storage.trust().trust()).isEmpty();
    }

    @Test
    void keysThatCameWithoutAnAddressAreForgottenOneByOne() {
        meet(LocalIdentity.MAIN, "", BOB, Secrets.FIRST);
        meet(LocalIdentity.MAIN, "", EVE, Secrets.FIRST);
        assertThat(keys().history("").keys()).hasSize(2);
        assertThat(keys().forget("", BOB.hex())).isTrue();
        assertThat(keys().history("").keys()).extracting(PeerKey::zid).containsExactly(EVE.hex());
    }

    @Test
    void thePracticePeerForgetsToo() {
        Zid practice = storage.trust().cache(LocalIdentity.PRACTICE).localZid();
        Zid own = storage.trust().cache(LocalIdentity.MAIN).localZid();
        meet(LocalIdentity.MAIN, Phone.PRACTICE, practice, Secrets.FIRST);
        storage.trust().cache(LocalIdentity.PRACTICE).store(own, Stores.secrets(0x5a, 0x5b, true, Optional.empty()));
        meet(LocalIdentity.MAIN, BOBS_URI, BOB, Secrets.FIRST);
        assertThat(keys().forget(BOBS_URI, BOB.hex())).isTrue();
        assertThat(storage.trust().cache(LocalIdentity.PRACTICE).find(own)).isPresent();
        assertThat(keys().forget(Phone.PRACTICE, practice.hex())).isTrue();
        assertThat(storage.trust().cache(LocalIdentity.PRACTICE).find(own)).isEmpty();
        assertThat(storage.trust().cache(LocalIdentity.MAIN).find(practice)).isEmpty();
    }

    @Test
    void anAlarmAtTheAddressIsTold() {
        meet(LocalIdentity.MAIN, BOBS_URI, BOB, Secrets.FIRST);
        storage.trust().met(LocalIdentity.MAIN, BOBS_URI, details(EVE, Secrets.MISMATCH));
        storage.trust().denied(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH), "");
        assertThat(keys().history(BOBS_URI).events())
                .extracting(KeyEvent::kind)
                .containsExactly(KeyEvent.Kind.CODE_DIFFERED, KeyEvent.Kind.KEY_DID_NOT_FIT, KeyEvent.Kind.FIRST_CALL);
        assertThat(keys().history(BOBS_URI).keys()).hasSize(1);
    }
}
