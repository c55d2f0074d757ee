// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import org.securecall.media.dsp.Resampler;

/** G.711 (RFC 3551 §4.5.14): one byte for each sample at 8 kHz, so a frame of 20 ms has 160. */
final class CompandedEncoder implements VoiceEncoder {

    private final Companding law;
    private final Resampler resampler = new Resampler(48_000, 8_000, VoiceCodecs.FRAME_SAMPLES);
    private final short[] narrow = new short[resampler.maxOutput(VoiceCodecs.FRAME_SAMPLES)];

    CompandedEncoder(Companding law) {
        this.law = law;
    }

    @Override
    public int encode(short[] pcm, byte[] out, int offset) {
        if (out.length - offset < VoiceCodecs.MAX_PAYLOAD || pcm.length < VoiceCodecs.FRAME_SAMPLES) {
            throw new IllegalArgumentException("A frame has 960 samples and its payload needs room for 1275 bytes");
        }
        int count = resampler.process(pcm, 0, VoiceCodecs.FRAME_SAMPLES, narrow, 0);
        for (int i = 0; i < count; i++) {
            out[offset + i] = law.encode(narrow[i]);
        }
        return count;
    }

    @Override
    public void expectLoss(int percent) {
        // G.711 has no redundancy to adapt.
    }

    @Override
    public void close() {
        // Nothing is held outside the heap.
    }
}
