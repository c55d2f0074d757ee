// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.securecall.media.engine.Telephone.await;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpDetails.Auxiliary;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.secret.SecretBytes;

/** A secret from elsewhere in the keys of two sessions on the loopback (RFC 6189 §4.3). */
class AuxiliaryCallTest {

    private static SecretBytes secret(int value) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) value);
        return SecretBytes.owning(octets);
    }

    @Test
    void theSameSecretAgreesAndIsWipedWithTheSession() throws Exception {
        SecretBytes alices = secret(1);
        try (Telephone alice = telephone(1, 500, ZrtpOptions.DEFAULT.withAuxiliary(alices));
                Telephone bob = telephone(2, 1300, ZrtpOptions.DEFAULT.withAuxiliary(secret(1)))) {
            call(alice, bob);
            assertThat(auxiliary(alice)).isEqualTo(Auxiliary.MATCH);
            assertThat(auxiliary(bob)).isEqualTo(Auxiliary.MATCH);
        }
        await("the secret is wiped", () -> isWiped(alices));
    }

    private static boolean isWiped(SecretBytes secret) {
        try {
            return secret.reveal()[0] == 0;
        } catch (IllegalStateException wiped) {
            return true;
        }
    }

    @Test
    void anotherSecretOrNoneIsAFindingAndStopsNoCall() throws Exception {
        try (Telephone alice = telephone(1, 500, ZrtpOptions.DEFAULT.withAuxiliary(secret(1)));
                Telephone bob = telephone(2, 1300, ZrtpOptions.DEFAULT)) {
            call(alice, bob);
            assertThat(auxiliary(alice)).isEqualTo(Auxiliary.MISMATCH);
            assertThat(auxiliary(bob)).isEqualTo(Auxiliary.NONE);
        }
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ZrtpOptions.DEFAULT.withAuxiliary(SecretBytes.owning(new byte[15])));
    }

    private static Telephone telephone(int id, double tone, ZrtpOptions options) throws Exception {
        return Telephone.withOptions(id, tone, Encryption.REQUIRE, options, KeyingMethod.ZRTP);
    }

    private static void call(Telephone alice, Telephone bob) throws InterruptedException {
        Telephone.call(alice, bob);
        await("both secured", () -> alice.secured().isPresent() && bob.secured().isPresent());
        await("the tones arrive", () -> alice.ports.hears(1300) && bob.ports.hears(500));
    }

    private static Auxiliary auxiliary(Telephone telephone) {
        return telephone.secured().orElseThrow().exchange().auxiliary();
    }
}
