// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code opus.h} that are called for every frame, bound once by {@link OpusLibrary}. Mapped directly and with
 * pointers and numbers alone, a call allocates nothing.
 */
final class LibOpus {

    static final int OK = 0;
    static final int APPLICATION_VOIP = 2048;

    static final int SET_BITRATE = 4002;
    static final int SET_MAX_BANDWIDTH = 4004;
    static final int SET_VBR = 4006;
    static final int SET_COMPLEXITY = 4010;
    static final int SET_INBAND_FEC = 4012;
    static final int SET_PACKET_LOSS_PERC = 4014;
    static final int SET_DTX = 4016;

    static final int BANDWIDTH_NARROWBAND = 1101;
    static final int BANDWIDTH_MEDIUMBAND = 1102;
    static final int BANDWIDTH_WIDEBAND = 1103;
    static final int BANDWIDTH_SUPERWIDEBAND = 1104;
    static final int BANDWIDTH_FULLBAND = 1105;

    private LibOpus() {}

    static native @Nullable Pointer opus_encoder_create(
            int rate, int channels, int application, @Nullable Pointer error);

    static native int opus_encode(Pointer encoder, Pointer pcm, int samples, Pointer data, int room);

    static native void opus_encoder_destroy(Pointer encoder);

    static native @Nullable Pointer opus_decoder_create(int rate, int channels, @Nullable Pointer error);

    static native int opus_decode(
            Pointer decoder, @Nullable Pointer data, int length, Pointer pcm, int samples, int forwardErrorCorrection);

    static native void opus_decoder_destroy(Pointer decoder);

    /** Takes a variable number of arguments in C, which some platforms pass differently: direct mapping cannot. */
    interface Control extends Library {

        int opus_encoder_ctl(Pointer encoder, int request, Object... value);
    }
}
