// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.util.ArrayList;
import java.util.List;

/** A ZID so that people can compare it. */
public final class ZidDigits {

    private static final int GROUP = 4;

    private ZidDigits() {}

    /** {@code 1234 5678 …}: groups of four digits. */
    public static String grouped(String hex) {
        List<String> groups = new ArrayList<>();
        for (int at = 0; at < hex.length(); at += GROUP) {
            groups.add(hex.substring(at, Math.min(hex.length(), at + GROUP)));
        }
        return String.join(" ", groups);
    }
}
