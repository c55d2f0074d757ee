// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** The fields of a record, one after the other, as {@link RecordIn} reads them. What it leaves behind is wiped. */
final class RecordOut implements AutoCloseable {

    private byte[] bytes = new byte[256];
    private int length;

    /** @param version of what follows, 1 to 127 */
    RecordOut(int version) {
        room(1);
        bytes[length++] = (byte) version;
    }

    RecordOut bytes(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    RecordOut text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    RecordOut flag(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    RecordOut number(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(length, value);
        length += Long.BYTES;
        return this;
    }

    RecordOut time(Instant value) {
        return number(value.toEpochMilli());
    }

    RecordOut optionalBytes(Optional<byte[]> value) {
        flag(value.isPresent());
        value.ifPresent(this::bytes);
        return this;
    }

    RecordOut optionalText(Optional<String> value) {
        flag(value.isPresent());
        value.ifPresent(this::text);
        return this;
    }

    RecordOut optionalTime(Optional<Instant> value) {
        flag(value.isPresent());
        value.ifPresent(this::time);
        return this;
    }

    RecordOut texts(Collection<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    int length() {
        return length;
    }

    /** The caller owns it. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            byte[] larger = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            Arrays.fill(bytes, (byte) 0);
            bytes = larger;
        }
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }
}
