// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.SasSigner;

class PeerCertificateTest {

    private final OwnIdentity alice = Identities.alice();
    private final OwnIdentity laptop = Identities.laptop();

    private DeviceCertificate certificate() throws IdentityException {
        return DeviceCertificate.issue(
                alice, Identities.LAPTOP_NAME, laptop.key(), Identities.ZID, Identities.ISSUED, Duration.ofDays(365));
    }

    @Test
    void aPersonsOwnCertificateHasTheKeyAlone() throws Exception {
        PeerCertificate read = PeerCertificate.read(alice.sasSigner().certificate());
        assertThat(read.key()).isEqualTo(alice.key());
        assertThat(read.device()).isEmpty();
    }

    @Test
    void theCertificateOfALinkedDeviceSaysWhoseItIsAndFitsIntoACall() throws Exception {
        DeviceCertificate device = certificate();
        SasSigner signer = laptop.sasSigner(Optional.of(device));
        assertThat(signer.certificate()).hasSizeLessThan(SasSigner.LONGEST_CERTIFICATE);
        PeerCertificate read = PeerCertificate.read(signer.certificate());
        assertThat(read.key()).isEqualTo(laptop.key());
        assertThat(read.key().fingerprint()).isEqualTo(signer.fingerprint());
        assertThat(read.device()).contains(device);
    }

    @Test
    void aDeviceDoesNotShowTheCertificateOfAnother() throws Exception {
        DeviceCertificate device = certificate();
        assertThatIllegalArgumentException().isThrownBy(() -> alice.sasSigner(Optional.of(device)));
    }

    @Test
    void aDamagedDeviceCertificateIsAsGoodAsNone() throws Exception {
        DeviceCertificate device = certificate();
        byte[] x509 = laptop.sasSigner(Optional.of(device)).certificate();
        int at = indexOf(x509, device.encode());
        // Another version.
        x509[at] = 9;
        PeerCertificate read = PeerCertificate.read(x509);
        assertThat(read.key()).isEqualTo(laptop.key());
        assertThat(read.device()).isEmpty();
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (Arrays.mismatch(whole, at, at + part.length, part, 0, part.length) < 0) {
                return at;
            }
        }
        throw new AssertionError("It is not in there");
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws Exception {
        byte[] x509 = laptop.sasSigner().certificate();
        byte[] spki = laptop.key().subjectPublicKeyInfo();
        byte[] other = x509.clone();
        // The last octet of the algorithm's name: 1.3.101.111 is X448.
        int at = indexOf(x509, spki);
        other[at + 8] = 0x6f;
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> PeerCertificate.read(other));
    }

    @Test
    void whateverElseComesIsRefusedWithASentence() throws Exception {
        byte[] x509 = laptop.sasSigner(Optional.of(certificate())).certificate();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 3000; i++) {
            byte[] changed = x509.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(changed, random.nextInt(changed.length + 1));
            for (byte[] input : new byte[][] {changed, cut}) {
                try {
                    PeerCertificate.read(input);
                } catch (IdentityException e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
            }
        }
    }
}
