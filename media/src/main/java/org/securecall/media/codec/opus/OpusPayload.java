// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import org.securecall.media.codec.VoiceCodecs;

/** What the first bytes of an Opus packet say, read without decoding it (RFC 6716 §3). Takes any bytes. */
final class OpusPayload {

    private OpusPayload() {}

    /** @return how many samples at 48 kHz it holds, 120 to 5760; -1 when it breaks RFC 6716 §3.4 in what can be seen here */
    static int samples(byte[] packet, int offset, int length) {
        if (length < 1) {
            return -1;
        }
        int frames = frames(packet, offset, length);
        int samples = frames * frameSamples(packet[offset]);
        return frames < 1 || samples > VoiceCodecs.MAX_FRAME_SAMPLES ? -1 : samples;
    }

    /** RFC 6716 §3.2: the code in the two low bits, or the count in the byte after it. */
    private static int frames(byte[] packet, int offset, int length) {
        return switch (packet[offset] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> length < 2 ? -1 : packet[offset + 1] & 0x3f;
        };
    }

    /** RFC 6716 §3.1, table 2. */
    private static int frameSamples(byte toc) {
        int config = (toc >> 3) & 0x1f;
        if (config < 12) {
            return (config & 3) == 3 ? 2880 : 480 << (config & 3);
        } else if (config < 16) {
            return 480 << (config & 1);
        }
        return 120 << (config & 3);
    }

    /**
     * Whether it carries a coarse copy of the frame before it. The flags are the first bits of the SILK layer, of even
     * probability, and so can be read off the first byte of the first frame: for each channel a voice activity flag of every 20
     * ms, then the flag of the copy (RFC 6716 §4.2.3). CELT has no such layer.
     */
    static boolean hasRedundancy(byte[] packet, int offset, int length) {
        if (samples(packet, offset, length) < 0) {
            return false;
        }
        int config = (packet[offset] >> 3) & 0x1f;
        int first = firstFrame(packet, offset, length);
        if (config >= 16 || first < 0) {
            return false;
        }
        int parts = Math.max(1, frameSamples(packet[offset]) / 960);
        boolean stereo = (packet[offset] & 4) != 0;
        boolean mid = ((packet[first] >> (7 - parts)) & 1) != 0;
        boolean side = stereo && ((packet[first] >> (6 - 2 * parts)) & 1) != 0;
        return mid || side;
    }

    /** @return where the first frame's first byte is; -1 when there is none */
    private static int firstFrame(byte[] packet, int offset, int length) {
        int end = offset + length;
        int at = offset + 1;
        int code = packet[offset] & 3;
        if (code == 2) {
            return firstOfUnequal(packet, at, end, 1);
        }
        if (code == 3) {
            int count = packet[at];
            at++;
            if ((count & 0x40) != 0) {
                // RFC 6716 §3.2.5: each 255 stands for 254 bytes of padding and says that another length follows.
                while (at < end && packet[at] == (byte) 0xff) {
                    at++;
                }
                at++;
            }
            if ((count & 0x80) != 0) {
                return firstOfUnequal(packet, at, end, (count & 0x3f) - 1);
            }
        }
        return at < end ? at : -1;
    }

    /** Skips the lengths of all frames but the last; the first of them must not be 0, or the first frame has no byte. */
    private static int firstOfUnequal(byte[] packet, int start, int end, int lengths) {
        int at = start;
        for (int i = 0; i < lengths; i++) {
            if (at >= end || (i == 0 && packet[at] == 0)) {
                return -1;
            }
            // RFC 6716 §3.2.1: from 252 on a length has a second byte.
            at += (packet[at] & 0xff) >= 252 ? 2 : 1;
        }
        return at < end ? at : -1;
    }
}
