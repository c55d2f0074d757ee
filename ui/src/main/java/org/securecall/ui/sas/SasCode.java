// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.List;
import java.util.Locale;
import org.securecall.app.api.CallSnapshot.Direction;

/**
 * A short authentication string in the parts in which people say it. The caller says the second half and the callee the
 * first, as Linphone does, so that each side hears what it does not show.
 *
 * @param parts four base-32 characters, or two words
 * @param mineFirst whether this side says the first half
 */
record SasCode(List<String> parts, boolean mineFirst) {

    SasCode {
        parts = List.copyOf(parts);
    }

    /** @param sas four characters, or two words with a colon between them (RFC 6189 §5.1.6) */
    static SasCode of(String sas, Direction direction) {
        String text = sas.strip();
        List<String> parts = text.indexOf(':') > 0
                ? List.of(text.split(":", 2))
                : text.codePoints().mapToObj(Character::toString).toList();
        return new SasCode(parts, direction == Direction.INCOMING);
    }

    boolean words() {
        return parts.size() == 2;
    }

    /** How many parts the first half has. */
    private int middle() {
        return parts.size() / 2;
    }

    boolean isMine(int part) {
        return part < middle() == mineFirst;
    }

    List<String> mine() {
        return mineFirst ? parts.subList(0, middle()) : parts.subList(middle(), parts.size());
    }

    List<String> theirs() {
        return mineFirst ? parts.subList(middle(), parts.size()) : parts.subList(0, middle());
    }

    boolean isTheirs(String typed) {
        return normal(typed).equals(normal(String.join("", theirs())));
    }

    boolean isWhole(String typed) {
        return normal(typed).equals(normal(String.join("", parts)));
    }

    /**
     * Case, blanks and punctuation say nothing. Zero, l, two and v are not in the base-32 alphabet, which was made so that
     * o, 1, z and u can stand for them.
     */
    private String normal(String typed) {
        String plain = typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return words()
                ? plain
                : plain.replace('0', 'o').replace('l', '1').replace('2', 'z').replace('v', 'u');
    }

    /** The SAS is never logged. */
    @Override
    public String toString() {
        return "SasCode[" + parts.size() + " parts]";
    }
}
