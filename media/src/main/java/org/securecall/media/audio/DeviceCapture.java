// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;
import org.securecall.media.dsp.Resampler;

/**
 * A microphone. The line is asked what it has, and read when that is enough, so the waiting is ours: it ends when the port
 * closes and when the device stalls, and it wakes seldom. All of it happens on a {@link LineThread}.
 */
final class DeviceCapture implements CapturePort {

    /** Opens the device, or opens it again with another buffer. */
    interface Microphone {
        /** @throws AudioException when that fails */
        TargetDataLine open(PcmLayout layout, int bufferFrames) throws AudioException;
    }

    private static final long SHORTEST_WAIT = 1_000_000;
    private static final long LONGEST_WAIT = 4_000_000;

    private final String name;
    private final Microphone microphone;
    private final PcmLayout layout;
    private final BufferLevel level = new BufferLevel();
    private final LineThread thread;
    private final @Nullable Resampler resampler;

    /** Frames of the device that are read at most in one go: 10 ms. */
    private final int block;

    private final byte[] bytes;
    private final short[] mono;
    private final short[] ready;
    private int readyStart;
    private int readyEnd;
    private boolean started;
    private long lastSeen;
    private volatile TargetDataLine line;
    private volatile boolean closed;

    DeviceCapture(String name, PcmLayout layout, Microphone microphone) throws AudioException {
        this.name = name;
        this.layout = layout;
        this.microphone = microphone;
        this.block = layout.rate() / 100;
        this.bytes = new byte[block * layout.frameBytes()];
        this.mono = new short[block];
        this.resampler = layout.rate() == AudioPorts.SAMPLE_RATE
                ? null
                : new Resampler(layout.rate(), AudioPorts.SAMPLE_RATE, block);
        this.ready = new short[resampler == null ? block : resampler.maxOutput(block)];
        this.line = microphone.open(layout, level.frames(layout.rate()));
        this.thread = new LineThread("microphone", this::hear);
    }

    @Override
    public void read(short[] frame) throws AudioException {
        if (!thread.process(frame)) {
            throw gone();
        }
    }

    private void hear(short[] frame) throws AudioException {
        if (!started) {
            // Not before, or what was heard since the port was opened would come first.
            started = true;
            lastSeen = System.nanoTime();
            line.start();
            level.opened(lastSeen);
        }
        int filled = 0;
        while (filled < frame.length) {
            if (readyStart == readyEnd) {
                fill((int) Math.ceil((double) (frame.length - filled) * layout.rate() / AudioPorts.SAMPLE_RATE));
            }
            int count = Math.min(readyEnd - readyStart, frame.length - filled);
            System.arraycopy(ready, readyStart, frame, filled, count);
            readyStart += count;
            filled += count;
        }
    }

    /** Waits for a block, or for as many frames of the device as are still missing when these are fewer. */
    private void fill(int missing) throws AudioException {
        int wanted = Math.min(block, missing);
        int frames = await(wanted, missing);
        int got = line.read(bytes, 0, Math.min(frames, block) * layout.frameBytes()) / layout.frameBytes();
        if (closed || got <= 0) {
            throw gone();
        }
        readyStart = 0;
        if (resampler == null) {
            layout.toMono(bytes, got, ready);
            readyEnd = got;
        } else {
            layout.toMono(bytes, got, mono);
            readyEnd = resampler.process(mono, 0, got, ready, 0);
        }
    }

    /** @return how many frames there are: at least as many as wanted */
    private int await(int wanted, int missing) throws AudioException {
        long since = System.nanoTime();
        while (true) {
            if (closed) {
                throw gone();
            }
            int frames = line.available() / layout.frameBytes();
            long now = System.nanoTime();
            if (frames * layout.frameBytes() >= line.getBufferSize()) {
                overrun(now - lastSeen);
            }
            lastSeen = now;
            if (frames >= wanted) {
                return frames;
            }
            if (now - since > LineThread.PATIENCE.toNanos()) {
                throw gone();
            }
            long expected = (long) (missing - frames) * 1_000_000_000 / layout.rate();
            LockSupport.parkNanos(this, Math.clamp(expected, SHORTEST_WAIT, LONGEST_WAIT));
        }
    }

    /** The buffer is full: the device has had to drop sound, or will in a moment. */
    private void overrun(long absence) throws AudioException {
        if (!level.accident(System.nanoTime(), absence)
                || level.frames(layout.rate()) * layout.frameBytes() <= line.getBufferSize()) {
            return;
        }
        line.close();
        TargetDataLine next;
        try {
            next = microphone.open(layout, level.frames(layout.rate()));
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

    private AudioException gone() {
        return new AudioException(
                closed
                        ? "The microphone “" + name + "” was closed."
                        : "The microphone “" + name + "” gives no more sound.");
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
