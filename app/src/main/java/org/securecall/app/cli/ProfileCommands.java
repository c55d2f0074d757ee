// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.securecall.app.api.Protection;
import org.securecall.app.storage.StorageException;
import org.securecall.app.vault.PassphraseFile;
import org.securecall.app.vault.Vault;
import org.securecall.app.vault.VaultException;
import org.securecall.media.secret.SecretBytes;
import picocli.CommandLine.ParseResult;

/** {@code profile show} and {@code profile protect}. */
final class ProfileCommands {

    private final Place place;
    private final Console console;

    ProfileCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    /** Needs no passphrase. */
    void show() throws CommandException {
        try {
            console.out()
                    .println("protection\t"
                            + Vault.protection(place.directory())
                                    .map(Protection::token)
                                    .orElse("none: there is no profile yet"));
        } catch (VaultException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    void protect(ParseResult parsed) throws UsageException, CommandException, StorageException {
        String word = parsed.matchedPositional(0).<String>getValue();
        Protection wanted = Protection.of(word)
                .orElseThrow(() -> new UsageException(
                        "A profile is protected by passphrase, keystore or file, not '" + word + "'"));
        Optional<Path> file = CommandLineFront.option(parsed, Grammar.NEW_PASSPHRASE_FILE);
        if ((wanted == Protection.PASSPHRASE) != file.isPresent()) {
            throw new UsageException(
                    wanted == Protection.PASSPHRASE
                            ? "'profile protect passphrase' needs " + Grammar.NEW_PASSPHRASE_FILE
                            : Grammar.NEW_PASSPHRASE_FILE + " goes with 'profile protect passphrase' alone");
        }
        try (StorageUse use = new StorageUse(place, console)) {
            Vault vault = use.storage().vault();
            switch (wanted) {
                case PASSPHRASE -> {
                    try (SecretBytes passphrase = PassphraseFile.read(file.orElseThrow())) {
                        vault.keepUnder(passphrase);
                    }
                }
                case KEYSTORE -> vault.keepInDesktop();
                case FILE -> vault.keepInFile();
            }
        } catch (VaultException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }
}
