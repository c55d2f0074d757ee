// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.codec.VoiceEncoder;

/**
 * Every payload of a call has the same length: what is said must not show in the lengths of encrypted packets (RFC 6562 §3).
 *
 * <p>The monitor is never waited for, as one thread alone uses an encoder: it is there because a close from elsewhere, though
 * wrong, must not free memory that libopus is working on.
 */
final class OpusEncoder implements VoiceEncoder {

    private static final int SAMPLE_RATE = 48_000;
    private static final int BITRATE = 32_000;
    private static final int COMPLEXITY = 9;

    /** Until the peer's reports say otherwise: redundancy for the loss of a fair wireless network. */
    private static final int FIRST_EXPECTED_LOSS = 5;

    private final LibOpus.Control control;
    private final Memory pcm = new Memory(VoiceCodecs.FRAME_SAMPLES * 2L);
    private final Memory payload = new Memory(VoiceCodecs.MAX_PAYLOAD);
    private @Nullable Pointer encoder;
    private int expectedLoss = -1;

    OpusEncoder(LibOpus.Control control, OpusParameters peer) {
        this.control = control;
        this.encoder = LibOpus.opus_encoder_create(SAMPLE_RATE, 1, LibOpus.APPLICATION_VOIP, null);
        if (encoder == null) {
            throw new IllegalStateException("libopus made no encoder");
        }
        set(LibOpus.SET_BITRATE, Math.min(BITRATE, peer.maxAverageBitrate()));
        set(LibOpus.SET_MAX_BANDWIDTH, peer.maxBandwidth());
        set(LibOpus.SET_VBR, 0);
        set(LibOpus.SET_DTX, 0);
        set(LibOpus.SET_COMPLEXITY, COMPLEXITY);
        set(LibOpus.SET_INBAND_FEC, peer.inBandFec() ? 1 : 0);
        expectLoss(FIRST_EXPECTED_LOSS);
    }

    private void set(int request, int value) {
        int result = control.opus_encoder_ctl(open(), request, value);
        if (result != LibOpus.OK) {
            throw new IllegalStateException("libopus refused request " + request + " with " + result);
        }
    }

    private Pointer open() {
        if (encoder == null) {
            throw new IllegalStateException("The encoder was closed");
        }
        return encoder;
    }

    @Override
    public synchronized int encode(short[] samples, byte[] out, int offset) {
        if (out.length - offset < VoiceCodecs.MAX_PAYLOAD || samples.length < VoiceCodecs.FRAME_SAMPLES) {
            throw new IllegalArgumentException("A frame has 960 samples and its payload needs room for 1275 bytes");
        }
        Pointer used = open();
        pcm.write(0, samples, 0, VoiceCodecs.FRAME_SAMPLES);
        int length = LibOpus.opus_encode(used, pcm, VoiceCodecs.FRAME_SAMPLES, payload, VoiceCodecs.MAX_PAYLOAD);
        if (length <= 0) {
            throw new IllegalStateException("libopus could not encode a frame: " + length);
        }
        payload.read(0, out, offset, length);
        return length;
    }

    @Override
    public synchronized void expectLoss(int percent) {
        int clamped = Math.clamp(percent, 0, 100);
        if (clamped != expectedLoss) {
            expectedLoss = clamped;
            set(LibOpus.SET_PACKET_LOSS_PERC, clamped);
        }
    }

    @Override
    public synchronized void close() {
        if (encoder != null) {
            LibOpus.opus_encoder_destroy(encoder);
            encoder = null;
        }
    }
}
