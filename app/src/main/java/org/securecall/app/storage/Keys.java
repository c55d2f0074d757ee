// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.Optional;
import org.securecall.app.vault.DesktopKeyStore;
import org.securecall.media.secret.SecretBytes;

/**
 * Where the key of a profile comes from.
 *
 * @param passphrase the owner's to close; empty where none was given
 */
public record Keys(Optional<SecretBytes> passphrase, DesktopKeyStore desktop) {

    /** From a file that only the user may read: for whoever has neither. */
    public static final Keys FILE = new Keys(Optional.empty(), DesktopKeyStore.NONE);
}
