// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

/**
 * Where a log ends. Kept apart from the entries, it shows when entries were cut off the end.
 *
 * @param count of entries, from 0
 * @param hash of the last entry; {@link LogHash#START} for an empty log
 */
public record KeyLogHead(long count, LogHash hash) {

    public static final KeyLogHead EMPTY = new KeyLogHead(0, LogHash.START);

    /** Of {@link #encode}. */
    public static final int ENCODED_BYTES = 8 + LogHash.BYTES;

    /** @throws IllegalArgumentException when the count is negative, or an empty log has a hash */
    public KeyLogHead {
        if (count < 0 || (count == 0 && !hash.equals(LogHash.START))) {
            throw new IllegalArgumentException("A head has a count from 0 on, and no hash at 0");
        }
    }

    /** Count (8 octets, big-endian) and hash (32). */
    public byte[] encode() {
        return new FieldWriter().int64(count).raw(hash.bytes()).toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws KeyLogException when it is anything else
     */
    public static KeyLogHead decode(byte[] encoded) throws KeyLogException {
        FieldReader in = new FieldReader(encoded);
        KeyLogHead head = read(in);
        in.requireEnd();
        return head;
    }

    static KeyLogHead read(FieldReader in) throws KeyLogException {
        try {
            return new KeyLogHead(in.int64(), LogHash.of(in.raw(LogHash.BYTES)));
        } catch (IllegalArgumentException e) {
            throw new KeyLogException("The head of the log is damaged", e);
        }
    }
}
