// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.StorageException;
import org.securecall.app.vault.PassphraseFile;
import org.securecall.app.vault.VaultException;
import org.securecall.media.secret.SecretBytes;

/**
 * Which profile a command is about, and how it is unlocked.
 *
 * @param passphraseFile as {@code --passphrase-file} has it
 */
public record Place(Path directory, Optional<Path> passphraseFile) {

    /** To be closed when the profile is open. */
    record Opened(Keys keys) implements AutoCloseable {

        @Override
        public void close() {
            keys.passphrase().ifPresent(SecretBytes::close);
        }
    }

    /** @throws StorageException when the file of the passphrase cannot be read */
    Opened keys() throws StorageException {
        try {
            return new Opened(Keys.ofThisComputer(
                    passphraseFile.isPresent()
                            ? Optional.of(PassphraseFile.read(passphraseFile.get()))
                            : Optional.empty()));
        } catch (VaultException e) {
            throw new StorageException(String.valueOf(e.getMessage()), e);
        }
    }
}
