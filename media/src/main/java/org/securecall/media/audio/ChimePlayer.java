// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Chime;
import org.securecall.media.api.MediaParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays chimes one after the other, on a thread and through a port of its own: a device that fails or hangs harms no call. Thread-safe.
 */
public final class ChimePlayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChimePlayer.class);
    private static final int FRAME = AudioPorts.SAMPLE_RATE / 50;
    /** Of silence behind a chime, so that its end leaves the device before that is closed. */
    private static final int TAIL = AudioPorts.SAMPLE_RATE / 5;
    /** More that wait would be heard too late. */
    private static final int MOST_WAITING = 2;

    private static final int IDLE_SECONDS = 5;

    private final AudioPorts ports;
    private final ThreadPoolExecutor thread;

    public ChimePlayer(AudioPorts ports) {
        this.ports = ports;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> Thread.ofPlatform().name("chime").daemon().unstarted(task),
                // What is newest tells how things are; after closing nothing is played.
                new ThreadPoolExecutor.DiscardOldestPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns at once.
     *
     * @param speaker as for {@link AudioPorts#openPlayback}; a file and an echo hear no chime
     */
    public void play(Chime chime, String speaker) {
        if (!speaker.startsWith(AudioDevice.FILE_PREFIX) && !speaker.equals(MediaParameters.ECHO)) {
            thread.execute(() -> sound(chime, speaker));
        }
    }

    private void sound(Chime chime, String speaker) {
        short[] samples = ChimeTones.samples(chime);
        try (PlaybackPort port = ports.openPlayback(speaker)) {
            for (int at = 0; at < samples.length + TAIL; at += FRAME) {
                port.write(ChimeTones.frame(samples, at, FRAME));
            }
        } catch (AudioException e) {
            LOG.info("The chime was not played: {}", e.getMessage());
        }
    }

    /** Ends what is played. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
