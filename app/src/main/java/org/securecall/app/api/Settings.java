// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import org.securecall.media.api.Encryption;

/**
 * What the user chose for the whole program.
 *
 * @param microphone a device's name, {@code default} or {@code file:PATH.wav}
 * @param speaker likewise
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param firstRunDone whether the first-run set-up was finished
 * @param keys what calls insist on, and how their keys are made
 * @param lockAfterMinutes after how many minutes in which nobody touches the window it locks, where the profile has a passphrase; 0 for
 *     never, not negative
 * @param pastCalls how long calls stay in the history
 * @param callsSeen missed calls that ended after this have not been seen in the list of calls yet
 * @param chimes whether a tone tells that a call became secure, or that its encryption is in danger
 */
public record Settings(
        String microphone,
        String speaker,
        Encryption encryption,
        String theme,
        boolean firstRunDone,
        KeyPolicy keys,
        int lockAfterMinutes,
        Retention pastCalls,
        Instant callsSeen,
        boolean chimes) {

    public static final Settings DEFAULT = new Settings("default", "default", Encryption.PREFER, "auto", false);

    public Settings {
        if (lockAfterMinutes < 0) {
            throw new IllegalArgumentException("A window cannot lock before it is left: " + lockAfterMinutes);
        }
    }

    /** With tones, and no list of calls seen yet. */
    public Settings(
            String microphone,
            String speaker,
            Encryption encryption,
            String theme,
            boolean firstRunDone,
            KeyPolicy keys,
            int lockAfterMinutes,
            Retention pastCalls) {
        this(
                microphone,
                speaker,
                encryption,
                theme,
                firstRunDone,
                keys,
                lockAfterMinutes,
                pastCalls,
                Instant.EPOCH,
                true);
    }

    /** Without locking by itself. */
    public Settings(
            String microphone,
            String speaker,
            Encryption encryption,
            String theme,
            boolean firstRunDone,
            KeyPolicy keys) {
        this(microphone, speaker, encryption, theme, firstRunDone, keys, 0, Retention.FOREVER);
    }

    /** With the keys as recommended. */
    public Settings(String microphone, String speaker, Encryption encryption, String theme, boolean firstRunDone) {
        this(microphone, speaker, encryption, theme, firstRunDone, KeyPolicy.DEFAULT);
    }

    public Settings withMicrophone(String changed) {
        return new Settings(
                changed,
                speaker,
                encryption,
                theme,
                firstRunDone,
                keys,
                lockAfterMinutes,
                pastCalls,
                callsSeen,
                chimes);
    }

    public Settings withSpeaker(String changed) {
        return new Settings(
                microphone,
                changed,
                encryption,
                theme,
                firstRunDone,
                keys,
                lockAfterMinutes,
                pastCalls,
                callsSeen,
                chimes);
    }

    public Settings withEncryption(Encryption changed) {
        return new Settings(
                microphone,
                speaker,
                changed,
                theme,
                firstRunDone,
                keys,
                lockAfterMinutes,
                pastCalls,
                callsSeen,
                chimes);
    }

    public Settings withTheme(String changed) {
        return new Settings(
                microphone,
                speaker,
                encryption,
                changed,
                firstRunDone,
                keys,
                lockAfterMinutes,
                pastCalls,
                callsSeen,
                chimes);
    }

    public Settings withFirstRunDone(boolean changed) {
        return new Settings(
                microphone, speaker, encryption, theme, changed, keys, lockAfterMinutes, pastCalls, callsSeen, chimes);
    }

    public Settings withKeys(KeyPolicy changed) {
        return new Settings(
                microphone,
                speaker,
                encryption,
                theme,
                firstRunDone,
                changed,
                lockAfterMinutes,
                pastCalls,
                callsSeen,
                chimes);
    }

    public Settings withLockAfterMinutes(int changed) {
        return new Settings(
                microphone, speaker, encryption, theme, firstRunDone, keys, changed, pastCalls, callsSeen, chimes);
    }

    public Settings withPastCalls(Retention changed) {
        return new Settings(
                microphone,
                speaker,
                encryption,
                theme,
                firstRunDone,
                keys,
                lockAfterMinutes,
                changed,
                callsSeen,
                chimes);
    }

    public Settings withCallsSeen(Instant changed) {
        return new Settings(
                microphone,
                speaker,
                encryption,
                theme,
                firstRunDone,
                keys,
                lockAfterMinutes,
                pastCalls,
                changed,
                chimes);
    }

    public Settings withChimes(boolean changed) {
        return new Settings(
                microphone,
                speaker,
                encryption,
                theme,
                firstRunDone,
                keys,
                lockAfterMinutes,
                pastCalls,
                callsSeen,
                changed);
    }
}
