// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.SecurityFact;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.resources.Resources;

class FactWordsTest {

    private static final Path SOURCES = Path.of("src/main/java/org/securecall/app/securitylog");
    private static final Pattern KEY = Pattern.compile("texts\\s*\\.get\\(\\s*\"([a-z.0-9]+)\"");

    static Stream<Locale> languages() {
        return Stream.of(Locale.ENGLISH, Locale.GERMAN);
    }

    private static String english(SecurityFact fact) {
        return new FactWords(Locale.ENGLISH, Names.AS_THEY_ARE).of(fact);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyFactHasWholeSentencesInEveryLanguage(Locale language) {
        FactWords words = new FactWords(language, Names.AS_THEY_ARE);
        for (SecurityFact fact : EveryFact.all()) {
            assertThat(words.of(fact)).as("%s", fact).isNotBlank().doesNotContain("{", "}", "null", "  ");
        }
        assertThat(EveryFact.all().stream().map(Object::getClass).distinct())
                .as("each of them is here")
                .containsExactlyInAnyOrder(
                        Stream.of(SecurityFact.class.getPermittedSubclasses()).toArray(Class<?>[]::new));
    }

    @Test
    void differentFactsHaveDifferentWords() {
        Set<String> said = new HashSet<>();
        for (SecurityFact fact : Set.copyOf(EveryFact.all())) {
            // Of a secret of a first or another key, what is verified with it says nothing.
            boolean coarse = fact instanceof SecurityFact.SecretsCompared || fact instanceof SecurityFact.CallBegan;
            assertThat(said.add(english(fact)) || coarse || isOfAnotherWay(fact))
                    .as("%s", fact)
                    .isTrue();
        }
    }

    /** Where the mode or the keys decide, who began does not matter. */
    private static boolean isOfAnotherWay(SecurityFact fact) {
        return (fact instanceof SecurityFact.AlgorithmsChosen chosen
                        && chosen.mode() != ZrtpDetails.Mode.DIFFIE_HELLMAN)
                || fact instanceof SecurityFact.RegistrationChanged
                || fact instanceof SecurityFact.PolicyChanged
                || fact instanceof SecurityFact.SignatureChecked;
    }

    @Test
    void reasonsAreSaidWithTheNamesThatPeopleKnow() {
        assertThat(english(new SecurityFact.AlgorithmsChosen(
                        EveryFact.SUITE,
                        true,
                        ZrtpDetails.Mode.DIFFIE_HELLMAN,
                        Map.of(Kind.KEY_AGREEMENT, ZrtpReason.FIRST_OF_BOTH, Kind.CIPHER, ZrtpReason.FIRST_OF_OURS))))
                .contains(
                        "Key agreement: X25519 (X255), because it is the first in both orders that both have.",
                        "Cipher: AES-256 (AES3), because it is the first in your order that both have.",
                        "Hash: SHA-256 (S256).");
        assertThat(english(new SecurityFact.SecretsCompared(
                        ZrtpDetails.Secrets.MATCH,
                        Optional.of(Instant.parse("2026-10-01T12:00:00Z")),
                        true,
                        true,
                        KeyStanding.VERIFIED)))
                .isEqualTo("The secrets kept from earlier calls matched: it is the same key as on Oct 1, 2026."
                        + " Both of you compared the code in an earlier call.");
        assertThat(english(new SecurityFact.Signalling(true, List.of("example.org"), false)))
                .isEqualTo("The signalling goes over TLS; the certificate of the server is valid for example.org.");
        assertThat(english(new SecurityFact.NoZrtp(SecurityFact.Without.REFUSED)))
                .isEqualTo("The other telephone did not answer to ZRTP. No voice is sent, because this call requires"
                        + " encryption from end to end.");
    }

    @Test
    void everyTextIsUsedAndEveryLanguageHasIt() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                KEY.matcher(Files.readString(file)).results().forEach(match -> used.add(match.group(1)));
            }
        }
        ResourceBundle english = Resources.texts("securitylog", Locale.ROOT);
        ResourceBundle german = Resources.texts("securitylog", Locale.GERMAN);
        assertThat(german.getLocale()).isEqualTo(Locale.GERMAN);
        assertThat(new TreeSet<>(english.keySet())).isEqualTo(used);
        for (String key : used) {
            String text = german.getString(key);
            // A straight apostrophe would switch MessageFormat's places off.
            assertThat(text + english.getString(key)).as(key).doesNotContain("'");
            assertThat(new MessageFormat(text).getFormatsByArgumentIndex().length)
                    .as(key)
                    .isEqualTo(new MessageFormat(english.getString(key)).getFormatsByArgumentIndex().length);
            boolean sameInBoth = text.equals(english.getString(key));
            assertThat(sameInBoth && text.length() > 14)
                    .as("%s is translated", key)
                    .isFalse();
        }
    }
}
