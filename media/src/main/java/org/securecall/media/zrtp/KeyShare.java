// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.secret.SecretBytes;

/** One side's key pair for a Diffie-Hellman exchange: the same whichever role it plays. */
sealed interface KeyShare extends EphemeralKey permits JdkShare {

    KeyGroup group();

    @Override
    default KeyScheme<?> scheme() {
        return group();
    }

    /** pvi or pvr as it goes into a DHPart message (RFC 6189 §5.5). */
    Octets publicValue();

    /**
     * DHResult, at full width (RFC 6189 §4.4.1.4). The caller owns and wipes it.
     *
     * @throws BadPublicValueException when the peer's value has the wrong length or is not in the group, or when it would
     *     force a result that anybody can guess
     */
    SecretBytes agree(Octets peerPublicValue) throws BadPublicValueException;
}
