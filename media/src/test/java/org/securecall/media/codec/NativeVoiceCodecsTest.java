// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.media.api.PayloadFormat;

class NativeVoiceCodecsTest {

    private static final int FRAME = VoiceCodecs.FRAME_SAMPLES;
    private static final VoiceCodecs CODECS = new NativeVoiceCodecs();

    static List<PayloadFormat> formats() {
        return CODECS.formats();
    }

    private static PayloadFormat opus() {
        return CODECS.formats().getFirst();
    }

    @Test
    void opusIsOfferedFirstAndConstantInBitRate() {
        assertThat(CODECS.formats()).extracting(PayloadFormat::encoding).containsExactly("opus", "PCMU", "PCMA");
        assertThat(opus()).isEqualTo(new PayloadFormat(96, "opus", 48_000, 2, "minptime=10;useinbandfec=1;cbr=1"));
        assertThat(CODECS.formats()).extracting(PayloadFormat::payloadType).containsExactly(96, 0, 8);
    }

    @Test
    void withoutLibopusThereIsG711() {
        VoiceCodecs codecs = new NativeVoiceCodecs(Optional.empty());

        assertThat(codecs.formats()).extracting(PayloadFormat::encoding).containsExactly("PCMU", "PCMA");
        assertThat(codecs.supports(opus())).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> codecs.encoder(opus()));
        assertThatIllegalArgumentException().isThrownBy(() -> codecs.decoder(opus()));
    }

    @Test
    void peersMayNumberAndSpellFormatsAsTheyLike() {
        assertThat(CODECS.supports(new PayloadFormat(111, "OPUS", 48_000, 2, "")))
                .isTrue();
        assertThat(CODECS.supports(new PayloadFormat(0, "pcmu", 8_000, 1, ""))).isTrue();
        assertThat(CODECS.supports(new PayloadFormat(0, "PCMU", 16_000, 1, ""))).isFalse();
        assertThat(CODECS.supports(new PayloadFormat(9, "G722", 8_000, 1, ""))).isFalse();
        assertThat(CODECS.supports(new PayloadFormat(101, "telephone-event", 48_000, 1, "")))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void speechComesThrough(PayloadFormat format) {
        short[] said = Voice.speechLike(48_000 * 2);
        short[] heard = new short[said.length];
        try (VoiceEncoder encoder = CODECS.encoder(format);
                VoiceDecoder decoder = CODECS.decoder(format)) {
            byte[] payload = new byte[VoiceCodecs.MAX_PAYLOAD + 5];
            short[] pcm = new short[VoiceCodecs.MAX_FRAME_SAMPLES];
            for (int at = 0; at < said.length; at += FRAME) {
                int length = encoder.encode(Arrays.copyOfRange(said, at, at + FRAME), payload, 5);
                assertThat(decoder.samples(payload, 5, length)).isEqualTo(FRAME);
                assertThat(decoder.decode(payload, 5, length, pcm)).isEqualTo(FRAME);
                System.arraycopy(pcm, 0, heard, at, FRAME);
            }
        }

        int delay = Voice.delay(said, heard, 960);
        assertThat(delay).as("samples of delay").isBetween(200, 480);
        assertThat(Voice.correlation(said, heard, delay, 9_600, said.length - 960))
                .isGreaterThan(0.9);
    }

    /** RFC 6562 §3: lengths that follow what is said give it away. */
    @ParameterizedTest
    @MethodSource("formats")
    void allPayloadsHaveOneLength(PayloadFormat format) {
        short[] said = Voice.speechLike(48_000 * 2);
        Arrays.fill(said, 48_000, 48_000 * 3 / 2, (short) 0);
        Set<Integer> lengths = new HashSet<>();
        try (VoiceEncoder encoder = CODECS.encoder(format)) {
            byte[] payload = new byte[VoiceCodecs.MAX_PAYLOAD];
            for (int at = 0; at < said.length; at += FRAME) {
                encoder.expectLoss(at / 960 % 30);
                lengths.add(encoder.encode(Arrays.copyOfRange(said, at, at + FRAME), payload, 0));
            }
        }
        assertThat(lengths).hasSize(1).containsAnyOf(80, 160);
    }

    @Test
    void peersLimitOfTheBitRateIsKept() {
        PayloadFormat narrow =
                new PayloadFormat(96, "opus", 48_000, 2, "maxaveragebitrate=16000; maxplaybackrate=8000");
        try (VoiceEncoder encoder = CODECS.encoder(narrow)) {
            byte[] payload = new byte[VoiceCodecs.MAX_PAYLOAD];
            short[] said = Voice.speechLike(FRAME);
            assertThat(encoder.encode(said, payload, 0)).isEqualTo(40);
            // RFC 6716 §3.1: configurations 0 to 3, and 16 to 19 of CELT, are narrowband.
            assertThat((payload[0] >> 3) & 0x1f).isIn(0, 1, 2, 3, 16, 17, 18, 19);
        }
    }

    @Test
    void redundancyBringsBackALostFrameBetterThanConcealment() {
        short[] said = Voice.speechLike(48_000 * 4);
        short[] whole = new short[said.length];
        short[] concealed = new short[said.length];
        short[] recovered = new short[said.length];
        byte[][] payloads = new byte[said.length / FRAME][];
        try (VoiceEncoder encoder = CODECS.encoder(opus())) {
            encoder.expectLoss(20);
            byte[] payload = new byte[VoiceCodecs.MAX_PAYLOAD];
            for (int i = 0; i < payloads.length; i++) {
                payloads[i] = Arrays.copyOf(
                        payload, encoder.encode(Arrays.copyOfRange(said, i * FRAME, (i + 1) * FRAME), payload, 0));
            }
        }
        int redundant = 0;
        try (VoiceDecoder all = CODECS.decoder(opus());
                VoiceDecoder concealing = CODECS.decoder(opus());
                VoiceDecoder recovering = CODECS.decoder(opus())) {
            short[] pcm = new short[VoiceCodecs.MAX_FRAME_SAMPLES];
            for (int i = 0; i < payloads.length; i++) {
                int at = i * FRAME;
                all.decode(payloads[i], 0, payloads[i].length, pcm);
                System.arraycopy(pcm, 0, whole, at, FRAME);
                if (i % 5 != 3) {
                    concealing.decode(payloads[i], 0, payloads[i].length, pcm);
                    System.arraycopy(pcm, 0, concealed, at, FRAME);
                    recovering.decode(payloads[i], 0, payloads[i].length, pcm);
                    System.arraycopy(pcm, 0, recovered, at, FRAME);
                    continue;
                }
                concealing.conceal(pcm, FRAME);
                System.arraycopy(pcm, 0, concealed, at, FRAME);
                byte[] next = i + 1 < payloads.length ? payloads[i + 1] : new byte[0];
                int made = recovering.recover(next, 0, next.length, pcm, FRAME);
                if (made > 0) {
                    redundant++;
                    assertThat(made).isEqualTo(FRAME);
                } else {
                    recovering.conceal(pcm, FRAME);
                }
                System.arraycopy(pcm, 0, recovered, at, FRAME);
            }
        }

        assertThat(redundant).as("lost frames whose next packet had a copy").isGreaterThan(payloads.length / 5 / 2);
        double byConcealment = error(whole, concealed);
        double byRedundancy = error(whole, recovered);
        assertThat(byRedundancy).isLessThan(byConcealment / 2);
    }

    private static double error(short[] expected, short[] actual) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.pow(expected[i] - actual[i], 2);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void lossOfASingleFrameIsHardlyHeard(PayloadFormat format) {
        short[] said = Voice.tone(400, 48_000);
        short[] heard = new short[said.length];
        try (VoiceEncoder encoder = CODECS.encoder(format);
                VoiceDecoder decoder = CODECS.decoder(format)) {
            byte[] payload = new byte[VoiceCodecs.MAX_PAYLOAD];
            short[] pcm = new short[VoiceCodecs.MAX_FRAME_SAMPLES];
            for (int at = 0; at < said.length; at += FRAME) {
                int length = encoder.encode(Arrays.copyOfRange(said, at, at + FRAME), payload, 0);
                if (at == FRAME * 30) {
                    decoder.conceal(pcm, FRAME);
                } else {
                    decoder.decode(payload, 0, length, pcm);
                }
                System.arraycopy(pcm, 0, heard, at, FRAME);
            }
        }
        int delay = Voice.delay(said, heard, 960);
        assertThat(Voice.correlation(said, heard, delay, FRAME * 29, FRAME * 32))
                .isGreaterThan(0.9);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void longLossFadesToSilenceAndEnds(PayloadFormat format) {
        short[] said = Voice.tone(400, 48_000);
        try (VoiceEncoder encoder = CODECS.encoder(format);
                VoiceDecoder decoder = CODECS.decoder(format)) {
            byte[] payload = new byte[VoiceCodecs.MAX_PAYLOAD];
            short[] pcm = new short[VoiceCodecs.MAX_FRAME_SAMPLES];
            int length = 0;
            for (int at = 0; at < said.length; at += FRAME) {
                length = encoder.encode(Arrays.copyOfRange(said, at, at + FRAME), payload, 0);
                decoder.decode(payload, 0, length, pcm);
            }
            for (int i = 0; i < 25; i++) {
                decoder.conceal(pcm, FRAME);
            }
            assertThat(loudest(pcm, FRAME)).isLessThan(2_000);
            decoder.conceal(pcm, VoiceCodecs.MAX_FRAME_SAMPLES);
            decoder.decode(payload, 0, length, pcm);
            decoder.decode(payload, 0, length, pcm);
            assertThat(loudest(pcm, FRAME)).isGreaterThan(4_000);
        }
    }

    private static int loudest(short[] pcm, int samples) {
        int loudest = 0;
        for (int i = 0; i < samples; i++) {
            loudest = Math.max(loudest, Math.abs(pcm[i]));
        }
        return loudest;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void firstThingHeardMayBeALoss(PayloadFormat format) {
        try (VoiceDecoder decoder = CODECS.decoder(format)) {
            short[] pcm = new short[VoiceCodecs.MAX_FRAME_SAMPLES];
            Arrays.fill(pcm, (short) 5_000);
            decoder.conceal(pcm, 480);
            assertThat(loudest(pcm, 480)).isZero();
            assertThat(pcm[480]).isEqualTo((short) 5_000);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void payloadBufferThatIsTooSmallIsRefused(PayloadFormat format) {
        try (VoiceEncoder encoder = CODECS.encoder(format)) {
            short[] frame = new short[FRAME];
            assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(frame, new byte[1_274], 0));
            assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(frame, new byte[1_280], 6));
            assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(new short[480], new byte[1_275], 0));
        }
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterwardsIsRefused() {
        VoiceEncoder encoder = CODECS.encoder(opus());
        encoder.close();
        encoder.close();
        VoiceDecoder decoder = CODECS.decoder(opus());
        decoder.close();
        decoder.close();

        assertThatIllegalStateException().isThrownBy(() -> encoder.encode(new short[FRAME], new byte[1_275], 0));
        assertThatIllegalStateException().isThrownBy(() -> decoder.conceal(new short[FRAME], FRAME));
    }
}
