// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/**
 * What comes of a file of contacts. Nothing is stored yet.
 *
 * @param added contacts to add, of id 0
 * @param changed stored contacts that gain something
 * @param merged entries that are not contacts of their own, as another one has an address of theirs
 * @param skipped entries of which nothing can be used
 * @param leftOut parts that cannot be used, of entries that can
 */
public record ContactImport(
        List<Contact> added, List<Contact> changed, List<Merged> merged, List<Remark> skipped, List<Remark> leftOut) {

    public ContactImport {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        merged = List.copyOf(merged);
        skipped = List.copyOf(skipped);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * @param entry counted from 1 in the file
     * @param name as the entry has it
     * @param into the name of the contact that has the address
     */
    public record Merged(int entry, String name, String into) {}

    /**
     * @param entry counted from 1 in the file
     * @param name as far as it is known; fit to be shown
     * @param reason one sentence
     */
    public record Remark(int entry, String name, String reason) {

        private static final int LONGEST = 80;

        public Remark {
            name = shown(name);
        }

        /** What came from a file, without what could do something to a terminal. */
        public static String shown(String text) {
            String line = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
            return line.replaceAll("\\p{C}+", " ").strip();
        }
    }
}
