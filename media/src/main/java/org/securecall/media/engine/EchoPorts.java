// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.audio.AudioException;
import org.securecall.media.audio.AudioPorts;
import org.securecall.media.audio.CapturePort;
import org.securecall.media.audio.PlaybackPort;

/**
 * The ports of one session: those of the machine, and {@code echo}, whose microphone hears what the session plays, half a
 * second later. One thread plays into the ring and one reads from it; neither waits for the other.
 */
final class EchoPorts implements AudioPorts {

    private static final int RING = 1 << 17;
    private static final int DELAY = SAMPLE_RATE / 2;

    /** Where the two paces have drifted apart by so much, reading begins anew at the right distance. */
    private static final int MOST_DRIFT = SAMPLE_RATE / 10;

    private final AudioPorts machine;
    private final short[] ring = new short[RING];
    private final AtomicLong written = new AtomicLong();

    EchoPorts(AudioPorts machine) {
        this.machine = machine;
    }

    /** Takes what was played. By the playing thread. */
    void heard(short[] frame) {
        long at = written.getPlain();
        for (int i = 0; i < frame.length; i++) {
            ring[(int) ((at + i) & (RING - 1))] = frame[i];
        }
        written.setRelease(at + frame.length);
    }

    @Override
    public List<AudioDevice> devices() {
        return machine.devices();
    }

    @Override
    public CapturePort openCapture(String name) throws AudioException {
        return name.equals(MediaParameters.ECHO) ? new Again() : machine.openCapture(name);
    }

    @Override
    public PlaybackPort openPlayback(String name) throws AudioException {
        return name.equals(MediaParameters.ECHO) ? new Nobody() : machine.openPlayback(name);
    }

    private final class Again implements CapturePort {

        private final Pace pace = new Pace();
        private long read;
        private volatile boolean closed;

        @Override
        public void read(short[] frame) throws AudioException {
            pace.await(frame.length);
            if (closed) {
                throw new AudioException("The echo was closed");
            }
            long right = written.getAcquire() - DELAY;
            if (Math.abs(right - read) > MOST_DRIFT) {
                read = right;
            }
            for (int i = 0; i < frame.length; i++) {
                long at = read + i;
                frame[i] = at < 0 ? 0 : ring[(int) (at & (RING - 1))];
            }
            read += frame.length;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Nobody implements PlaybackPort {

        private final Pace pace = new Pace();
        private volatile boolean closed;

        @Override
        public void write(short[] frame) throws AudioException {
            pace.await(frame.length);
            if (closed) {
                throw new AudioException("The echo was closed");
            }
        }

        @Override
        public int queuedSamples() {
            return 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
