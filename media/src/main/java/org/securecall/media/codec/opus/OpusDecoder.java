// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.codec.VoiceDecoder;

/** libopus checks every payload by itself; what it refuses counts as lost. Of the monitor see {@link OpusEncoder}. */
final class OpusDecoder implements VoiceDecoder {

    private static final int SAMPLE_RATE = 48_000;

    /** A sender may pack 120 ms in one payload: six frames of 20 ms and their lengths. */
    private static final int MOST_BYTES = 6 * (VoiceCodecs.MAX_PAYLOAD + 2) + 2;

    private final Memory payload = new Memory(MOST_BYTES);
    private final Memory pcm = new Memory(VoiceCodecs.MAX_FRAME_SAMPLES * 2L);
    private @Nullable Pointer decoder;

    OpusDecoder() {
        this.decoder = LibOpus.opus_decoder_create(SAMPLE_RATE, 1, null);
        if (decoder == null) {
            throw new IllegalStateException("libopus made no decoder");
        }
    }

    private Pointer open() {
        if (decoder == null) {
            throw new IllegalStateException("The decoder was closed");
        }
        return decoder;
    }

    @Override
    public synchronized int decode(byte[] from, int offset, int length, short[] to) {
        if (samples(from, offset, length) < 0) {
            return -1;
        }
        Pointer used = open();
        payload.write(0, from, offset, length);
        int samples = LibOpus.opus_decode(used, payload, length, pcm, VoiceCodecs.MAX_FRAME_SAMPLES, 0);
        if (samples > 0) {
            pcm.read(0, to, 0, samples);
        }
        return samples > 0 ? samples : -1;
    }

    @Override
    public synchronized void conceal(short[] to, int samples) {
        int made = LibOpus.opus_decode(open(), null, 0, pcm, samples, 0);
        int usable = Math.clamp(made, 0, samples);
        pcm.read(0, to, 0, usable);
        Arrays.fill(to, usable, samples, (short) 0);
    }

    @Override
    public synchronized int recover(byte[] next, int offset, int length, short[] to, int samples) {
        if (samples(next, offset, length) < 0 || !OpusPayload.hasRedundancy(next, offset, length)) {
            return -1;
        }
        Pointer used = open();
        payload.write(0, next, offset, length);
        int made = LibOpus.opus_decode(used, payload, length, pcm, samples, 1);
        if (made <= 0) {
            return -1;
        }
        pcm.read(0, to, 0, made);
        return made;
    }

    @Override
    public int samples(byte[] from, int offset, int length) {
        return length > MOST_BYTES ? -1 : OpusPayload.samples(from, offset, length);
    }

    @Override
    public synchronized void close() {
        if (decoder != null) {
            LibOpus.opus_decoder_destroy(decoder);
            decoder = null;
        }
    }
}
