// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Finds the files of this module; a file that the program names and that is not there is a broken build. */
public final class Resources {

    private Resources() {}

    /**
     * The texts of one topic, such as {@code contacts}, in the given language, with English where a text is missing.
     *
     * @throws java.util.MissingResourceException when there is no such topic
     */
    public static ResourceBundle texts(String topic, Locale locale) {
        return ResourceBundle.getBundle(
                "org.securecall.resources.text." + topic,
                locale,
                Resources.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Where a file lies, such as {@code css/app.css}, for those who load by address. */
    public static URL url(String path) {
        URL url = Resources.class.getResource(path);
        if (url == null) {
            throw new IllegalStateException("The program is incomplete: no resource " + path);
        }
        return url;
    }

    /** The SQL that brings a database from {@code version - 1} to {@code version}; empty when there is none. */
    public static Optional<String> migration(int version) {
        String path = String.format(Locale.ROOT, "sql/%03d.sql", version);
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
