// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import java.util.List;
import java.util.Optional;
import org.securecall.app.api.PeerIdentity;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.secret.SecretBytes;

/**
 * The signing keys of others, by the addresses that they were met under or confirmed for, and the secrets that were shown or scanned for
 * the next call. Thread-safe; answers from memory at once, and the disk follows in order. Addresses may come in any spelling.
 */
public interface IdentityStore {

    /** Keys that were met and not confirmed, kept for each address: the newest. */
    int MOST_MET = 8;

    /** By address; of one address, the newest first. */
    List<PeerIdentity> identities();

    /** Those of one address, the newest first. */
    List<PeerIdentity> of(String address);

    /**
     * A valid signature came with the key. Says nothing of a key that is known already.
     *
     * @param key as {@link PeerIdentity#key}
     */
    void met(String address, String fingerprint, String key);

    /** The user compared the key by other means than a call; {@link PeerIdentity.How#TYPED} or {@code SCANNED}. */
    PeerIdentity confirm(String address, String fingerprint, String key, PeerIdentity.How how);

    /** The user compared the code of a call that was signed with the key; nothing happens for one that was not met here. */
    void compared(String address, String fingerprint, ZrtpDetails details);

    /** A call was verified by its signature alone; said once for each ZID. */
    void verifiedBySignature(String address, ZrtpDetails details);

    /** Gives whether the key was confirmed for the address. */
    boolean revoke(String address, String fingerprint);

    /**
     * This side showed a secret to the person at this address, who may have scanned it; an earlier one is forgotten.
     *
     * @param secret copied
     */
    void shown(String address, SecretBytes secret);

    /**
     * This side scanned a secret that the person at this address showed.
     *
     * @param secret copied
     * @param preferred whether it is taken where both sides showed one: true on one side of the two alone
     */
    void scanned(String address, SecretBytes secret, boolean preferred);

    /** What this side showed and has not used yet: the caller's to close. */
    Optional<SecretBytes> shownTo(String address);

    /** Whether a secret was scanned that is not used yet. */
    boolean hasScanned(String address);

    /** For the next call: the caller's to close. */
    Optional<SecretBytes> secret(String address);

    /** The secrets with this person are used up. */
    void secretUsed(String address);
}
