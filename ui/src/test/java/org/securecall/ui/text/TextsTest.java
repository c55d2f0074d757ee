// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.media.api.SasEmoji;
import org.securecall.resources.Resources;

/** Reads the sources and the bundles: every text that the window names is there, in each language, and none is left over. */
class TextsTest {

    private static final List<java.util.Locale> LANGUAGES = List.of(java.util.Locale.ROOT, java.util.Locale.GERMAN);
    private static final Path SOURCES = Path.of("src/main/java/org/securecall/ui");
    private static final Pattern TOPIC = Pattern.compile("Texts\\.of\\(\"([a-z]+)\"\\)");
    private static final Pattern KEY = Pattern.compile("TEXTS\\s*\\.get\\(\\s*\"([a-z.0-9]+)\"");

    static Stream<String> topics() throws IOException {
        return used().keySet().stream();
    }

    @Test
    void theSourcesAreSeen() throws IOException {
        assertThat(used().keySet()).contains("call", "contacts", "sas", "security", "settings", "shell");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyUsedTextExistsAndEveryTextIsUsed(String topic) throws IOException {
        assertThat(keys(topic, java.util.Locale.ROOT)).isEqualTo(used().get(topic));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyLanguageHasEveryTextWithTheSamePlaces(String topic) {
        ResourceBundle english = Resources.texts(topic, java.util.Locale.ROOT);
        for (java.util.Locale language : LANGUAGES) {
            ResourceBundle bundle = Resources.texts(topic, language);
            assertThat(bundle.getLocale()).as(topic).isEqualTo(language);
            assertThat(keys(topic, language)).isEqualTo(keys(topic, java.util.Locale.ROOT));
            for (String key : english.keySet()) {
                String text = bundle.getString(key);
                assertThat(text).as(key).isNotBlank();
                // A straight apostrophe would switch MessageFormat's places off.
                assertThat(text).as(key).doesNotContain("'");
                assertThat(new MessageFormat(text).getFormatsByArgumentIndex().length)
                        .as("%s: %s", language, key)
                        .isEqualTo(new MessageFormat(english.getString(key)).getFormatsByArgumentIndex().length);
            }
        }
    }

    /** Both people must be able to say which picture they mean. */
    @Test
    void everyPictureOfTheCodeHasANameOfItsOwnInEveryLanguage() {
        for (java.util.Locale language : LANGUAGES) {
            ResourceBundle names = Resources.texts("emoji", language);
            assertThat(keys("emoji", language)).hasSize(SasEmoji.values().length);
            assertThat(names.keySet().stream().map(key -> names.getString(key).toLowerCase(language)))
                    .doesNotHaveDuplicates();
        }
        assertThat(Resources.texts("emoji", java.util.Locale.ROOT).getString("dog"))
                .isEqualTo("Dog");
        assertThat(Resources.texts("emoji", java.util.Locale.GERMAN).getString("dog"))
                .isEqualTo("Hund");
    }

    private static Set<String> keys(String topic, java.util.Locale language) {
        ResourceBundle bundle = Resources.texts(topic, language);
        // Only the bundle's own: its parents would hide what is missing.
        Set<String> own = new TreeSet<>();
        for (String key : bundle.keySet()) {
            if (bundle instanceof java.util.PropertyResourceBundle properties
                    && properties.handleGetObject(key) != null) {
                own.add(key);
            }
        }
        return own;
    }

    private static Map<String, Set<String>> used() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher topic = TOPIC.matcher(source);
                if (topic.find()) {
                    Set<String> keys = used.computeIfAbsent(topic.group(1), name -> new TreeSet<>());
                    KEY.matcher(source).results().forEach(match -> keys.add(match.group(1)));
                    assertThat(topic.find()).as("%s uses one topic", file).isFalse();
                }
            }
        }
        return used;
    }
}
