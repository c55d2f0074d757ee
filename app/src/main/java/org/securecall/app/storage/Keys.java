// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.file.Path;
import java.util.Optional;
import org.securecall.app.vault.DesktopKeyStore;
import org.securecall.app.vault.JavaKeyring;
import org.securecall.app.vault.Vault;
import org.securecall.media.secret.SecretBytes;

/**
 * Where the key of a profile comes from.
 *
 * @param passphrase the owner's to close; empty where none was given
 * @param counts where this computer notes how often it opened which profile; empty for nowhere
 */
public record Keys(Optional<SecretBytes> passphrase, DesktopKeyStore desktop, Optional<Path> counts) {

    /** From a file that only the user may read: for whoever has neither. */
    public static final Keys FILE = new Keys(Optional.empty(), DesktopKeyStore.NONE, Optional.empty());

    /** With this computer's key store, and its memory of older copies. */
    public static Keys ofThisComputer(Optional<SecretBytes> passphrase) {
        return new Keys(passphrase, new JavaKeyring(), Optional.of(Vault.Surroundings.placeOfCounts()));
    }
}
