// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.Arrays;
import java.util.List;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.codec.VoiceDecoder;
import org.securecall.media.codec.VoiceEncoder;

/** Every sixth sample, as 16 bits: easy to look into. The first two bytes of a payload tell what it is. */
final class LinearCodecs implements VoiceCodecs {

    static final PayloadFormat LINEAR = new PayloadFormat(97, "L16", 48_000, 1, "");

    private static final int STEP = 6;
    private static final int MAGIC = 0x5a;

    @Override
    public List<PayloadFormat> formats() {
        return List.of(LINEAR);
    }

    @Override
    public boolean supports(PayloadFormat format) {
        return format.is("L16");
    }

    @Override
    public VoiceEncoder encoder(PayloadFormat format) {
        return new VoiceEncoder() {
            @Override
            public int encode(short[] pcm, byte[] out, int offset) {
                out[offset] = MAGIC;
                int at = offset + 1;
                for (int i = 0; i < pcm.length; i += STEP) {
                    out[at++] = (byte) (pcm[i] >> 8);
                    out[at++] = (byte) pcm[i];
                }
                return at - offset;
            }

            @Override
            public void expectLoss(int percent) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public VoiceDecoder decoder(PayloadFormat format) {
        return new VoiceDecoder() {
            @Override
            public int decode(byte[] payload, int offset, int length, short[] pcm) {
                if (length < 3 || payload[offset] != MAGIC) {
                    return -1;
                }
                int samples = samples(payload, offset, length);
                for (int i = 0; i < samples; i++) {
                    int at = offset + 1 + i / STEP * 2;
                    pcm[i] = (short) (payload[at] << 8 | (payload[at + 1] & 0xff));
                }
                return samples;
            }

            @Override
            public void conceal(short[] pcm, int samples) {
                Arrays.fill(pcm, 0, samples, (short) 0);
            }

            @Override
            public int recover(byte[] next, int offset, int length, short[] pcm, int samples) {
                return -1;
            }

            @Override
            public int samples(byte[] payload, int offset, int length) {
                return (length - 1) / 2 * STEP;
            }

            @Override
            public void close() {}
        };
    }
}
