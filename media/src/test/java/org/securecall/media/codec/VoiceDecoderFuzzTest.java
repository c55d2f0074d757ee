// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.media.api.PayloadFormat;

/** Whatever a peer sends, a decoder answers with samples or a negative number. */
class VoiceDecoderFuzzTest {

    private static final VoiceCodecs CODECS = new NativeVoiceCodecs();
    private static final short MARK = 12_321;

    static List<PayloadFormat> formats() {
        return CODECS.formats();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void randomBytesAreDecodedOrRefused(PayloadFormat format) {
        SplittableRandom random = new SplittableRandom(1);
        try (VoiceDecoder decoder = CODECS.decoder(format)) {
            for (int i = 0; i < 20_000; i++) {
                byte[] packet = new byte[random.nextInt(random.nextInt(1, 600))];
                random.nextBytes(packet);
                check(decoder, packet, random.nextInt(packet.length + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyFirstByteWithEveryShortLengthIsDecodedOrRefused(PayloadFormat format) {
        SplittableRandom random = new SplittableRandom(2);
        try (VoiceDecoder decoder = CODECS.decoder(format)) {
            for (int first = 0; first < 256; first++) {
                for (int length = 1; length < 12; length++) {
                    byte[] packet = new byte[length];
                    random.nextBytes(packet);
                    packet[0] = (byte) first;
                    check(decoder, packet, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void cutAndChangedPayloadsAreDecodedOrRefused(PayloadFormat format) {
        SplittableRandom random = new SplittableRandom(3);
        short[] said = Voice.speechLike(48_000);
        try (VoiceEncoder encoder = CODECS.encoder(format);
                VoiceDecoder decoder = CODECS.decoder(format)) {
            byte[] payload = new byte[VoiceCodecs.MAX_PAYLOAD];
            for (int at = 0; at < said.length; at += 960) {
                int length = encoder.encode(Arrays.copyOfRange(said, at, at + 960), payload, 0);
                for (int cut = 0; cut < length; cut++) {
                    check(decoder, Arrays.copyOf(payload, cut), 0);
                }
                byte[] changed = Arrays.copyOf(payload, length);
                changed[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                check(decoder, changed, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void overlongPayloadsAreDecodedOrRefused(PayloadFormat format) {
        SplittableRandom random = new SplittableRandom(4);
        try (VoiceDecoder decoder = CODECS.decoder(format)) {
            for (int length : new int[] {960, 961, 1_275, 1_276, 1_500, 7_664, 7_665, 65_535}) {
                for (int i = 0; i < 50; i++) {
                    byte[] packet = new byte[length];
                    random.nextBytes(packet);
                    check(decoder, packet, 0);
                }
            }
        }
    }

    private static void check(VoiceDecoder decoder, byte[] packet, int offset) {
        int length = packet.length - offset;
        short[] pcm = new short[VoiceCodecs.MAX_FRAME_SAMPLES + 1];
        pcm[VoiceCodecs.MAX_FRAME_SAMPLES] = MARK;
        int told = decoder.samples(packet, offset, length);
        int decoded = decoder.decode(packet, offset, length, pcm);
        if (decoded >= 0) {
            assertThat(decoded).isPositive().isEqualTo(told);
        }
        int recovered = decoder.recover(packet, offset, length, pcm, 960);
        if (recovered >= 0) {
            assertThat(recovered).isEqualTo(960);
        }
        assertThat(pcm[VoiceCodecs.MAX_FRAME_SAMPLES]).isEqualTo(MARK);
    }
}
