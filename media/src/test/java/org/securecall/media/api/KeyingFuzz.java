// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.nio.charset.StandardCharsets;

/** The attributes that carry keys and fingerprints, and the lists of the command line: a fuzz target. */
public final class KeyingFuzz {

    private KeyingFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        SdesCrypto.parse(text);
        DtlsFingerprint.parse(text);
        refusing(() -> KeyingMethod.parse(text));
        refusing(() -> ZrtpPreferences.parse(text));
    }

    /** These two answer a person, with a sentence. */
    private static void refusing(Runnable parsing) {
        try {
            parsing.run();
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null) {
                throw new IllegalStateException("A refusal without a sentence", e);
            }
        }
    }
}
