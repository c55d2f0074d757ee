// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * What ZRTP does beyond its algorithms.
 *
 * @param allowClear whether an authentic GoClear of the peer ends the encryption (RFC 6189 §4.7.2); no clear voice flows
 *     before {@link MediaSession#permitClear}. Of no use where ZRTP is required, or replaces keys that SDP agreed on
 * @param signer signs the code for peers that can check that
 * @param confirmedKeys whom the peer's signature is checked against; without it, peers are not asked to sign
 * @param auxiliary a secret that both people have from elsewhere (RFC 6189 §4.3), {@value #LEAST_AUXILIARY_BYTES} octets or
 *     more with the entropy of a key; the session wipes it when it closes, also where it cannot be opened
 */
public record ZrtpOptions(
        boolean allowClear,
        Optional<SasSigner> signer,
        Optional<ConfirmedKeys> confirmedKeys,
        Optional<SecretBytes> auxiliary) {

    public static final int LEAST_AUXILIARY_BYTES = 16;

    /** GoClear is refused; nothing is signed and no signature asked for. */
    public static final ZrtpOptions DEFAULT =
            new ZrtpOptions(false, Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException when the auxiliary secret is too short */
    public ZrtpOptions {
        if (auxiliary.filter(secret -> secret.length() < LEAST_AUXILIARY_BYTES).isPresent()) {
            throw new IllegalArgumentException("An auxiliary secret has at least " + LEAST_AUXILIARY_BYTES + " octets");
        }
    }

    public ZrtpOptions withAllowClear(boolean allowed) {
        return new ZrtpOptions(allowed, signer, confirmedKeys, auxiliary);
    }

    public ZrtpOptions withSigner(SasSigner mine) {
        return new ZrtpOptions(allowClear, Optional.of(mine), confirmedKeys, auxiliary);
    }

    public ZrtpOptions withConfirmedKeys(ConfirmedKeys keys) {
        return new ZrtpOptions(allowClear, signer, Optional.of(keys), auxiliary);
    }

    public ZrtpOptions withAuxiliary(SecretBytes secret) {
        return new ZrtpOptions(allowClear, signer, confirmedKeys, Optional.of(secret));
    }
}
