// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import org.securecall.media.dsp.Resampler;

/** G.711 (RFC 3551 §4.5.14), with losses made up for by {@link PitchRepetition}. */
final class CompandedDecoder implements VoiceDecoder {

    /** 48 kHz over 8 kHz. */
    private static final int RATIO = 6;

    private static final int MOST_BYTES = VoiceCodecs.MAX_FRAME_SAMPLES / RATIO;

    private final Companding law;
    private final Resampler resampler = new Resampler(8_000, 48_000, MOST_BYTES);
    private final PitchRepetition repetition = new PitchRepetition();
    private final short[] narrow = new short[MOST_BYTES];

    CompandedDecoder(Companding law) {
        this.law = law;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] pcm) {
        if (samples(payload, offset, length) < 0) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            narrow[i] = law.decode(payload[offset + i]);
        }
        repetition.received(narrow, length);
        return resampler.process(narrow, 0, length, pcm, 0);
    }

    @Override
    public void conceal(short[] pcm, int samples) {
        int count = samples / RATIO;
        repetition.conceal(narrow, count);
        resampler.process(narrow, 0, count, pcm, 0);
    }

    @Override
    public int recover(byte[] next, int offset, int length, short[] pcm, int samples) {
        return -1;
    }

    @Override
    public int samples(byte[] payload, int offset, int length) {
        return length < 1 || length > MOST_BYTES ? -1 : length * RATIO;
    }

    @Override
    public void close() {
        // Nothing is held outside the heap.
    }
}
