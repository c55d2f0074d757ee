// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Optional;

/**
 * What ZRTP does beyond its algorithms.
 *
 * @param allowClear whether an authentic GoClear of the peer ends the encryption (RFC 6189 §4.7.2); no clear voice flows
 *     before {@link MediaSession#permitClear}. Of no use where ZRTP is required, or replaces keys that SDP agreed on
 * @param signer signs the code for peers that can check that
 * @param confirmedKeys whom the peer's signature is checked against; without it, peers are not asked to sign
 */
public record ZrtpOptions(boolean allowClear, Optional<SasSigner> signer, Optional<ConfirmedKeys> confirmedKeys) {

    /** GoClear is refused; nothing is signed and no signature asked for. */
    public static final ZrtpOptions DEFAULT = new ZrtpOptions(false, Optional.empty(), Optional.empty());

    public ZrtpOptions withAllowClear(boolean allowed) {
        return new ZrtpOptions(allowed, signer, confirmedKeys);
    }

    public ZrtpOptions withSigner(SasSigner mine) {
        return new ZrtpOptions(allowClear, Optional.of(mine), confirmedKeys);
    }

    public ZrtpOptions withConfirmedKeys(ConfirmedKeys keys) {
        return new ZrtpOptions(allowClear, signer, Optional.of(keys));
    }
}
