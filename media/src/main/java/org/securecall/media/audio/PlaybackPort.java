// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

/** A sink of voice, paced by its own clock. Belongs to the thread that writes; {@link #close()} alone may come from another. */
public interface PlaybackPort extends AutoCloseable {

    /**
     * Waits until there is room and queues the samples; so a writer in a loop runs at the pace of the device.
     *
     * @param frame 48 kHz, mono, signed 16 bit; played from its start to its end and not kept
     * @throws AudioException when the device is gone or the port was closed
     */
    void write(short[] frame) throws AudioException;

    /** Samples that were written and not yet played, as far as the device tells. */
    int queuedSamples();

    /** Drops what is queued, frees the device and wakes a writer. Closing twice is harmless. */
    @Override
    void close();
}
