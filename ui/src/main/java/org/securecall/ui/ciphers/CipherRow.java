// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.List;
import org.securecall.media.api.ZrtpPreferences.Kind;

/**
 * One algorithm in the user's own order.
 *
 * @param name the RFC's, without trailing blanks
 * @param place from 1; 0 where it is off
 * @param cautionedBy the key agreement beside which it is short; empty for every other caution
 * @param excludes those that are on and never in one call with it
 * @param takesFirst hashes and ciphers that a key agreement takes before others, wherever they stand
 * @param lacks a hash or a cipher, one of each at most, that it would go better with and that is off
 */
record CipherRow(
        Kind kind,
        String name,
        int place,
        Lock lock,
        Caution caution,
        String cautionedBy,
        List<String> excludes,
        List<String> takesFirst,
        List<String> lacks) {

    CipherRow {
        excludes = List.copyOf(excludes);
        takesFirst = List.copyOf(takesFirst);
        lacks = List.copyOf(lacks);
    }

    boolean isOn() {
        return place > 0;
    }
}
