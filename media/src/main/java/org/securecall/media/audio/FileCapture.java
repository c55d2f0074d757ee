// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;
import org.securecall.media.dsp.Resampler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WAV file as a microphone: heard once from its start, at the pace of real time, then silence. */
final class FileCapture implements CapturePort {

    private static final Logger LOG = LoggerFactory.getLogger(FileCapture.class);

    /** A second or more of sound is read ahead, so that the disk is asked seldom. */
    private static final int READ_AHEAD_BYTES = 256 * 1024;

    /** Frames of the file that are converted in one go: 10 ms at 48 kHz. */
    private static final int BLOCK = 480;

    private final Path file;
    private final AudioInputStream stream;
    private final PcmLayout layout;
    private final @Nullable Resampler resampler;
    private final RealTime clock = new RealTime();
    private final byte[] bytes;
    private final short[] mono = new short[BLOCK];
    private final short[] ready;
    private int readyStart;
    private int readyEnd;
    private boolean ended;
    private long heard;
    private volatile boolean closed;
    private volatile @Nullable Thread reader;

    private FileCapture(Path file, AudioInputStream stream, PcmLayout layout) {
        this.file = file;
        this.stream = stream;
        this.layout = layout;
        this.bytes = new byte[BLOCK * layout.frameBytes()];
        if (layout.rate() == AudioPorts.SAMPLE_RATE) {
            this.resampler = null;
            this.ready = new short[BLOCK];
        } else {
            this.resampler = new Resampler(layout.rate(), AudioPorts.SAMPLE_RATE, BLOCK);
            this.ready = new short[resampler.maxOutput(BLOCK)];
        }
    }

    static FileCapture open(Path file) throws AudioException {
        if (Files.isDirectory(file)) {
            throw new AudioException("“" + file + "” is a folder, not a sound file.");
        }
        BufferedInputStream input;
        try {
            input = new BufferedInputStream(Files.newInputStream(file), READ_AHEAD_BYTES);
        } catch (NoSuchFileException e) {
            throw new AudioException("There is no sound file “" + file + "”.", e);
        } catch (IOException e) {
            throw new AudioException("The sound file “" + file + "” cannot be read.", e);
        }
        try {
            FileCapture capture = open(file, input);
            if (capture != null) {
                return capture;
            }
        } catch (UnsupportedAudioFileException e) {
            throw closing(input, new AudioException("“" + file + "” is not a WAV file.", e));
        } catch (IOException e) {
            throw closing(input, new AudioException("The sound file “" + file + "” cannot be read.", e));
        }
        throw closing(
                input,
                new AudioException(
                        "“" + file + "” is no WAV file of a kind that can be played here: plain PCM or floats."));
    }

    private static @Nullable FileCapture open(Path file, BufferedInputStream input)
            throws IOException, UnsupportedAudioFileException {
        AudioFileFormat type = AudioSystem.getAudioFileFormat(input);
        PcmLayout layout = PcmLayout.of(type.getFormat()).orElse(null);
        if (layout == null || !type.getType().equals(AudioFileFormat.Type.WAVE)) {
            return null;
        }
        return new FileCapture(file, AudioSystem.getAudioInputStream(input), layout);
    }

    private static AudioException closing(BufferedInputStream input, AudioException cause) {
        try {
            input.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    @Override
    public void read(short[] frame) throws AudioException {
        reader = Thread.currentThread();
        long late = clock.elapsed() - heard;
        if (late > RealTime.PATIENCE_SAMPLES) {
            clock.putBack(late);
        }
        int filled = 0;
        while (filled < frame.length) {
            if (readyStart == readyEnd && !fill()) {
                Arrays.fill(frame, filled, frame.length, (short) 0);
                break;
            }
            int count = Math.min(readyEnd - readyStart, frame.length - filled);
            System.arraycopy(ready, readyStart, frame, filled, count);
            readyStart += count;
            filled += count;
        }
        heard += frame.length;
        while (!closed && clock.elapsed() < heard) {
            clock.awaitRoughly(heard);
        }
        if (closed) {
            throw new AudioException("The sound file “" + file + "” was closed.");
        }
    }

    /** @return whether there is anything more; false from the end on */
    private boolean fill() throws AudioException {
        while (!ended && readyStart == readyEnd) {
            int frames;
            try {
                frames = stream.readNBytes(bytes, 0, bytes.length) / layout.frameBytes();
            } catch (IOException e) {
                throw new AudioException("The sound file “" + file + "” cannot be read any further.", e);
            }
            ended = frames < BLOCK;
            readyStart = 0;
            if (resampler == null) {
                layout.toMono(bytes, frames, ready);
                readyEnd = frames;
            } else {
                layout.toMono(bytes, frames, mono);
                readyEnd = resampler.process(mono, 0, frames, ready, 0);
            }
        }
        return readyStart < readyEnd;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(reader);
        try {
            stream.close();
        } catch (IOException e) {
            LOG.warn("A sound file could not be closed: {}", e.getMessage());
        }
    }
}
