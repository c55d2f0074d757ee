// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.ArrayList;
import java.util.List;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactImport.Remark;

/** What is read of a file, entry by entry. For one thread. */
final class ImportedContacts {

    /** @param contact as the rules want it, of id 0 */
    record Entry(int number, Contact contact) {}

    private final int limit;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Remark> skipped = new ArrayList<>();
    private final List<Remark> leftOut = new ArrayList<>();
    private int count;

    /** @param limit how many entries a file may have */
    ImportedContacts(int limit) {
        this.limit = limit;
    }

    /**
     * Begins the next entry.
     *
     * @throws ContactImportException when there are too many
     */
    ImportedEntry next() throws ContactImportException {
        if (count == limit) {
            throw new ContactImportException("The file has more than " + limit + " entries");
        }
        count++;
        return new ImportedEntry(this, count);
    }

    /** Whether there was no entry, not even one to be skipped. */
    boolean isEmpty() {
        return count == 0;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    /** An entry of which nothing can be used. */
    void skip(Remark entry) {
        skipped.add(entry);
    }

    /** Part of an entry. */
    void leaveOut(Remark part) {
        leftOut.add(part);
    }

    List<Entry> entries() {
        return entries;
    }

    List<Remark> skipped() {
        return skipped;
    }

    List<Remark> leftOut() {
        return leftOut;
    }
}
