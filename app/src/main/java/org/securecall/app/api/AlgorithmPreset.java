// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.securecall.media.api.ZrtpPreferences;

/** Orders of ZRTP's algorithms that have a name. */
public enum AlgorithmPreset {
    /** Fast and sound with every telephone of today. */
    RECOMMENDED(""),
    /** The longest keys first; calls with slow telephones may take longer to become secure. */
    STRONGEST(
            "keyAgreement=X3M3,X1M2,X1M1,X448,X255;hash=S384,S256;cipher=AES3,AES1;authTag=GCM,HS80,HS32;sas=B256,B32"),
    /** First what the oldest telephones have. */
    COMPATIBLE("keyAgreement=DH3k,X255,EC25,DH2k;hash=S256;cipher=AES1;authTag=HS32,HS80;sas=B32"),
    /** As the user ordered them. */
    CUSTOM("");

    private final String lists;

    AlgorithmPreset(String lists) {
        this.lists = lists;
    }

    /** As the command line and the settings write it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it stands for; the user's own order stands for nothing without the user. */
    public ZrtpPreferences preferences() {
        return lists.isEmpty() ? ZrtpPreferences.RECOMMENDED : ZrtpPreferences.parse(lists);
    }

    /**
     * Reads one that has an order of its own.
     *
     * @throws IllegalArgumentException with one sentence for the user
     */
    public static AlgorithmPreset parse(String token) {
        for (AlgorithmPreset preset : named()) {
            if (preset.token().equals(token)) {
                return preset;
            }
        }
        throw new IllegalArgumentException("Unknown policy '" + token + "'; known are "
                + named().stream().map(AlgorithmPreset::token).collect(Collectors.joining(", ")));
    }

    private static List<AlgorithmPreset> named() {
        return Arrays.stream(values()).filter(preset -> preset != CUSTOM).toList();
    }
}
