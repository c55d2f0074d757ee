// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.securecall.app.api.Contact;

/**
 * Contacts as a table (RFC 4180) with a head. Pictures have no column. What a spreadsheet would take for a formula has an
 * apostrophe before it, which is taken away again.
 */
final class ContactCsv {

    private static final String DELIMITERS = ",;\t";
    /** Characters of the head that are looked at for its delimiter. */
    private static final int HEAD = 64 * 1024;
    /** Spreadsheets write the delimiter so. */
    private static final String SEPARATOR_LINE = "sep=";

    private static final Pattern SEVERAL = Pattern.compile("\\s+:::\\s+");
    private static final Pattern CATEGORIES = Pattern.compile("[;,]");
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r].*", Pattern.DOTALL);
    private static final Pattern GUARDED = Pattern.compile("'+[=+\\-@\t\r].*", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ContactCsv() {}

    /** @throws ContactImportException when there is no head that is understood, or the file is damaged or too long */
    static ImportedContacts read(byte[] file, int limit) throws ContactImportException {
        ImportedContacts contacts = new ImportedContacts(limit);
        BufferedReader text = FileText.reader(file);
        try {
            CsvReader table = new CsvReader(text, delimiter(text));
            List<CsvColumn> columns = columns(table);
            for (List<String> row = table.next(); row != null; row = table.next()) {
                if (row.stream().anyMatch(field -> !field.isBlank())) {
                    read(row, columns, contacts.next());
                }
            }
        } catch (IOException e) {
            throw new ContactImportException("The file cannot be read", e);
        }
        return contacts;
    }

    private static char delimiter(BufferedReader text) throws IOException {
        text.mark(HEAD);
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        StringBuilder begin = new StringBuilder();
        for (int i = 0; i < HEAD; i++) {
            int c = text.read();
            if (c < 0 || (!quoted && (c == '\n' || c == '\r'))) {
                break;
            }
            if (begin.length() <= SEPARATOR_LINE.length()) {
                begin.append((char) c);
            }
            quoted ^= c == '"';
            int delimiter = DELIMITERS.indexOf(c);
            if (!quoted && delimiter >= 0) {
                counts[delimiter]++;
            }
        }
        text.reset();
        if (begin.toString().toLowerCase(Locale.ROOT).startsWith(SEPARATOR_LINE)
                && begin.length() > SEPARATOR_LINE.length()) {
            text.readLine();
            return begin.charAt(SEPARATOR_LINE.length());
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS.charAt(most);
    }

    private static List<CsvColumn> columns(CsvReader table) throws IOException, ContactImportException {
        List<String> head = table.next();
        if (head == null) {
            throw new ContactImportException("The file is empty");
        }
        List<CsvColumn> columns = head.stream().map(CsvColumn::of).toList();
        if (columns.stream().noneMatch(CsvColumn::holdsAddresses)) {
            throw new ContactImportException("The first line of the file names no column of SIP addresses");
        }
        return columns;
    }

    private static void read(List<String> row, List<CsvColumn> columns, ImportedEntry entry) {
        List<String> parts = new ArrayList<>(Arrays.asList("", "", ""));
        List<String> substitutes = new ArrayList<>();
        for (int i = 0; i < Math.min(row.size(), columns.size()); i++) {
            String field = unguarded(row.get(i)).strip();
            switch (columns.get(i)) {
                case NAME -> entry.name(field);
                case GIVEN_NAME -> parts.set(0, field);
                case MIDDLE_NAME -> parts.set(1, field);
                case FAMILY_NAME -> parts.set(2, field);
                case ORGANISATION -> substitutes.add(field);
                case ADDRESS ->
                    SEVERAL.splitAsStream(field).forEach(address -> entry.address(address, ImportedEntry.NO_RANK));
                case TELEPHONE ->
                    SEVERAL.splitAsStream(field)
                            .forEach(number -> entry.addressByScheme(number, ImportedEntry.NO_RANK));
                case GROUP -> entry.group(field);
                case LABELS ->
                    SEVERAL.splitAsStream(field)
                            .map(label -> label.startsWith("* ") ? label.substring(2) : label)
                            .forEach(entry::group);
                case CATEGORIES -> CATEGORIES.splitAsStream(field).forEach(entry::group);
                case FAVOURITE -> entry.favourite(field);
                case POLICY -> entry.policy(field);
                case OWN_ZID -> entry.ownZid(field);
                case OTHER -> {}
            }
        }
        entry.name(String.join(" ", parts));
        substitutes.forEach(entry::name);
        entry.end();
    }

    /** UTF-8 with a byte order mark, without which spreadsheets take another character set. */
    static byte[] write(List<Contact> contacts) {
        int addresses = most(contacts.stream().map(Contact::uris).toList());
        int groups = most(contacts.stream().map(Contact::groups).toList());
        StringBuilder table = new StringBuilder(BYTE_ORDER_MARK);
        List<String> head = new ArrayList<>(List.of("Name", "Favourite", "Policy"));
        numbered(head, "SIP Address", Math.max(addresses, 1));
        numbered(head, "Group", groups);
        boolean ownZids = contacts.stream().anyMatch(Contact::ownZid);
        numbered(head, "Own ZID", ownZids ? 1 : 0);
        row(table, head);
        for (Contact contact : contacts) {
            List<String> row = new ArrayList<>(List.of(
                    contact.name(),
                    contact.favourite() ? "true" : "false",
                    contact.policy().token()));
            padded(row, contact.uris(), Math.max(addresses, 1));
            padded(row, contact.groups(), groups);
            padded(row, contact.ownZid() ? List.of("true") : List.of(), ownZids ? 1 : 0);
            row(table, row);
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int most(List<List<String>> lists) {
        return lists.stream().mapToInt(List::size).max().orElse(0);
    }

    private static void numbered(List<String> head, String title, int count) {
        for (int i = 1; i <= count; i++) {
            head.add(i == 1 ? title : title + " " + i);
        }
    }

    private static void padded(List<String> row, List<String> values, int count) {
        row.addAll(values);
        row.addAll(Collections.nCopies(count - values.size(), ""));
    }

    private static void row(StringBuilder table, List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            table.append(i == 0 ? "" : ",").append(quoted(guarded(fields.get(i))));
        }
        table.append("\r\n");
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == '"' || c == '\n' || c == '\r' || DELIMITERS.indexOf(c) >= 0);
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String guarded(String field) {
        return FORMULA.matcher(field).matches() ? "'" + field : field;
    }

    private static String unguarded(String field) {
        return GUARDED.matcher(field).matches() ? field.substring(1) : field;
    }
}
