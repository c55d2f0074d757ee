// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.securecall.resources.Resources;

/** The texts of the log in one language. */
final class LogTexts {

    private final ResourceBundle bundle;
    private final ResourceBundle states;
    private final Locale language;

    LogTexts(Locale language) {
        this.bundle = Resources.texts("securitylog", language);
        this.states = Resources.texts("security", language);
        this.language = language;
    }

    Locale language() {
        return language;
    }

    String get(String key) {
        return bundle.getString(key);
    }

    String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), language).format(arguments);
    }

    /** What the window says of a call in a state, so that both say the same. */
    String state(String key) {
        return states.getString(key);
    }
}
