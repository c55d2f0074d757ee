// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.audio.AudioException;
import org.securecall.media.audio.AudioPorts;
import org.securecall.media.audio.CapturePort;
import org.securecall.media.audio.PlaybackPort;

/** Sound devices in memory, at the pace of real time: a microphone hears a tone, and what a speaker plays can be looked at. */
final class FakePorts implements AudioPorts {

    static final String DEVICE = "a device";

    private static final int CLICK = 20_000;

    /** Frames of 10 ms in the last 200 ms. */
    private static final int LAST = 20;

    private final double frequency;

    private volatile boolean keeping = true;
    private volatile boolean clickWanted;
    private volatile long clickSpokenAt;
    private volatile long clickHeardAt;
    private final Queue<short[]> played = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> broken = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> opened = new ConcurrentHashMap<>();

    FakePorts(double frequency) {
        this.frequency = frequency;
    }

    /** From now on the named device fails, or works again. */
    void broken(String name, boolean isBroken) {
        broken.put(name, isBroken);
    }

    int timesOpened(String name) {
        return opened.getOrDefault(name, new AtomicInteger()).get();
    }

    /** Whether 200 ms were played since {@link #forget}, and the last 200 ms were this frequency and little else. */
    boolean hears(double wanted) {
        return framesPlayed() >= LAST && played(wanted) > 0.9;
    }

    /**
     * Which share of the last 200 ms that were played is the frequency: 1 for it alone, 0 for none of it. Each 10 ms count for
     * themselves, so that a phase that jumps, as where voice is stretched, does not matter.
     *
     * @param wanted a multiple of 100
     */
    double played(double wanted) {
        List<short[]> all = List.copyOf(played);
        double tone = 0;
        double energy = 1e-9;
        for (short[] frame : all.subList(Math.max(0, all.size() - LAST), all.size())) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < frame.length; i++) {
                double phase = 2 * Math.PI * wanted * i / SAMPLE_RATE;
                re += frame[i] * Math.cos(phase);
                im += frame[i] * Math.sin(phase);
                energy += (double) frame[i] * frame[i];
            }
            tone += 2 * (re * re + im * im) / frame.length;
        }
        return tone / energy;
    }

    /** The loudest sample that was ever played. */
    int loudest() {
        int loudest = 0;
        for (short[] frame : played) {
            for (short sample : frame) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
        }
        return loudest;
    }

    void forget() {
        played.clear();
        clickHeardAt = 0;
    }

    /** From now on what is played is not kept. */
    void keepNothing() {
        keeping = false;
    }

    /** The microphone hears a click of 10 ms, in its next frame. */
    void click() {
        clickSpokenAt = 0;
        clickWanted = true;
    }

    /** When the first sample of the last click was spoken. */
    long clickSpokenAt() {
        return clickSpokenAt;
    }

    /** When the speaker began to play the click, 0 while it has not. */
    long clickHeardAt() {
        return clickHeardAt;
    }

    private void listenForClick(short[] frame) {
        for (int i = 0; i < frame.length && clickHeardAt == 0; i++) {
            if (Math.abs(frame[i]) > CLICK / 3) {
                // The last sample is played now.
                clickHeardAt = System.nanoTime() - (frame.length - i) * 1_000_000_000L / SAMPLE_RATE;
            }
        }
    }

    int framesPlayed() {
        return played.size();
    }

    private void check(String name) throws AudioException {
        if (name.startsWith(AudioDevice.FILE_PREFIX)) {
            throw new AudioException("There is no such file");
        }
        if (broken.getOrDefault(name, false)) {
            throw new AudioException("The device is broken");
        }
    }

    @Override
    public List<AudioDevice> devices() {
        return List.of(new AudioDevice(AudioDevice.DEFAULT, true, true), new AudioDevice(DEVICE, true, true));
    }

    @Override
    public CapturePort openCapture(String name) throws AudioException {
        open(name);
        return new CapturePort() {
            private final Pace pace = new Pace();
            private long at;
            private volatile boolean closed;

            @Override
            public void read(short[] frame) throws AudioException {
                pace.await(frame.length);
                if (closed) {
                    throw new AudioException("Closed");
                }
                check(name);
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (short) (8000 * Math.sin(2 * Math.PI * frequency * at++ / SAMPLE_RATE));
                }
                if (clickWanted) {
                    clickWanted = false;
                    for (int i = 0; i < 480; i++) {
                        frame[i] = (short) (CLICK * Math.sin(2 * Math.PI * 1000 * i / SAMPLE_RATE));
                    }
                    clickSpokenAt = System.nanoTime() - frame.length * 1_000_000_000L / SAMPLE_RATE;
                }
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public PlaybackPort openPlayback(String name) throws AudioException {
        open(name);
        return new PlaybackPort() {
            private final Pace pace = new Pace();
            private volatile boolean closed;

            @Override
            public void write(short[] frame) throws AudioException {
                pace.await(frame.length);
                if (closed) {
                    throw new AudioException("Closed");
                }
                check(name);
                listenForClick(frame);
                if (keeping) {
                    played.add(frame.clone());
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
        };
    }

    private void open(String name) throws AudioException {
        check(name);
        opened.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    }
}
