// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/** The icons of the window, by what they mean. */
public enum Icon {
    ABOUT(Material2RoundAL.INFO),
    ACCOUNT(Material2RoundAL.ALTERNATE_EMAIL),
    ADD(Material2RoundAL.ADD),
    ADD_PERSON(Material2RoundMZ.PERSON_ADD),
    APPEARANCE(Material2RoundMZ.PALETTE),
    BACK(Material2RoundAL.ARROW_BACK),
    BACKSPACE(Material2RoundAL.BACKSPACE),
    BLOCKED(Material2RoundAL.BLOCK),
    BACKUP(Material2RoundMZ.SAVE),
    CALL(Material2RoundAL.CALL),
    CALL_IN(Material2RoundAL.CALL_RECEIVED),
    CALL_MISSED(Material2RoundAL.CALL_MISSED),
    CALL_OUT(Material2RoundAL.CALL_MADE),
    CALL_UNANSWERED(Material2RoundAL.CALL_MISSED_OUTGOING),
    CHECK(Material2RoundAL.CHECK_CIRCLE),
    CLOSE(Material2RoundAL.CLOSE),
    COMPARE(Material2RoundAL.COMPARE_ARROWS),
    CONTACTS(Material2RoundMZ.PEOPLE),
    COPY(Material2RoundAL.CONTENT_COPY),
    DELETE(Material2RoundAL.DELETE),
    DIAGNOSTICS(Material2RoundAL.FACT_CHECK),
    DIALPAD(Material2RoundAL.DIALPAD),
    DOWN(Material2RoundAL.ARROW_DOWNWARD),
    DRAG(Material2RoundAL.DRAG_INDICATOR),
    EDIT(Material2RoundAL.EDIT),
    ERROR(Material2RoundAL.ERROR),
    EXPORT(Material2RoundAL.FILE_UPLOAD),
    FAVOURITE(Material2RoundMZ.STAR),
    FILE(Material2RoundAL.FOLDER_OPEN),
    HANG_UP(Material2RoundAL.CALL_END),
    HISTORY(Material2RoundAL.HISTORY),
    HOLD(Material2RoundMZ.PAUSE),
    HEAR(Material2RoundAL.HEARING),
    IMPORT(Material2RoundAL.GET_APP),
    INCOMING(Material2RoundMZ.PHONE_CALLBACK),
    IN_CALL(Material2RoundMZ.PHONE_IN_TALK),
    KEY(Material2RoundMZ.VPN_KEY),
    KEYBOARD(Material2RoundAL.KEYBOARD),
    LOCK(Material2RoundAL.LOCK),
    MICROPHONE(Material2RoundMZ.MIC),
    MICROPHONE_OFF(Material2RoundMZ.MIC_OFF),
    OPEN(Material2RoundMZ.OPEN_IN_FULL),
    NOT_FAVOURITE(Material2RoundMZ.STAR_BORDER),
    PERSON(Material2RoundMZ.PERSON),
    PRACTICE(Material2RoundMZ.SCHOOL),
    RESTORE(Material2RoundMZ.SETTINGS_BACKUP_RESTORE),
    SAY(Material2RoundMZ.RECORD_VOICE_OVER),
    SEARCH(Material2RoundMZ.SEARCH),
    SECURING(Material2RoundMZ.TIMELAPSE),
    SERVER(Material2RoundAL.DNS),
    SETTINGS(Material2RoundMZ.SETTINGS),
    SILENCE(Material2RoundMZ.NOTIFICATIONS_OFF),
    SOUND(Material2RoundAL.HEADSET_MIC),
    SPEAKER(Material2RoundMZ.VOLUME_UP),
    STOP(Material2RoundMZ.REPORT),
    UP(Material2RoundAL.ARROW_UPWARD),
    UNLOCKED(Material2RoundAL.LOCK_OPEN),
    VERIFIED(Material2RoundMZ.VERIFIED_USER),
    SHIELD(Material2RoundMZ.SECURITY),
    WARNING(Material2RoundMZ.WARNING);

    @SuppressWarnings("ImmutableEnumChecker") // glyphs are constants of enums themselves
    private final Ikon glyph;

    Icon(Ikon glyph) {
        this.glyph = glyph;
    }

    /** A new node; size and colour come from the style sheet. */
    public FontIcon node() {
        FontIcon icon = new FontIcon(glyph);
        icon.getStyleClass().add("icon");
        return icon;
    }

    /** @param styleClass one more style class */
    public FontIcon node(String styleClass) {
        FontIcon icon = node();
        icon.getStyleClass().add(styleClass);
        return icon;
    }

    public void show(FontIcon in) {
        in.setIconCode(glyph);
    }
}
