// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import java.util.List;
import org.securecall.media.api.PayloadFormat;

/** The voice formats of this telephone. Thread-safe; what it makes is not. */
public interface VoiceCodecs {

    /** 20 ms at 48 kHz. */
    int FRAME_SAMPLES = 960;

    /** The longest a payload may last: 120 ms (RFC 6716 §2.1.4). */
    int MAX_FRAME_SAMPLES = 5760;

    /** The longest payload of one frame, in bytes (RFC 6716 §3.2.1). */
    int MAX_PAYLOAD = 1275;

    /** What can be received, best first, with this side's payload types; without telephone-event. */
    List<PayloadFormat> formats();

    /** Whether a format that the peer named can be sent and received here. */
    boolean supports(PayloadFormat format);

    /** @throws IllegalArgumentException when the format is not supported */
    VoiceEncoder encoder(PayloadFormat format);

    /** @throws IllegalArgumentException when the format is not supported */
    VoiceDecoder decoder(PayloadFormat format);
}
