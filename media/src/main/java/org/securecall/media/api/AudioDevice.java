// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * A sound device as the user chooses it.
 *
 * @param name what is shown and stored; {@code default} is the system's choice
 * @param microphone whether it captures
 * @param speaker whether it plays
 */
public record AudioDevice(String name, boolean microphone, boolean speaker) {

    public static final String DEFAULT = "default";

    /** A device name with this prefix is a WAV file: read as a microphone, written as a speaker. */
    public static final String FILE_PREFIX = "file:";
}
