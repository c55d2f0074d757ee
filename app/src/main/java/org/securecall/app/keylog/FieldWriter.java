// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes fields one after the other: numbers big-endian, texts in UTF-8 after their length in two octets. */
final class FieldWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    FieldWriter octet(int value) {
        out.write(value);
        return this;
    }

    FieldWriter int32(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    FieldWriter int64(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    FieldWriter raw(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    /** @param octets at most 65535 */
    FieldWriter counted(byte[] octets) {
        out.write(octets.length >> 8);
        out.write(octets.length);
        return raw(octets);
    }

    FieldWriter text(String text) {
        return counted(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
