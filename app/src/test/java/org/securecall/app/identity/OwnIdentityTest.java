// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.SasSigner;
import org.securecall.media.secret.SecretBytes;

class OwnIdentityTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void whatWasStoredIsTheSameIdentityAgain() throws Exception {
        try (OwnIdentity identity = OwnIdentity.create(RANDOM);
                SecretBytes stored = identity.encode();
                OwnIdentity again = OwnIdentity.decode(stored)) {
            assertThat(stored.length()).isEqualTo(OwnIdentity.ENCODED_BYTES);
            assertThat(again.key()).isEqualTo(identity.key());
            assertThat(again.sign(SignedFor.KEY_LOG, new byte[3]))
                    .isEqualTo(identity.sign(SignedFor.KEY_LOG, new byte[3]));
            assertThat(stored.reveal()[1])
                    .as("the caller's to close")
                    .isEqualTo(identity.key().bytes()[0]);
        }
    }

    @Test
    void twoIdentitiesAreNeverTheSame() {
        try (OwnIdentity one = OwnIdentity.create(RANDOM);
                OwnIdentity other = OwnIdentity.create(RANDOM)) {
            assertThat(one.key()).isNotEqualTo(other.key());
        }
    }

    @Test
    void everyFlippedBitOfWhatWasStoredIsRefused() {
        byte[] stored = Identities.alice().encode().reveal();
        for (int bit = 0; bit < stored.length * 8; bit++) {
            SecretBytes other = SecretBytes.owning(Identities.flipped(stored, bit));
            assertThatExceptionOfType(IdentityException.class)
                    .as("bit " + bit)
                    .isThrownBy(() -> OwnIdentity.decode(other));
        }
    }

    @Test
    void whatWasStoredIsRefusedWhenItIsShorterOrLonger() {
        byte[] stored = Identities.alice().encode().reveal();
        for (int length = 0; length < stored.length + 3; length++) {
            if (length != stored.length) {
                SecretBytes other = SecretBytes.owning(Arrays.copyOf(stored, length));
                assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> OwnIdentity.decode(other));
            }
        }
    }

    /** Computed by another implementation, octet by octet after RFC 5280 and RFC 8410. */
    @Test
    void theCertificateFollowsFromTheKey() throws Exception {
        X509Certificate certificate = Identities.alice().certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getEncoded()).hasSize(226);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())))
                .isEqualTo("1aee1ca70ef7e7cfc488b249acaa14a20481c31f220052b51294edd3a29ebc0f");
    }

    @Test
    void aCallTellsThePeerTheFingerprintOfTheKey() {
        assertThat(Identities.alice().sasSigner().fingerprint())
                .isEqualTo(Identities.alice().key().fingerprint())
                .isEqualTo("06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9");
    }

    @Test
    void theSignerOfCallsGoesOnAfterTheIdentityWasClosed() throws Exception {
        OwnIdentity identity = OwnIdentity.create(RANDOM);
        SasSigner signer = identity.sasSigner();
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(identity.certificate());
        identity.close();
        check.update(new byte[32]);
        assertThat(check.verify(signer.sign(new byte[32]))).isTrue();
        assertThat(signer.algorithm()).isEqualTo(SasSigner.Algorithm.ED25519);
    }

    @Test
    void aClosedIdentitySignsNothing() {
        OwnIdentity identity = Identities.alice();
        identity.close();
        assertThatIllegalStateException().isThrownBy(() -> identity.sign(SignedFor.KEY_LOG, new byte[0]));
        assertThatIllegalStateException().isThrownBy(identity::encode);
    }

    @Test
    void nothingOfThePrivateKeyIsPrinted() {
        OwnIdentity identity = Identities.alice();
        assertThat(identity.toString() + identity.encode() + identity.sasSigner())
                .doesNotContain("9d61b19d")
                .doesNotContain(identity.key().hex());
    }
}
