// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import org.securecall.app.api.AlgorithmPreset;
import org.securecall.ui.text.Texts;

/** What the presets of algorithms are called. */
public final class PresetNames {

    private static final Texts TEXTS = Texts.of("security");

    private PresetNames() {}

    public static String of(AlgorithmPreset preset) {
        return switch (preset) {
            case RECOMMENDED -> TEXTS.get("preset.recommended");
            case STRONGEST -> TEXTS.get("preset.strongest");
            case COMPATIBLE -> TEXTS.get("preset.compatible");
            case CUSTOM -> TEXTS.get("preset.custom");
        };
    }
}
