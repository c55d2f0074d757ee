// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.List;

/** Opens sessions and knows the sound devices. Thread-safe. */
public interface MediaEngine extends AutoCloseable {

    /** All devices at this moment, the system's default first. */
    List<AudioDevice> devices();

    /**
     * Binds the socket and prepares ZRTP; nothing is sent yet.
     *
     * @throws MediaException when no port can be bound, or a {@code file:} microphone cannot be read
     */
    MediaSession open(MediaParameters parameters, EventLoop loop, MediaListener listener) throws MediaException;

    /**
     * Lets the user hear something; returns at once. Where the device cannot be had, nothing is heard.
     *
     * @param speaker a name of {@link #devices()}; nothing is heard through a {@code file:}
     */
    void chime(Chime chime, String speaker);

    /** Closes every session that is still open. */
    @Override
    void close();
}
