// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of a record, small numbers and short texts in few octets. */
final class RecordWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(160);

    /** @param value 0 to 255 */
    void octet(int value) {
        out.write(value);
    }

    /** Seven bits an octet, the lowest first; the sign in the lowest bit of all, so that small negative numbers are short too. */
    void number(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    private void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Its bits (IEEE 754, double), the highest first. */
    void real(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (bits >>> shift));
        }
    }

    /** Its length in octets, and UTF-8. */
    void text(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        unsigned(octets.length);
        out.writeBytes(octets);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
