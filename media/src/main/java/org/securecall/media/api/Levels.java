// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * How loud both directions are now, in dBFS from -96 (silence) to 0.
 *
 * @param microphone after muting: a muted microphone is silent
 * @param speaker what is played
 */
public record Levels(float microphone, float speaker) {

    public static final Levels SILENT = new Levels(-96, -96);
}
