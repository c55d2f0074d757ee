// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of RFC 4180, with any delimiter and any end of line. A quotation mark within a field that does not begin with
 * one stands for itself.
 */
final class CsvReader {

    /** Characters. */
    static final int MAX_FIELD = 100_000;

    static final int MAX_FIELDS = 1000;

    private static final int END_OF_FILE = -1;

    private final BufferedReader file;
    private final char delimiter;
    private final StringBuilder field = new StringBuilder();
    private List<String> fields = new ArrayList<>();
    private int line = 1;
    private int fieldLine = 1;

    CsvReader(BufferedReader file, char delimiter) {
        this.file = file;
        this.delimiter = delimiter;
    }

    /**
     * Gives the next record; null after the last one. An empty line is a record of one empty field.
     *
     * @throws ContactImportException where a quotation is never closed, or a field or a record is too long
     */
    @Nullable
    List<String> next() throws IOException, ContactImportException {
        fields = new ArrayList<>();
        int c = file.read();
        if (c == END_OF_FILE) {
            return null;
        }
        while (true) {
            fieldLine = line;
            field.setLength(0);
            if (c == '"') {
                c = quoted();
            }
            while (!endsField(c)) {
                append((char) c);
                c = file.read();
            }
            add();
            if (c != delimiter) {
                endLine(c);
                return fields;
            }
            c = file.read();
        }
    }

    private boolean endsField(int c) {
        return c == delimiter || c == '\n' || c == '\r' || c == END_OF_FILE;
    }

    /** Reads up to the closing mark and gives what comes after it. */
    private int quoted() throws IOException, ContactImportException {
        while (true) {
            int c = file.read();
            if (c == '"') {
                c = file.read();
                if (c != '"') {
                    return c;
                }
            } else if (c == END_OF_FILE) {
                throw new ContactImportException("The quotation mark in line " + fieldLine + " is never closed");
            } else if (c == '\n') {
                line++;
            }
            append((char) c);
        }
    }

    private void append(char c) throws ContactImportException {
        if (field.length() == MAX_FIELD) {
            throw new ContactImportException("What begins in line " + fieldLine + " is longer than " + MAX_FIELD
                    + " characters: a quotation mark may be missing");
        }
        field.append(c);
    }

    private void add() throws ContactImportException {
        if (fields.size() == MAX_FIELDS) {
            throw new ContactImportException("Line " + fieldLine + " has more than " + MAX_FIELDS + " columns");
        }
        fields.add(field.toString());
    }

    private void endLine(int c) throws IOException {
        line++;
        if (c == '\r') {
            file.mark(1);
            if (file.read() != '\n') {
                file.reset();
            }
        }
    }
}
