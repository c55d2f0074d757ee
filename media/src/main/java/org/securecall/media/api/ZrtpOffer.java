// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.securecall.media.api.ZrtpPreferences.Kind;

/**
 * What a peer's Hello message lists, in its order, by the RFC's names without trailing blanks (RFC 6189 §5.2); among them are
 * names that this program does not know. What every endpoint must have is taken for listed.
 *
 * @param lists one for each kind; none at all where no Hello is known
 */
public record ZrtpOffer(Map<Kind, List<String>> lists) {

    /** Names in one list of a Hello message at most. */
    public static final int MOST = 7;

    private static final int LONGEST_NAME = 4;

    /** No Hello of this peer is known. */
    public static final ZrtpOffer NONE = new ZrtpOffer(Map.of());

    /** @throws IllegalArgumentException when no Hello message could list that */
    public ZrtpOffer {
        Map<Kind, List<String>> copy = new EnumMap<>(Kind.class);
        lists.forEach((kind, names) -> copy.put(kind, List.copyOf(names)));
        for (List<String> names : copy.values()) {
            if (names.size() > MOST || !names.stream().allMatch(ZrtpOffer::isName)) {
                throw new IllegalArgumentException("No Hello message lists that");
            }
        }
        lists = Map.copyOf(copy);
    }

    /** Whether it is one of up to four printable characters, the last one not blank. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> c >= ' ' && c <= '~')
                && !name.endsWith(" ");
    }

    public boolean isKnown() {
        return !lists.isEmpty();
    }

    public List<String> names(Kind kind) {
        return lists.getOrDefault(kind, List.of());
    }

    /** As {@link ZrtpPreferences#parse} reads it; without empty lists, and without names that have one of its signs in them. */
    public String text() {
        Map<Kind, List<String>> readable = new EnumMap<>(Kind.class);
        lists.forEach((kind, names) -> {
            List<String> some = names.stream()
                    .filter(name -> name.chars().noneMatch(c -> " ,;=".indexOf(c) >= 0))
                    .distinct()
                    .toList();
            if (!some.isEmpty()) {
                readable.put(kind, some);
            }
        });
        return new ZrtpPreferences(readable).text();
    }
}
