// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.model;

import java.util.Locale;
import org.securecall.app.api.PracticeScenario;

/** SIP addresses as people read them. */
public final class Addresses {

    private Addresses() {}

    /** {@code alice@example.org} for {@code sip:alice@example.org;transport=tls}: what a reader needs of it. */
    public static String shown(String uri) {
        String text = uri.strip();
        // A user part may hold semicolons; what stands behind them is still the address.
        int parameters = text.indexOf(';', Math.max(0, text.lastIndexOf('@')));
        if (parameters >= 0) {
            text = text.substring(0, parameters);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("sips:")
                ? text.substring("sips:".length())
                : lower.startsWith("sip:") ? text.substring("sip:".length()) : text;
    }

    /** One spelling for every way of writing the same address; only to find what belongs together. */
    public static String key(String uri) {
        String text = shown(uri).toLowerCase(Locale.ROOT);
        return text.endsWith(":5060") || text.endsWith(":5061") ? text.substring(0, text.length() - 5) : text;
    }

    /** The part before the at sign, else the whole. */
    public static String user(String uri) {
        String text = shown(uri);
        int at = text.lastIndexOf('@');
        return at > 0 ? text.substring(0, at) : text;
    }

    /** Only the address inside this program: on the network, anybody may be called so. */
    public static boolean isPractice(String uri) {
        return PracticeScenario.isPractice(uri);
    }
}
