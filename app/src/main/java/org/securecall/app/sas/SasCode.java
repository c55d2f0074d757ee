// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import java.util.List;
import java.util.Optional;
import org.securecall.app.api.CallSnapshot.Direction;

/**
 * A short authentication string in the parts in which people say it. The caller says the second half and the callee the
 * first, as Linphone does, so that each side hears what it does not show.
 *
 * @param parts four base-32 characters, or two words; at least two, none empty
 * @param mineFirst whether this side says the first half
 */
public record SasCode(List<String> parts, boolean mineFirst) {

    public SasCode {
        parts = List.copyOf(parts);
        if (parts.size() < 2 || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A code has two halves");
        }
    }

    /**
     * @param sas four characters, or two words with a colon between them (RFC 6189 §5.1.6)
     * @return empty for what has no two halves, such as no code at all
     */
    public static Optional<SasCode> of(String sas, Direction direction) {
        String text = sas.strip();
        List<String> parts = text.indexOf(':') >= 0
                ? List.of(text.split(":", 2))
                : text.codePoints().mapToObj(Character::toString).toList();
        return parts.size() < 2 || parts.stream().anyMatch(String::isBlank)
                ? Optional.empty()
                : Optional.of(new SasCode(parts, direction == Direction.INCOMING));
    }

    /** Whether the parts are words rather than characters. */
    public boolean words() {
        return parts.getFirst().length() > 1;
    }

    /** How many parts the first half has. */
    private int middle() {
        return parts.size() / 2;
    }

    /** Whether this side says the part. */
    public boolean isMine(int part) {
        return part < middle() == mineFirst;
    }

    public List<String> mine() {
        return mineFirst ? parts.subList(0, middle()) : parts.subList(middle(), parts.size());
    }

    public List<String> theirs() {
        return mineFirst ? parts.subList(middle(), parts.size()) : parts.subList(0, middle());
    }

    /** Whether the half that the other side says was heard. */
    public boolean isTheirs(String heard) {
        return is(theirs(), heard);
    }

    public boolean isWhole(String heard) {
        return is(parts, heard);
    }

    private boolean is(List<String> wanted, String heard) {
        String code = HeardText.plain(String.join("", wanted), words());
        return HeardText.readings(heard, words()).contains(code);
    }

    /** The SAS is never logged. */
    @Override
    public String toString() {
        return "SasCode[" + parts.size() + " parts]";
    }
}
