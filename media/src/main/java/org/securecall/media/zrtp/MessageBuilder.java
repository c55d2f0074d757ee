// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts messages together: preamble, length in words, type, fields, and for some a MAC over all of that (RFC 6189 §5). */
final class MessageBuilder {

    static final int PREAMBLE = 0x505a;

    /** Octets of preamble, length and type. */
    static final int HEADER = 12;

    static final int MAC = 8;

    private final ByteBuffer buffer;

    /**
     * @param type eight characters, blanks included
     * @param words length of the whole message
     */
    MessageBuilder(String type, int words) {
        buffer = ByteBuffer.allocate(4 * words);
        buffer.putShort((short) PREAMBLE).putShort((short) words);
        text(type, 8);
    }

    MessageBuilder octets(Octets octets) {
        octets.putTo(buffer);
        return this;
    }

    MessageBuilder bytes(byte[] bytes) {
        buffer.put(bytes);
        return this;
    }

    MessageBuilder word(int word) {
        buffer.putInt(word);
        return this;
    }

    /** Exactly {@code width} octets, filled up with blanks. */
    MessageBuilder text(String text, int width) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < width; i++) {
            buffer.put(i < ascii.length ? ascii[i] : (byte) ' ');
        }
        return this;
    }

    /** Ends the message with the 64-bit MAC over all before it, keyed by a member of the hash chain (§8.1.1). */
    Octets sealWith(Octets key) {
        byte[] message = buffer.array();
        byte[] covered = new byte[message.length - MAC];
        System.arraycopy(message, 0, covered, 0, covered.length);
        HashAlgorithm.IMPLICIT.mac64(key.toArray(), covered).putTo(buffer);
        return end();
    }

    Octets end() {
        if (buffer.hasRemaining()) {
            throw new IllegalStateException(buffer.remaining() + " octets of the message were not written");
        }
        return Octets.owning(buffer.array());
    }

    /** Whether the last 64 bits of {@code message} are the MAC that {@code key} gives (§8.1.1). */
    static boolean isSealedWith(Octets key, Octets message) {
        int covered = message.length() - MAC;
        return HashAlgorithm.IMPLICIT
                .mac64(key.toArray(), message.first(covered).toArray())
                .equals(message.slice(covered, message.length()));
    }
}
