// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.securecall.resources.Resources;

/** The texts of one topic in the language of the desktop. Immutable. */
public final class Texts {

    private final ResourceBundle bundle;
    private final Locale locale;

    private Texts(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** @throws java.util.MissingResourceException when there is no such topic */
    public static Texts of(String topic) {
        Locale locale = Locale.getDefault(Locale.Category.DISPLAY);
        return new Texts(Resources.texts(topic, locale), locale);
    }

    /** @throws java.util.MissingResourceException when there is no such text */
    public String get(String key) {
        return bundle.getString(key);
    }

    /** Puts {@code arguments} in the text's places {0}, {1} and so on, as {@link MessageFormat} does. */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}
