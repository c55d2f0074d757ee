// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;

/** Files that other address books write and read. */
public final class ContactFiles {

    /** Octets. */
    public static final int MAX_FILE = 64 * 1024 * 1024;
    /** Entries of one file. */
    public static final int MAX_ENTRIES = 100_000;

    private ContactFiles() {}

    /**
     * Reads a file and brings it together with the stored contacts.
     *
     * @param known the stored contacts
     * @throws ContactImportException with one sentence why nothing of it can be used
     */
    public static ContactImport read(Path file, ContactFormat format, Collection<Contact> known)
            throws ContactImportException {
        return read(octets(file), format, known);
    }

    /** @param file what the file holds */
    static ContactImport read(byte[] file, ContactFormat format, Collection<Contact> known)
            throws ContactImportException {
        ImportedContacts read = switch (format) {
            case VCARD, VCARD_3 -> VCards.read(file, MAX_ENTRIES);
            case CSV -> ContactCsv.read(file, MAX_ENTRIES);
        };
        return ContactMerger.merge(read, known);
    }

    private static byte[] octets(Path file) throws ContactImportException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_FILE + 1);
            if (octets.length > MAX_FILE) {
                throw new ContactImportException("The file is longer than " + MAX_FILE / (1024 * 1024) + " MiB");
            }
            return octets;
        } catch (NoSuchFileException e) {
            throw new ContactImportException("There is no file " + file, e);
        } catch (IOException e) {
            throw new ContactImportException("The file cannot be read: " + file, e);
        }
    }

    /**
     * Writes a file that is not there yet.
     *
     * @throws ContactImportException when it is, or cannot be written; then nothing of it is left
     */
    public static void write(Path file, ContactFormat format, List<Contact> contacts) throws ContactImportException {
        byte[] octets = write(format, contacts);
        boolean written = false;
        try {
            Files.createFile(file);
            try {
                Files.write(file, octets, StandardOpenOption.WRITE);
                written = true;
            } finally {
                if (!written) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new ContactImportException("The file is there already: " + file, e);
        } catch (IOException e) {
            throw new ContactImportException("The file cannot be written: " + file, e);
        }
    }

    /**
     * Writes a file, in place of one that is there, for the user alone to read.
     *
     * @throws ContactImportException when it cannot be written; then what was there is there still
     */
    public static void replace(Path file, ContactFormat format, List<Contact> contacts) throws ContactImportException {
        byte[] octets = write(format, contacts);
        try {
            Path part = Files.createTempFile(directory(file), "contacts", ".part");
            boolean moved = false;
            try {
                Files.write(part, octets);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                moved = true;
            } finally {
                if (!moved) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw new ContactImportException("The file cannot be written: " + file, e);
        }
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    static byte[] write(ContactFormat format, List<Contact> contacts) {
        return switch (format) {
            case VCARD -> VCards.write(contacts, VCards.Version.V4);
            case VCARD_3 -> VCards.write(contacts, VCards.Version.V3);
            case CSV -> ContactCsv.write(contacts);
        };
    }
}
