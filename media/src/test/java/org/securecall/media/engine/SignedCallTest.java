// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.SasSignature.Status;
import org.securecall.media.api.SasSigner;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.zrtp.SigningKeys;

/** Signatures over the SAS between two sessions on the loopback (RFC 6189 §7.2). */
class SignedCallTest {

    @ParameterizedTest
    @EnumSource(SasSigner.Algorithm.class)
    void eachSideSeesWhoseConfirmedKeySignedTheCode(SasSigner.Algorithm algorithm) throws Exception {
        SasSigner alices = SigningKeys.signer(algorithm);
        SasSigner bobs = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        try (Telephone alice = telephone(1, 500, knowing(bobs, "Bob").withSigner(alices));
                Telephone bob = telephone(2, 1300, knowing(alices, "Alice").withSigner(bobs))) {
            call(alice, bob);
            assertThat(signature(alice)).isEqualTo(new SasSignature(Status.CONFIRMED, bobs.fingerprint(), "Bob"));
            assertThat(signature(bob)).isEqualTo(new SasSignature(Status.CONFIRMED, alices.fingerprint(), "Alice"));
        }
    }

    @Test
    void aStrangersKeyVouchesForNobodyAndWhoDoesNotCheckIsSentNothing() throws Exception {
        SasSigner alices = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        SasSigner bobs = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        try (Telephone alice = telephone(1, 500, knowing(alices, "Alice"));
                Telephone bob = telephone(2, 1300, ZrtpOptions.DEFAULT.withSigner(bobs))) {
            call(alice, bob);
            assertThat(signature(alice)).isEqualTo(new SasSignature(Status.UNKNOWN_KEY, bobs.fingerprint(), ""));
            assertThat(signature(bob)).isEqualTo(SasSignature.NONE);
        }
    }

    private static ZrtpOptions knowing(SasSigner signer, String name) {
        return ZrtpOptions.DEFAULT.withConfirmedKeys(
                fingerprint -> fingerprint.equals(signer.fingerprint()) ? Optional.of(name) : Optional.empty());
    }

    private static Telephone telephone(int id, double tone, ZrtpOptions options) throws Exception {
        return Telephone.withOptions(id, tone, Encryption.REQUIRE, options, KeyingMethod.ZRTP);
    }

    private static void call(Telephone alice, Telephone bob) throws InterruptedException {
        Telephone.call(alice, bob);
        await("both secured", () -> alice.secured().isPresent() && bob.secured().isPresent());
        await("the tones arrive", () -> alice.ports.hears(1300) && bob.ports.hears(500));
    }

    private static SasSignature signature(Telephone telephone) {
        return telephone.secured().orElseThrow().declarations().signature();
    }
}
