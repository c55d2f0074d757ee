// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Tones in bytes and files. */
final class Sound {

    private Sound() {}

    /** A tone of 440 Hz at half of full scale; every channel has it, as loud as {@code channelGain} says. */
    static byte[] tone(AudioFormat format, int frames, double... channelGain) {
        int bytes = format.getSampleSizeInBits() / 8;
        byte[] data = new byte[frames * format.getFrameSize()];
        int at = 0;
        for (int i = 0; i < frames; i++) {
            double value = 0.5 * Math.sin(2 * Math.PI * 440 * i / format.getSampleRate());
            for (int c = 0; c < format.getChannels(); c++) {
                long bits = bits(format, value * channelGain[c]);
                for (int b = 0; b < bytes; b++) {
                    data[at + (format.isBigEndian() ? bytes - 1 - b : b)] = (byte) (bits >> (8 * b));
                }
                at += bytes;
            }
        }
        return data;
    }

    private static long bits(AudioFormat format, double value) {
        int size = format.getSampleSizeInBits();
        if (format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT)) {
            return size == 32 ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value);
        }
        long scaled = Math.round(value * ((1L << (size - 1)) - 1));
        return format.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED) ? scaled + (1L << (size - 1)) : scaled;
    }

    static Path write(Path file, AudioFormat format, byte[] data) throws IOException {
        AudioInputStream stream =
                new AudioInputStream(new ByteArrayInputStream(data), format, data.length / format.getFrameSize());
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        return file;
    }

    /** Power of the 440 Hz tone in a stretch of 48 kHz, over the power of everything else in it, in decibels. */
    static double purity(short[] samples, int from, int to) {
        double cosine = 0;
        double sine = 0;
        double all = 0;
        for (int i = from; i < to; i++) {
            cosine += samples[i] * Math.cos(2 * Math.PI * 440 * i / 48_000);
            sine += samples[i] * Math.sin(2 * Math.PI * 440 * i / 48_000);
            all += (double) samples[i] * samples[i];
        }
        double tone = (cosine * cosine + sine * sine) * 2 / (to - from);
        return 10 * Math.log10(tone / (Math.abs(all - tone) + 1));
    }

    static int loudest(short[] samples, int from, int to) {
        int loudest = 0;
        for (int i = from; i < to; i++) {
            loudest = Math.max(loudest, Math.abs(samples[i]));
        }
        return loudest;
    }
}
