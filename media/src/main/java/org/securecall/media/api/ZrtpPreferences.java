// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which algorithms ZRTP offers and accepts, best first, by the RFC's names without trailing blanks (RFC 6189 §5.1.2 to §5.1.6).
 * A kind with an empty list is as recommended. What every endpoint must have is added where it is missing.
 */
public record ZrtpPreferences(Map<Kind, List<String>> lists) {

    /** The five lists of a Hello message. */
    public enum Kind {
        KEY_AGREEMENT("keyAgreement"),
        HASH("hash"),
        CIPHER("cipher"),
        AUTH_TAG("authTag"),
        SAS("sas");

        private final String token;

        Kind(String token) {
            this.token = token;
        }

        /** As the command line writes it. */
        public String token() {
            return token;
        }
    }

    public static final ZrtpPreferences RECOMMENDED = new ZrtpPreferences(Map.of());

    public ZrtpPreferences {
        Map<Kind, List<String>> copy = new EnumMap<>(Kind.class);
        lists.forEach((kind, names) -> copy.put(kind, List.copyOf(names)));
        lists = Map.copyOf(copy);
    }

    /** Empty for a kind that is as recommended. */
    public List<String> names(Kind kind) {
        return lists.getOrDefault(kind, List.of());
    }

    /**
     * Reads {@code keyAgreement=X255,DH3k;hash=S384}. Whether the names are known is for the engine to say.
     *
     * @throws IllegalArgumentException with one sentence for the user
     */
    public static ZrtpPreferences parse(String text) {
        Map<Kind, List<String>> lists = new EnumMap<>(Kind.class);
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("ZRTP preferences look like keyAgreement=X255,DH3k;hash=S384");
            }
            Kind kind = kind(part.substring(0, equals).strip());
            List<String> names = new ArrayList<>();
            for (String name : part.substring(equals + 1).split(",", -1)) {
                String stripped = name.strip();
                if (stripped.isEmpty() || names.contains(stripped)) {
                    throw new IllegalArgumentException("After " + kind.token() + "= come different names with commas");
                }
                names.add(stripped);
            }
            if (lists.put(kind, names) != null) {
                throw new IllegalArgumentException(kind.token() + " is given twice");
            }
        }
        return new ZrtpPreferences(lists);
    }

    /** These lists, with those of another in place of the same kinds. */
    public ZrtpPreferences overlaid(ZrtpPreferences over) {
        Map<Kind, List<String>> all = new EnumMap<>(Kind.class);
        all.putAll(lists);
        all.putAll(over.lists);
        return new ZrtpPreferences(all);
    }

    /** As {@link #parse} reads it; empty when every kind is as recommended. */
    public String text() {
        return lists.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(list -> list.getKey().token() + "=" + String.join(",", list.getValue()))
                .collect(Collectors.joining(";"));
    }

    private static Kind kind(String token) {
        for (Kind kind : Kind.values()) {
            if (kind.token.equals(token)) {
                return kind;
            }
        }
        List<String> known = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            known.add(kind.token);
        }
        throw new IllegalArgumentException(
                "Unknown kind of ZRTP algorithm '" + token + "'; known are " + String.join(", ", known));
    }
}
