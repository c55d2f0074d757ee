// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.util.Optional;
import org.securecall.media.api.SasSigner;

/** The user's own key on this device, and what says whose device it is. Thread-safe; the disk follows. */
public interface OwnKeys {

    /**
     * Made when it is first asked for. Stays the store's to close.
     *
     * @throws IdentityException when the stored one is damaged; it stays where it is
     */
    OwnIdentity identity() throws IdentityException;

    /**
     * Signs the codes of calls, with {@link #certificate} where there is one.
     *
     * @throws IdentityException as {@link #identity}
     */
    SasSigner signer() throws IdentityException;

    /**
     * What another device of the user's said of this one; it may have expired.
     *
     * @throws IdentityException when the stored one is damaged
     */
    Optional<DeviceCertificate> certificate() throws IdentityException;

    /** From now on this device is known as that one's. */
    void linked(DeviceCertificate certificate);

    /** Waits for the answer to this request; the former one is forgotten. Copied. */
    void await(DeviceLink link);

    /**
     * @return the caller's to close; empty where no answer is waited for
     * @throws IdentityException when the stored one is damaged
     */
    Optional<DeviceLink> awaited() throws IdentityException;
}
