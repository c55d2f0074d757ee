// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

/** Turns voice into payloads of one RTP format. Belongs to the sending thread; allocates nothing in steady state. */
public interface VoiceEncoder extends AutoCloseable {

    /**
     * Encodes one frame.
     *
     * @param pcm 48 kHz, mono, signed 16 bit, {@link VoiceCodecs#FRAME_SAMPLES} of them
     * @param out where the payload goes, from {@code offset} on
     * @return the payload's length in bytes, at least 1
     * @throws IllegalArgumentException when there are fewer than {@link VoiceCodecs#MAX_PAYLOAD} bytes of room
     */
    int encode(short[] pcm, byte[] out, int offset);

    /** Tells how many packets the peer loses, 0 to 100 percent: a codec with forward error correction adapts to it. */
    void expectLoss(int percent);

    @Override
    void close();
}
