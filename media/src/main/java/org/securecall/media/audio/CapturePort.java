// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

/** A source of voice, paced by its own clock. Belongs to the thread that reads; {@link #close()} alone may come from another. */
public interface CapturePort extends AutoCloseable {

    /**
     * Waits until a whole frame was heard.
     *
     * @param frame filled from its start to its end: 48 kHz, mono, signed 16 bit
     * @throws AudioException when the device is gone or the port was closed
     */
    void read(short[] frame) throws AudioException;

    /** Frees the device and wakes a reader. Closing twice is harmless. */
    @Override
    void close();
}
