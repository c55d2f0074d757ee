// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;
import org.securecall.app.contact.ContactFiles;
import org.securecall.app.contact.ContactImportException;
import org.securecall.app.contact.ContactStore;
import org.securecall.app.storage.StorageException;
import picocli.CommandLine.ParseResult;

/** {@code contact import} and {@code export}. */
final class ContactFileCommands {

    /** How many changes the disk is given at once. */
    private static final int BATCH = 5000;

    private final Place place;
    private final Console console;

    ContactFileCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void read(ParseResult parsed) throws UsageException, CommandException, InvalidEntryException, StorageException {
        Path file = file(parsed);
        ContactFormat format = format(file);
        try (StorageUse use = new StorageUse(place, console)) {
            ContactStore contacts = use.storage().contacts();
            ContactImport read = ContactFiles.read(file, format, contacts.contacts());
            List<Contact> changes = new ArrayList<>(read.added());
            changes.addAll(read.changed());
            for (int from = 0; from < changes.size(); from += BATCH) {
                contacts.putAll(changes.subList(from, Math.min(from + BATCH, changes.size())));
                use.save();
            }
            tell(read);
            if (read.added().isEmpty() && read.merged().isEmpty()) {
                throw new CommandException("No contact of the file can be used");
            }
        } catch (ContactImportException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private void tell(ContactImport read) {
        for (ContactImport.Merged merged : read.merged()) {
            if (!merged.name().equals(merged.into())) {
                console.complain("Entry " + merged.entry() + ", " + merged.name() + ": merged with " + merged.into()
                        + ", who has the same address");
            }
        }
        read.skipped().forEach(this::tell);
        read.leftOut().forEach(this::tell);
        console.out()
                .println("added " + read.added().size() + "\tmerged "
                        + read.merged().size() + "\tskipped " + read.skipped().size());
    }

    private void tell(ContactImport.Remark remark) {
        String name = remark.name().isEmpty() ? "" : ", " + remark.name();
        console.complain("Entry " + remark.entry() + name + ": " + remark.reason());
    }

    void write(ParseResult parsed) throws UsageException, CommandException, StorageException {
        Path file = file(parsed);
        ContactFormat format = format(file);
        Optional<String> version = CommandLineFront.option(parsed, "--vcard");
        if (version.isPresent()) {
            if (format == ContactFormat.CSV || !List.of("3", "4").contains(version.get())) {
                throw new UsageException("--vcard is 3 or 4, for a file that ends in .vcf");
            }
            format = version.get().equals("3") ? ContactFormat.VCARD_3 : format;
        }
        try (StorageUse use = new StorageUse(place, console)) {
            List<Contact> contacts = use.storage().contacts().contacts();
            ContactFiles.write(file, format, contacts);
            console.out().println("exported " + contacts.size());
        } catch (ContactImportException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private static Path file(ParseResult parsed) throws UsageException {
        try {
            return Path.of(parsed.matchedPositional(0).<String>getValue());
        } catch (InvalidPathException e) {
            throw new UsageException("The file's name is not valid");
        }
    }

    private static ContactFormat format(Path file) throws UsageException {
        return ContactFormat.of(file).orElseThrow(() -> new UsageException("A file of contacts ends in .vcf or .csv"));
    }
}
