// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import org.securecall.app.identity.PlainText;

/** Reads what {@link FieldWriter} wrote, and nothing else. */
final class FieldReader {

    private final ByteBuffer in;

    FieldReader(byte[] octets) {
        in = ByteBuffer.wrap(octets);
    }

    int octet() throws KeyLogException {
        return raw(1)[0] & 0xff;
    }

    int int32() throws KeyLogException {
        return ByteBuffer.wrap(raw(Integer.BYTES)).getInt();
    }

    long int64() throws KeyLogException {
        return ByteBuffer.wrap(raw(Long.BYTES)).getLong();
    }

    byte[] raw(int length) throws KeyLogException {
        if (length > in.remaining()) {
            throw new KeyLogException("The entry ends too early");
        }
        byte[] octets = new byte[length];
        in.get(octets);
        return octets;
    }

    byte[] counted() throws KeyLogException {
        int high = octet();
        return raw(high << 8 | octet());
    }

    String text() throws KeyLogException {
        try {
            String text = PlainText.decode(counted());
            if (PlainText.isPlain(text, KeyLogNote.MOST_OCTETS)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            throw new KeyLogException("A text in the entry is not UTF-8", e);
        }
        throw new KeyLogException("A text in the entry is too long, or is not plain");
    }

    Instant time() throws KeyLogException {
        long milliseconds = int64();
        if (milliseconds < 0 || milliseconds > KeyLogNote.LAST_MILLISECOND) {
            throw new KeyLogException("The time of the entry is out of range");
        }
        return Instant.ofEpochMilli(milliseconds);
    }

    void requireVersion(int version) throws KeyLogException {
        if (octet() != version) {
            throw new KeyLogException("The entry is from another version of the program");
        }
    }

    void requireEnd() throws KeyLogException {
        if (in.hasRemaining()) {
            throw new KeyLogException("Something follows the entry");
        }
    }
}
