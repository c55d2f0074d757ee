// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pseudonyms for one export, by the order in which names turn up: Person 1, Server 1. What sentences from elsewhere may name is taken out
 * by its looks as well: addresses, host names, numbers of machines, and long hexadecimal numbers, whoever they are of.
 */
final class Aliases implements Names {

    private static final Pattern URI = Pattern.compile("(?i)\\b(?:sips?|tel):[^\\s,;<>\"'()]*[^\\s,;<>\"'().]");
    private static final Pattern AT_HOST = Pattern.compile("[^\\s,;<>\"'()@]+@[^\\s,;<>\"'()@]*[^\\s,;<>\"'()@.]");
    private static final Pattern IPV6 = Pattern.compile(
            "(?i)\\[?(?<![0-9a-f:])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-f]{1,4})?(?:%[0-9a-z]+)?\\]?(?::\\d+)?");
    private static final Pattern IPV4 = Pattern.compile("(?<![0-9.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d+)?(?![0-9])");
    private static final Pattern HEX = Pattern.compile("(?i)(?<![0-9a-z])(?:[0-9a-f]{2}:?){8,}(?![0-9a-z])");
    private static final Pattern HOST =
            Pattern.compile("(?i)(?<![a-z0-9-])(?:[a-z0-9_-]+\\.)+[a-z][a-z0-9-]+(?::\\d+)?(?![a-z0-9-])");

    private final String personWord;
    private final String serverWord;
    private final String addressWord;
    private final String numberWord;
    private final Map<String, String> people = new LinkedHashMap<>();
    private final Map<String, String> servers = new LinkedHashMap<>();
    private final Map<String, String> accounts = new LinkedHashMap<>();

    /**
     * @param addressWord stands for a network address
     * @param numberWord stands for a long number
     */
    Aliases(String personWord, String serverWord, String addressWord, String numberWord) {
        this.personWord = personWord;
        this.serverWord = serverWord;
        this.addressWord = addressWord;
        this.numberWord = numberWord;
    }

    @Override
    public String person(String name) {
        return name.isBlank() ? name : alias(people, personWord, name);
    }

    @Override
    public String server(String host) {
        return host.isBlank() ? host : alias(servers, serverWord, host);
    }

    /** @param shown what stands for the account of this address from now on */
    void account(String address, String shown) {
        accounts.put(address.toLowerCase(Locale.ROOT), shown);
    }

    private static String alias(Map<String, String> known, String word, String name) {
        return known.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), key -> word + " " + (known.size() + 1));
    }

    /** Names that are known go first, the longest before those that are in them. */
    @Override
    public String free(String sentence) {
        String plain = sentence;
        for (Map<String, String> known : List.of(accounts, people, servers)) {
            List<String> names = known.keySet().stream()
                    .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                    .toList();
            for (String name : names) {
                plain = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])")
                        .matcher(plain)
                        .replaceAll(Matcher.quoteReplacement(known.get(name)));
            }
        }
        plain = replace(URI, plain, this::person);
        plain = replace(AT_HOST, plain, this::person);
        plain = replace(HEX, plain, found -> numberWord);
        plain = replace(IPV4, plain, found -> addressWord);
        plain = replace(IPV6, plain, found -> addressWord);
        return replace(HOST, plain, this::server);
    }

    private interface Stand {
        String in(String found);
    }

    private static String replace(Pattern looks, String sentence, Stand stand) {
        return looks.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(stand.in(found.group())));
    }
}
