// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Optional;

/**
 * The signing keys that the user confirmed for the person a call is with. Given per call, so that a key confirmed for one
 * contact vouches for no other. Called on the event loop; answers at once.
 */
@FunctionalInterface
public interface ConfirmedKeys {

    /**
     * @param fingerprint SHA-256 of the key's SubjectPublicKeyInfo, 64 hexadecimal digits in lower case
     * @return whom the user confirmed it for, as it is to be shown; empty when the key is not confirmed
     */
    Optional<String> ownerOf(String fingerprint);

    /**
     * Likewise; asked only of a key whose signature over the code of this call is valid.
     *
     * @param certificate the one that the key came in, DER as the peer sent it: whatever else it says, nobody checked
     */
    default Optional<String> ownerOf(String fingerprint, byte[] certificate) {
        return ownerOf(fingerprint);
    }
}
