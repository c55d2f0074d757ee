// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.securecall.app.api.Protection;
import org.securecall.app.storage.ProfileBackup;
import org.securecall.app.storage.StorageException;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.transfer.TransferException;
import org.securecall.app.vault.PassphraseFile;
import org.securecall.app.vault.Vault;
import org.securecall.app.vault.VaultException;
import org.securecall.media.secret.SecretBytes;
import picocli.CommandLine.ParseResult;

/** {@code profile show}, {@code protect}, {@code backup} and {@code restore}. */
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

    void backup(ParseResult parsed) throws CommandException, StorageException {
        Path file = Path.of(parsed.matchedPositional(0).<String>getValue());
        if (Files.exists(file)) {
            throw new CommandException("There is a file already: " + file);
        }
        try (StorageUse use = new StorageUse(place, console);
                RecoveryCode code = RecoveryCode.create(new SecureRandom())) {
            use.save();
            ProfileBackup.Summary summary = ProfileBackup.write(use.storage(), file, code);
            if (summary.leftOut() > 0) {
                console.complain(
                        summary.leftOut() + " entries could not be read or are too many, and are not in the backup");
            }
            console.out().println("recovery code\t" + String.join(" ", code.groups()));
            console.out()
                    .println(
                            "Print it or write it down: without it the backup cannot be opened, and it is shown only now.");
        } catch (TransferException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    void restore(ParseResult parsed) throws CommandException, StorageException {
        Path file = Path.of(parsed.matchedPositional(0).<String>getValue());
        char[] typed = PasswordInput.firstLine(console.in());
        try (RecoveryCode code = RecoveryCode.parse(typed);
                Place.Opened keys = place.keys()) {
            ProfileBackup.Summary summary =
                    ProfileBackup.restore(file, code, place.directory(), keys.keys(), console::complain);
            console.out()
                    .println("restored\t" + summary.records() + " entries, " + summary.events() + " events of keys, "
                            + summary.calls() + " past calls");
            console.out()
                    .println(
                            "Calls with people whom you called after this backup may show a changed key: this explains it, and"
                                    + " comparing the code once settles it.");
        } catch (TransferException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted before all was restored");
        } finally {
            Arrays.fill(typed, '\0');
        }
    }
}
