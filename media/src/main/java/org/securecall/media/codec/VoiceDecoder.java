// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

/** Turns payloads of one RTP format into voice. Belongs to the playing thread; allocates nothing in steady state. */
public interface VoiceDecoder extends AutoCloseable {

    /**
     * Decodes one payload.
     *
     * @param pcm receives 48 kHz, mono, signed 16 bit; room for {@link VoiceCodecs#MAX_FRAME_SAMPLES}
     * @return samples written, or a negative number when the payload is none of this codec: it counts as lost then
     */
    int decode(byte[] payload, int offset, int length, short[] pcm);

    /**
     * Makes up for a payload that is missing.
     *
     * @param samples how many are wanted, a multiple of 480 and at most {@link VoiceCodecs#MAX_FRAME_SAMPLES}
     */
    void conceal(short[] pcm, int samples);

    /**
     * Reads from the payload after a missing one what it carries of the missing one (Opus in-band FEC).
     *
     * @param samples how long the missing payload was
     * @return samples written, or a negative number when it carries nothing of it: then {@link #conceal} is to be called
     */
    int recover(byte[] next, int offset, int length, short[] pcm, int samples);

    /** How many samples at 48 kHz a payload holds, without decoding it; negative when it is none of this codec. */
    int samples(byte[] payload, int offset, int length);

    @Override
    void close();
}
