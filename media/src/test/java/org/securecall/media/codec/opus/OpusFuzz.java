// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import java.nio.charset.StandardCharsets;

/** What a payload of Opus says of itself, and the parameters of its SDP: a fuzz target. The decoder itself is libopus. */
public final class OpusFuzz {

    /** 120 ms at 48 kHz. */
    private static final int MOST_SAMPLES = 5760;

    private OpusFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            int samples = OpusPayload.samples(data, 0, data.length);
            if (samples > MOST_SAMPLES) {
                throw new IllegalStateException("More than 120 ms in a packet");
            }
            OpusPayload.hasRedundancy(data, 0, data.length);
        }
        OpusParameters.parse(new String(data, StandardCharsets.ISO_8859_1));
    }
}
