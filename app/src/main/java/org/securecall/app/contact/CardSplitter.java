// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file of vCards apart into its cards (RFC 6350 §3.2), so that a damaged or an enormous one spoils no other, and none
 * is read before its size is known.
 */
final class CardSplitter {

    /** Characters; a picture as long as contacts may have takes a third of it. */
    static final int MAX_CARD = 1 << 20;
    /** Lines that begin a property. */
    static final int MAX_PROPERTIES = 2000;
    /** A card within a card, such as the AGENT of vCard 2.1, within a card. */
    private static final int MAX_DEPTH = 3;

    private static final String BEGIN = "begin:vcard";
    private static final String END = "end:vcard";

    /** @param reason why the text is not to be read; empty for a card that is whole */
    record Card(String text, String reason) {}

    private final BufferedReader file;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder card = new StringBuilder();
    private String reason = "";
    private int properties;
    private int depth;
    /** Whether the line before may be followed by a card within the card. */
    private boolean agent;
    /** Whether a card's first line was already read, by the card before it that does not end. */
    private boolean begun;

    CardSplitter(BufferedReader file) {
        this.file = file;
    }

    /** Gives the next card; null after the last one. What is between cards is passed over. */
    @Nullable
    Card next() throws IOException {
        while (!begun) {
            if (!readLine()) {
                return null;
            }
            begun = isMark(BEGIN);
        }
        begun = false;
        card.setLength(0);
        reason = "";
        properties = 0;
        depth = 1;
        agent = false;
        keep();
        while (depth > 0) {
            if (!readLine()) {
                return new Card("", "The card does not end");
            }
            if (isMark(BEGIN) && !agent) {
                begun = true;
                return new Card("", "The card does not end");
            }
            count();
            keep();
        }
        return reason.isEmpty() ? new Card(card.toString(), "") : new Card("", reason);
    }

    private void count() {
        if (isMark(BEGIN)) {
            depth++;
            if (depth > MAX_DEPTH) {
                refuse("There are cards within cards");
            }
        } else if (isMark(END)) {
            depth--;
        }
        boolean folded = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
        if (!folded) {
            properties++;
            agent = isAgent();
        }
        if (properties > MAX_PROPERTIES) {
            refuse("The card has more than " + MAX_PROPERTIES + " properties");
        }
    }

    private boolean isAgent() {
        String start = line.substring(0, Math.min(line.length(), 100)).toLowerCase(Locale.ROOT);
        return start.startsWith("agent:") || start.startsWith("agent;");
    }

    private void keep() {
        if (card.length() + line.length() >= MAX_CARD) {
            refuse("The card is longer than " + MAX_CARD + " characters");
        }
        if (reason.isEmpty()) {
            card.append(line).append("\r\n");
        }
    }

    private void refuse(String why) {
        if (reason.isEmpty()) {
            reason = why;
        }
    }

    /** A line that begins with a blank goes on with a property, whatever it says. */
    private boolean isMark(String mark) {
        return line.length() < mark.length() + 10
                && line.toString().stripTrailing().equalsIgnoreCase(mark);
    }

    /** Reads one line, of which no more than the longest card is kept. */
    private boolean readLine() throws IOException {
        line.setLength(0);
        int c = file.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.length() < MAX_CARD) {
                line.append((char) c);
            }
            c = file.read();
        }
        if (c == '\r') {
            file.mark(1);
            if (file.read() != '\n') {
                file.reset();
            }
        }
        return true;
    }
}
