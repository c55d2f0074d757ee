// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound, 48,000 samples a second, one channel, with the moment of its first sample on the clock of the machine. */
public final class Recording {

    private static final AudioFormat FORMAT = new AudioFormat(SoundCards.RATE, 16, 1, true, false);

    private final short[] samples;
    private final long startNanos;

    Recording(short[] samples, long startNanos) {
        this.samples = samples.clone();
        this.startNanos = startNanos;
    }

    /** Sound without a moment. */
    static Recording of(short[] samples) {
        return new Recording(samples, 0);
    }

    /** Reads a WAV file of 48 kHz, 16 bit, one channel, such as a telephone's {@code file:} speaker writes. */
    public static Recording read(Path wav) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
            if (!in.getFormat().matches(FORMAT)) {
                throw new IOException(wav + " is " + in.getFormat());
            }
            byte[] octets = in.readAllBytes();
            short[] samples = new short[octets.length / 2];
            ByteBuffer.wrap(octets)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return of(samples);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(wav + " is no WAV file", e);
        }
    }

    /** Writes a WAV file. */
    public Path write(Path wav) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        octets.asShortBuffer().put(samples);
        Files.createDirectories(wav.toAbsolutePath().getParent());
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(octets.array()), FORMAT, samples.length),
                AudioFileFormat.Type.WAVE,
                wav.toFile());
        return wav;
    }

    /** How many samples. */
    public int length() {
        return samples.length;
    }

    double seconds() {
        return (double) samples.length / SoundCards.RATE;
    }

    long startNanos() {
        return startNanos;
    }

    /** All samples, −1 to 1. */
    double[] values() {
        double[] values = new double[samples.length];
        Arrays.setAll(values, i -> samples[i] / 32768.0);
        return values;
    }

    /** Root mean square over all of it, 0–1. */
    public double loudness() {
        return Math.sqrt(Arrays.stream(values()).map(v -> v * v).average().orElse(0));
    }
}
