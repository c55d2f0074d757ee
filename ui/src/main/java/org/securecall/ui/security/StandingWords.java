// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.securecall.app.api.KeyStanding;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/** What a key is to the user, in words, with an icon and a tone. */
public final class StandingWords {

    private static final Texts TEXTS = Texts.of("security");

    private StandingWords() {}

    public static Tone tone(KeyStanding standing) {
        return switch (standing) {
            case VERIFIED -> Tone.GOOD;
            case CHANGED -> Tone.ALARM;
            case NEW, UNVERIFIED, RESTORED, EXPIRED -> Tone.CAUTION;
        };
    }

    public static String words(KeyStanding standing) {
        return switch (standing) {
            case VERIFIED -> TEXTS.get("keys.verified");
            case NEW, UNVERIFIED -> TEXTS.get("keys.unverified");
            case CHANGED -> TEXTS.get("keys.changed");
            case RESTORED -> TEXTS.get("keys.restored");
            case EXPIRED -> TEXTS.get("keys.expired");
        };
    }

    /** All three, never cut short. */
    public static Node badge(KeyStanding standing) {
        Tone tone = tone(standing);
        HBox badge = new HBox(icon(tone).node("shield"), Controls.line(words(standing), "row-trust"));
        badge.setAlignment(Pos.CENTER_LEFT);
        badge.setMaxHeight(Region.USE_PREF_SIZE);
        badge.setMaxWidth(Region.USE_PREF_SIZE);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.getStyleClass().addAll("trust-row", "badge", "tone-" + tone.style());
        return badge;
    }

    private static Icon icon(Tone tone) {
        return switch (tone) {
            case GOOD -> Icon.VERIFIED;
            case ALARM, DANGER -> Icon.WARNING;
            case NEUTRAL, BUSY, SERVER, CAUTION -> Icon.LOCK;
        };
    }
}
