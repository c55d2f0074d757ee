// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link RecordWriter} wrote, and nothing else. */
final class RecordReader {

    private static final char REPLACEMENT = '\uFFFD';

    private final ByteBuffer in;

    /** @param bytes not changed while they are read */
    RecordReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    int octet() throws DamagedPastCallException {
        need(1);
        return in.get() & 0xff;
    }

    long number() throws DamagedPastCallException {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    private long unsigned() throws DamagedPastCallException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = octet();
            // Of the tenth octet a single bit is left, and a last octet of nothing would be a longer form of the same
            // number.
            if ((shift == 63 && next > 1) || (shift > 0 && next == 0)) {
                throw new DamagedPastCallException("A number that is not in its one form");
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    double real() throws DamagedPastCallException {
        need(Double.BYTES);
        return in.getDouble();
    }

    String text() throws DamagedPastCallException {
        long length = unsigned();
        if (length < 0 || length > in.remaining()) {
            throw ended();
        }
        int start = in.position();
        in.position(start + (int) length);
        String text = new String(in.array(), start, (int) length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(in.slice(start, (int) length));
        }
        return text;
    }

    /** The quick way reads what is wrong as a replacement character, which may as well be there by right. */
    private static void requireUtf8(ByteBuffer octets) throws DamagedPastCallException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets);
        } catch (CharacterCodingException e) {
            throw new DamagedPastCallException("A text that is not UTF-8");
        }
    }

    /** Everything was read. */
    void end() throws DamagedPastCallException {
        if (in.hasRemaining()) {
            throw new DamagedPastCallException("More bytes than a past call has");
        }
    }

    private void need(int octets) throws DamagedPastCallException {
        if (in.remaining() < octets) {
            throw ended();
        }
    }

    private static DamagedPastCallException ended() {
        return new DamagedPastCallException("A past call that breaks off");
    }
}
