// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What happened to the security of calls and accounts, and why, since the telephone was opened. It is kept in memory alone and is only
 * ever added to; of more than {@value #MOST} entries the oldest go. May be called from any thread and never blocks.
 */
public interface SecurityLog {

    /** So many entries are kept. */
    int MOST = 5000;

    /** Those that are kept, the oldest first. */
    List<SecurityEntry> entries();

    /** How many are not kept any more. */
    long dropped();

    /** Adds a listener, which hears of every new entry on the call loop; the answer removes it again. */
    AutoCloseable listen(Consumer<SecurityEntry> listener);

    /**
     * What an entry says, in whole sentences, one a line where there are several.
     *
     * @param language English where there are no words in it
     */
    String words(SecurityEntry entry, Locale language);

    /** What an entry is about, in a few words, for the user's own eyes. */
    String label(SecurityEntry.Subject subject, Locale language);

    /**
     * Entries as a text for others: with pseudonyms for people, accounts and servers, made for this text alone, and without network
     * addresses.
     */
    SecurityLogText redacted(List<SecurityEntry> entries, Locale language);

    /**
     * Writes such a text into a file; one that is there is replaced, or stays as it was.
     *
     * @return how many entries were written; fails with a {@link PhoneException}
     */
    CompletionStage<Integer> export(SecurityLogText text, Path file);

    /** Writes all entries, in English. */
    default CompletionStage<Integer> export(Path file) {
        return export(redacted(entries(), Locale.ENGLISH), file);
    }
}
