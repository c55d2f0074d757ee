// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.List;
import org.securecall.media.api.AudioDevice;

/** Finds and opens sound devices and sound files. Thread-safe. */
public interface AudioPorts {

    /** Samples a second of every port, whatever the device does. */
    int SAMPLE_RATE = 48_000;

    /** All devices at this moment, {@code default} first. */
    List<AudioDevice> devices();

    /**
     * @param name {@code default}, a name of {@link #devices()}, or {@code file:PATH.wav}: a WAV of any usual rate and channel
     *     count, read once at the pace of real time and followed by silence
     * @throws AudioException when there is no such device or file, or it is in use, or no WAV
     */
    CapturePort openCapture(String name) throws AudioException;

    /**
     * @param name likewise; a {@code file:} is written as a WAV, at the pace of real time, and whole once closed
     * @throws AudioException when there is no such device, it is in use, or the file cannot be written
     */
    PlaybackPort openPlayback(String name) throws AudioException;
}
