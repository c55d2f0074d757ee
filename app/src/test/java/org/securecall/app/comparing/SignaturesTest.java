// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PeerIdentity.How;
import org.securecall.app.identity.DeviceCertificate;
import org.securecall.app.identity.Identities;
import org.securecall.app.identity.OwnIdentity;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.SasSigner;
import org.securecall.media.api.ZrtpDetails;

class SignaturesTest {

    private static final String DESK = "sip:alice@example.org";
    private static final String MOBILE = "sip:alice@mobile.example.net";
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path directory;

    private final OwnIdentity alice = Identities.alice();
    private final OwnIdentity laptop = Identities.bob();
    private Instant now = Identities.ISSUED;
    private Storage storage;
    private Signatures signatures;

    @BeforeEach
    void anAddressBook() throws Exception {
        storage = Storage.open(directory, Keys.FILE, notice -> {});
        storage.contacts()
                .put(new Contact(
                        0,
                        "Alice",
                        List.of(DESK, MOBILE),
                        List.of(),
                        Optional.empty(),
                        false,
                        ContactPolicy.DEFAULT,
                        false));
        signatures = new Signatures(storage.identities(), new Addresses(storage.contacts()), () -> now);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private Optional<String> owner(String peer, SasSigner signer) {
        return signatures.confirmedFor(peer).ownerOf(signer.fingerprint(), signer.certificate());
    }

    private void confirmAlice(String address) {
        storage.identities()
                .confirm(address, alice.key().fingerprint(), alice.key().hex(), How.SCANNED);
    }

    private DeviceCertificate certificate() throws Exception {
        return DeviceCertificate.issue(alice, "Laptop", laptop.key(), Identities.ZID, Identities.ISSUED, YEAR);
    }

    @Test
    void whatIsConfirmedForOneAddressOfAContactCountsForAllAndForNobodyElse() {
        confirmAlice(DESK);
        assertThat(owner(DESK, alice.sasSigner())).contains("Alice");
        assertThat(owner(MOBILE, alice.sasSigner())).contains("Alice");
        assertThat(owner("sip:mallory@example.org", alice.sasSigner())).isEmpty();
    }

    @Test
    void aKeyThatSaysNothingIsMetAndVouchesForNobody() {
        assertThat(owner(DESK, alice.sasSigner())).isEmpty();
        PeerIdentity met = storage.identities().of(DESK).getFirst();
        assertThat(met.how()).isEqualTo(How.MET);
        assertThat(met.key()).isEqualTo(alice.key().hex());
    }

    @Test
    void aCertificateThatCannotBeReadLeavesTheFingerprint() {
        assertThat(signatures.confirmedFor(DESK).ownerOf("ab".repeat(32), new byte[] {1, 2, 3}))
                .isEmpty();
        assertThat(storage.identities().of(DESK).getFirst().key()).isEmpty();
    }

    @Test
    void aLinkedDeviceIsItsOwnersWhileTheCertificateHolds() throws Exception {
        SasSigner signer = laptop.sasSigner(Optional.of(certificate()));
        assertThat(owner(DESK, signer)).isEmpty();
        confirmAlice(DESK);
        assertThat(owner(DESK, signer)).contains("Laptop, signed by Alice");
        now = Identities.ISSUED.plus(YEAR);
        assertThat(owner(DESK, signer)).isEmpty();
        now = Identities.ISSUED;
        storage.identities().revoke(DESK, alice.key().fingerprint());
        assertThat(owner(DESK, signer)).isEmpty();
    }

    @Test
    void theCertificateOfADeviceIsWorthNothingToAnotherKey() throws Exception {
        confirmAlice(DESK);
        DeviceCertificate forAnother = certificate();
        try (OwnIdentity mallory = OwnIdentity.create(new SecureRandom())) {
            DeviceCertificate forged = new DeviceCertificate(
                    "Laptop",
                    mallory.key(),
                    Identities.ZID,
                    forAnother.issued(),
                    forAnother.expires(),
                    alice.key(),
                    forAnother.signature());
            assertThat(owner(DESK, mallory.sasSigner(Optional.of(forged)))).isEmpty();
        }
    }

    @Test
    void anotherKeyThanTheConfirmedOneContradictsAndNoSignatureDoesNot() {
        ZrtpDetails other = details(new SasSignature(SasSignature.Status.UNKNOWN_KEY, "ab".repeat(32), ""), false);
        assertThat(signatures.contradicts(DESK, other)).isFalse();
        confirmAlice(MOBILE);
        assertThat(signatures.contradicts(DESK, other)).isTrue();
        assertThat(signatures.contradicts(DESK, details(SasSignature.NONE, false)))
                .isFalse();
    }

    @Test
    void whatATrustedServerSignedIsNotConfirmedByComparing() {
        String fingerprint = alice.key().fingerprint();
        SasSignature unknown = new SasSignature(SasSignature.Status.UNKNOWN_KEY, fingerprint, "");
        assertThat(owner(DESK, alice.sasSigner())).isEmpty();
        signatures.met(DESK, comparedByBoth(details(unknown, true)));
        assertThat(storage.identities().of(DESK)).noneMatch(PeerIdentity::confirmed);
        signatures.met(DESK, comparedByBoth(details(unknown, false)));
        assertThat(storage.identities().of(DESK)).allMatch(PeerIdentity::confirmed);
    }

    @Test
    void comparingConfirmsTheSignerOnceBothDidAndTheSecretsMatch() {
        SasSignature unknown =
                new SasSignature(SasSignature.Status.UNKNOWN_KEY, alice.key().fingerprint(), "");
        assertThat(owner(DESK, alice.sasSigner())).isEmpty();
        for (ZrtpDetails.Secrets secrets : ZrtpDetails.Secrets.values()) {
            for (boolean own : new boolean[] {false, true}) {
                for (boolean peer : new boolean[] {false, true}) {
                    if (secrets != ZrtpDetails.Secrets.MATCH || !own || !peer) {
                        signatures.met(DESK, details(unknown, false, secrets, own, peer));
                        assertThat(storage.identities().of(DESK))
                                .as("%s %s %s", secrets, own, peer)
                                .noneMatch(PeerIdentity::confirmed);
                    }
                }
            }
        }
        signatures.met(DESK, comparedByBoth(details(unknown, false)));
        assertThat(storage.identities().of(DESK)).allMatch(identity -> identity.how() == How.COMPARED);
    }

    private static ZrtpDetails comparedByBoth(ZrtpDetails details) {
        PeerDeclarations declarations = details.declarations();
        return details(
                declarations.signature(), declarations.server().enrolled(), ZrtpDetails.Secrets.MATCH, true, true);
    }

    private static ZrtpDetails details(SasSignature signature, boolean enrolled) {
        return details(signature, enrolled, ZrtpDetails.Secrets.FIRST, false, false);
    }

    private static ZrtpDetails details(
            SasSignature signature, boolean enrolled, ZrtpDetails.Secrets secrets, boolean own, boolean peer) {
        return new ZrtpDetails(
                        "X255",
                        "S256",
                        "AES1",
                        "HS32",
                        "B32",
                        "4jw5",
                        Identities.ZID,
                        "Test 1.0",
                        secrets,
                        own,
                        peer,
                        ZrtpDetails.HelloHash.MATCH,
                        true)
                .withDeclarations(new PeerDeclarations(
                        false, false, false, signature, new MiddleServer(enrolled, false, enrolled)));
    }
}
