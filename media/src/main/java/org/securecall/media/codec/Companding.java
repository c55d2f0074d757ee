// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

/** The two laws of ITU-T G.711, with samples scaled to 16 bit. */
enum Companding {
    MU_LAW {
        @Override
        byte encode(int sample) {
            // 14 bit; a negative number by its complement, so that both halves have as many steps.
            int magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + BIAS, 0x1fff);
            int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
            int step = (magnitude >> (segment + 1)) & 0x0f;
            return (byte) ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step);
        }

        @Override
        short decode(byte octet) {
            int bits = ~octet & 0xff;
            int magnitude = ((((bits & 0x0f) << 1) + BIAS) << ((bits >> 4) & 7)) - BIAS;
            return (short) (4 * ((bits & 0x80) != 0 ? -magnitude : magnitude));
        }
    },

    A_LAW {
        @Override
        byte encode(int sample) {
            // 12 bit and the sign.
            int magnitude = (sample < 0 ? ~sample : sample) >> 4;
            int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
            int step = (segment < 2 ? magnitude : magnitude >> (segment - 1)) & 0x0f;
            return (byte) (((sample < 0 ? 0 : 0x80) | (segment << 4) | step) ^ 0x55);
        }

        @Override
        short decode(byte octet) {
            int bits = octet ^ 0x55;
            int segment = (bits >> 4) & 7;
            int step = ((bits & 0x0f) << 4) + 8;
            int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
            return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
        }
    };

    private static final int BIAS = 33;

    /** From a sample of 16 bit. */
    abstract byte encode(int sample);

    /** Gives a sample of 16 bit. */
    abstract short decode(byte octet);
}
