// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;

/**
 * What a key agreement works with: a group, in which both sides do the same, or a key encapsulation mechanism, in which only
 * the initiator has a key pair and the responder answers to it.
 *
 * @param <K> the key pair of one side
 */
@Immutable
sealed interface KeyScheme<K extends EphemeralKey> permits KeyGroup, HybridKem {

    Class<K> keyType();

    K generate(SecureRandom random);

    /** Octets after hvi in the Commit: none, or the public key of a KEM. */
    int committedBytes();

    /** Octets of pvr in DHPart1: a public value, or a ciphertext. */
    int pvrBytes();

    /** Octets of pvi in DHPart2: a public value, or a nonce. */
    int pviBytes();
}
