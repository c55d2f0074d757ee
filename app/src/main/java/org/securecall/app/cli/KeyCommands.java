// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.OwnIdentity;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.keylog.KeyLogExport;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.app.storage.StorageException;
import org.securecall.app.trust.TrustStore;
import picocli.CommandLine.ParseResult;

/** {@code keys list}, {@code log} and {@code export}. */
final class KeyCommands {

    private final Place place;
    private final Console console;

    KeyCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void list() throws StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            for (ContactTrust key : use.storage().trust().trust()) {
                console.out()
                        .println(String.join(
                                "\t",
                                key.zid(),
                                key.uri(),
                                key.name(),
                                key.verified() ? "verified" : "not verified",
                                "first " + key.firstSeen(),
                                "last " + key.lastSeen(),
                                key.client(),
                                "as " + as(key.metAs())));
            }
        }
    }

    private static String as(LocalIdentity own) {
        return switch (own.kind()) {
            case MAIN -> "main";
            case ACCOUNT -> own.owner();
            case CONTACT -> "contact " + own.owner();
            case PRACTICE -> "practice";
        };
    }

    void log(ParseResult parsed) throws StorageException, CommandException {
        Optional<String> contact =
                CommandLineFront.<String>option(parsed, "--contact").map(SipAddress::keyOf);
        try (StorageUse use = new StorageUse(place, console)) {
            TrustStore trust = use.storage().trust();
            for (LoggedEntry entry : trust.log()) {
                if (contact.isEmpty() || contact.get().equals(entry.contact())) {
                    console.out()
                            .println(String.join(
                                    "\t",
                                    Long.toString(entry.number()),
                                    entry.time().toString(),
                                    entry.kind().title(),
                                    entry.contact(),
                                    entry.key(),
                                    entry.software(),
                                    entry.algorithms(),
                                    entry.change()));
                }
            }
            switch (trust.logCheck()) {
                case KeyLogCheck.Intact intact ->
                    console.out().println("The log is whole: " + trust.logHead().count() + " entries");
                case KeyLogCheck.Broken broken -> throw new CommandException(broken.sentence());
            }
        }
    }

    void export(ParseResult parsed) throws StorageException, CommandException {
        Path file = Path.of(parsed.matchedPositional(0).<String>getValue());
        try (StorageUse use = new StorageUse(place, console)) {
            TrustStore trust = use.storage().trust();
            OwnIdentity own = use.storage().ownKeys().identity();
            String text = parsed.hasMatchedOption("--redacted")
                    ? KeyLogExport.redacted(trust.log(), trust.logHead(), own, Instant.now(), new SecureRandom())
                    : KeyLogExport.complete(trust.log(), trust.logHead(), own, Instant.now());
            use.save();
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            console.out().println("exported " + trust.logHead().count());
        } catch (FileAlreadyExistsException e) {
            throw new CommandException("The file is there already: " + file);
        } catch (IdentityException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandException("The file cannot be written: " + file);
        }
    }
}
