// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.securecall.app.storage.LinphoneKeys;
import org.securecall.app.storage.StorageException;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.transfer.ImportedKeys;
import org.securecall.app.transfer.KeyImporter;
import org.securecall.app.transfer.TransferException;
import org.securecall.app.transfer.ZidFile;
import org.securecall.media.api.Zid;
import picocli.CommandLine.ParseResult;

/** {@code keys import}. */
final class KeyImportCommand {

    private final Place place;
    private final Console console;

    KeyImportCommand(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void run(ParseResult parsed) throws UsageException, CommandException, StorageException {
        Path file = Path.of(parsed.matchedPositional(0).<String>getValue());
        KeyImporter importer = importer(CommandLineFront.option(parsed, "--from"));
        try (ImportedKeys read = importer.read(file)) {
            Zid own = choice(read, CommandLineFront.option(parsed, "--zid"));
            List<ImportedKey> keys = read.under(own);
            if (keys.isEmpty()) {
                throw new CommandException("There is no key in it that could be used");
            }
            try (StorageUse use = new StorageUse(place, console)) {
                if (!use.storage().trust().takeOver(own, keys)) {
                    throw new CommandException(
                            "This profile knows keys under its own identifier already, and would give them up:"
                                    + " import into a new one, with " + Grammar.DATA_DIR);
                }
                use.save();
            }
            for (ImportedKeys.Skipped skipped : read.skipped()) {
                console.complain("Left out: " + skipped.what() + " " + skipped.why());
            }
            long verified = keys.stream().filter(ImportedKey::verified).count();
            console.out().println("imported " + keys.size() + "\tverified " + verified);
            console.out().println(read.takingOver());
        } catch (TransferException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private static KeyImporter importer(Optional<String> from) throws UsageException {
        return switch (from.orElse("")) {
            case "linphone" -> new LinphoneKeys();
            case "jitsi", "twinkle" -> new ZidFile(InstantSource.system());
            default -> throw new UsageException("--from is linphone, jitsi or twinkle");
        };
    }

    private static Zid choice(ImportedKeys read, Optional<String> wanted) throws UsageException {
        String known = read.ownZids().stream().map(Zid::hex).collect(Collectors.joining(", "));
        if (wanted.isEmpty() && read.ownZids().size() > 1) {
            throw new UsageException("That telephone has several identifiers: choose one with --zid, of " + known);
        }
        return wanted.isEmpty()
                ? read.ownZids().getFirst()
                : read.ownZids().stream()
                        .filter(zid -> zid.hex().equals(wanted.get().toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new UsageException("--zid is one of " + known));
    }
}
