// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import org.securecall.media.api.Encryption;

/**
 * What the user chose for the whole program.
 *
 * @param microphone a device's name, {@code default} or {@code file:PATH.wav}
 * @param speaker likewise
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param firstRunDone whether the first-run set-up was finished
 * @param keys what calls insist on, and how their keys are made
 */
public record Settings(
        String microphone, String speaker, Encryption encryption, String theme, boolean firstRunDone, KeyPolicy keys) {

    public static final Settings DEFAULT = new Settings("default", "default", Encryption.PREFER, "auto", false);

    /** With the keys as recommended. */
    public Settings(String microphone, String speaker, Encryption encryption, String theme, boolean firstRunDone) {
        this(microphone, speaker, encryption, theme, firstRunDone, KeyPolicy.DEFAULT);
    }
}
