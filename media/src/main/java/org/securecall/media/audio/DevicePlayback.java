// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.SourceDataLine;
import org.jspecify.annotations.Nullable;
import org.securecall.media.dsp.Resampler;

/**
 * A speaker. Holds no more sound in the device than {@link BufferLevel} says, however large the device's own buffer is; the
 * waiting is ours, and on a {@link LineThread}, as with {@link DeviceCapture}.
 */
final class DevicePlayback implements PlaybackPort {

    /** Opens the device, or opens it again with another buffer. */
    interface Speaker {
        /** @throws AudioException when that fails */
        SourceDataLine open(PcmLayout layout, int bufferFrames) throws AudioException;
    }

    private static final long SHORTEST_WAIT = 1_000_000;
    private static final long LONGEST_WAIT = 4_000_000;

    /** A writer that stays away longer than this has paused; the buffer then runs empty by intention. */
    private static final long PAUSE = 200_000_000;

    private final String name;
    private final Speaker speaker;
    private final PcmLayout layout;
    private final BufferLevel level = new BufferLevel();
    private final LineThread thread;
    private final @Nullable Resampler resampler;

    /** Samples that are converted in one go, 10 ms at 48 kHz, and how they lie in the device. */
    private static final int BLOCK = AudioPorts.SAMPLE_RATE / 100;

    private final short[] piece = new short[BLOCK];
    private final short[] resampled;
    private final byte[] bytes;
    private volatile long lastWritten;
    private volatile int lastQueued;
    private long lastSeen;

    /** Whether sound was written that ought still to be there. */
    private boolean playing;

    private volatile SourceDataLine line;
    private volatile boolean closed;

    DevicePlayback(String name, PcmLayout layout, Speaker speaker) throws AudioException {
        this.name = name;
        this.layout = layout;
        this.speaker = speaker;
        this.resampler = layout.rate() == AudioPorts.SAMPLE_RATE
                ? null
                : new Resampler(AudioPorts.SAMPLE_RATE, layout.rate(), BLOCK);
        int most = resampler == null ? BLOCK : resampler.maxOutput(BLOCK);
        this.resampled = new short[most];
        this.bytes = new byte[most * layout.frameBytes()];
        this.line = speaker.open(layout, level.frames(layout.rate()));
        line.start();
        level.opened(System.nanoTime());
        this.thread = new LineThread("speaker", this::play);
    }

    @Override
    public void write(short[] frame) throws AudioException {
        if (!thread.process(frame)) {
            throw gone();
        }
    }

    private void play(short[] frame) throws AudioException {
        long now = System.nanoTime();
        if (now - lastWritten > PAUSE) {
            playing = false;
            level.opened(now);
        }
        for (int from = 0; from < frame.length; from += BLOCK) {
            int count = Math.min(BLOCK, frame.length - from);
            if (resampler == null) {
                layout.fromMono(frame, from, count, bytes);
                play(count);
            } else {
                System.arraycopy(frame, from, piece, 0, count);
                int made = resampler.process(piece, 0, count, resampled, 0);
                layout.fromMono(resampled, 0, made, bytes);
                play(made);
            }
        }
        lastWritten = System.nanoTime();
        lastQueued = queuedFrames();
        level.calm(lastWritten);
    }

    /** Queues so many frames of {@link #bytes}, all in one go as soon as there is room. */
    private void play(int frames) throws AudioException {
        int length = frames * layout.frameBytes();
        int offset = 0;
        long since = System.nanoTime();
        while (offset < length) {
            if (closed || System.nanoTime() - since > LineThread.PATIENCE.toNanos()) {
                throw gone();
            }
            int queued = queuedFrames();
            if (playing && queued <= 0) {
                // Until sound was written again this is one and the same accident.
                playing = false;
                underrun(System.nanoTime() - lastSeen);
                queued = queuedFrames();
            }
            lastSeen = System.nanoTime();
            int missing = queued + (length - offset) / layout.frameBytes() - allowedFrames();
            // An empty device always gets a block, even if its whole buffer were smaller.
            if (missing > 0 && queued > 0) {
                LockSupport.parkNanos(
                        this, Math.clamp((long) missing * 1_000_000_000 / layout.rate(), SHORTEST_WAIT, LONGEST_WAIT));
                continue;
            }
            int written = line.write(bytes, offset, length - offset);
            if (written <= 0) {
                throw gone();
            }
            offset += written;
            playing = true;
        }
    }

    private int queuedFrames() {
        return (line.getBufferSize() - line.available()) / layout.frameBytes();
    }

    private int allowedFrames() {
        return Math.min(level.frames(layout.rate()), line.getBufferSize() / layout.frameBytes());
    }

    private void underrun(long absence) throws AudioException {
        if (!level.accident(System.nanoTime(), absence)
                || level.frames(layout.rate()) * layout.frameBytes() <= line.getBufferSize()) {
            return;
        }
        line.close();
        SourceDataLine next;
        try {
            next = speaker.open(layout, level.frames(layout.rate()));
        } catch (AudioException e) {
            // A dead device looks empty or full too, and is found out by this.
            AudioException gone = gone();
            gone.addSuppressed(e);
            throw gone;
        }
        line = next;
        if (closed) {
            next.close();
            throw gone();
        }
        next.start();
        level.opened(System.nanoTime());
    }

    /** Reckoned from what there was after the last frame, since asking the device is not for every thread. */
    @Override
    public int queuedSamples() {
        long queued = (long) lastQueued * AudioPorts.SAMPLE_RATE / layout.rate();
        long played = (System.nanoTime() - lastWritten) * AudioPorts.SAMPLE_RATE / 1_000_000_000;
        return closed ? 0 : Math.clamp(queued - played, 0, Integer.MAX_VALUE);
    }

    private AudioException gone() {
        return new AudioException(
                closed ? "The speaker “" + name + "” was closed." : "The speaker “" + name + "” takes no more sound.");
    }

    BufferLevel level() {
        return level;
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
        LineThread.close(line);
    }
}
