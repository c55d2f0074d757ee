// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/**
 * How samples lie in a stream of bytes: linear PCM or IEEE floats, interleaved.
 *
 * @param encoding signed or unsigned integers, or floats
 * @param rate samples a second
 * @param channels at least 1
 * @param bytes of one sample: 1 to 4, and 4 or 8 of a float
 * @param bigEndian the order of the bytes of one sample
 */
record PcmLayout(Encoding encoding, int rate, int channels, int bytes, boolean bigEndian) {

    private static final PcmLayout PLAIN = signed16(AudioPorts.SAMPLE_RATE, 1);

    /** Empty when it is compressed, or of a rate, depth or channel count that is none of sound. */
    static Optional<PcmLayout> of(AudioFormat format) {
        int channels = format.getChannels();
        int bits = format.getSampleSizeInBits();
        int rate = Math.round(format.getSampleRate());
        boolean whole = bits >= 8 && bits % 8 == 0 && format.getFrameSize() == channels * bits / 8;
        if (channels < 1 || channels > 64 || rate < 1_000 || rate > 768_000 || !whole) {
            return Optional.empty();
        }
        Encoding encoding = format.getEncoding();
        boolean integers = encoding.equals(Encoding.PCM_SIGNED) || encoding.equals(Encoding.PCM_UNSIGNED);
        boolean floats = encoding.equals(Encoding.PCM_FLOAT);
        boolean known = (integers && bits <= 32) || (floats && (bits == 32 || bits == 64));
        return known
                ? Optional.of(new PcmLayout(encoding, rate, channels, bits / 8, format.isBigEndian()))
                : Optional.empty();
    }

    static PcmLayout signed16(int rate, int channels) {
        return new PcmLayout(Encoding.PCM_SIGNED, rate, channels, 2, false);
    }

    AudioFormat format() {
        return new AudioFormat(encoding, rate, bytes * 8, channels, frameBytes(), rate, bigEndian);
    }

    /** Bytes of one sample of each channel. */
    int frameBytes() {
        return bytes * channels;
    }

    /** Mixes {@code frames} frames down to mono, signed 16 bit. */
    void toMono(byte[] from, int frames, short[] to) {
        if (equals(PLAIN)) {
            for (int i = 0; i < frames; i++) {
                to[i] = (short) ((from[2 * i] & 0xff) | (from[2 * i + 1] << 8));
            }
            return;
        }
        int offset = 0;
        for (int i = 0; i < frames; i++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += sample(from, offset);
                offset += bytes;
            }
            long mixed = Math.round(sum / channels * 32_768);
            to[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, mixed));
        }
    }

    /** Within -1 to 1. */
    private double sample(byte[] from, int offset) {
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits = (bits << 8) | (from[bigEndian ? offset + i : offset + bytes - 1 - i] & 0xff);
        }
        if (encoding.equals(Encoding.PCM_FLOAT)) {
            double value = bytes == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
            return Double.isFinite(value) ? value : 0;
        }
        long half = 1L << (bytes * 8 - 1);
        long value = encoding.equals(Encoding.PCM_UNSIGNED) ? bits - half : (bits ^ half) - half;
        return (double) value / half;
    }

    /** Writes mono samples to every channel; of a layout of signed 16 bit alone. */
    void fromMono(short[] from, int offset, int frames, byte[] to) {
        int at = 0;
        for (int i = 0; i < frames; i++) {
            short sample = from[offset + i];
            for (int c = 0; c < channels; c++) {
                to[at + (bigEndian ? 1 : 0)] = (byte) sample;
                to[at + (bigEndian ? 0 : 1)] = (byte) (sample >> 8);
                at += 2;
            }
        }
    }
}
