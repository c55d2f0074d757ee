// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.api.Zid;

/**
 * One entry of the log, in two canonical encodings. Numbers are big-endian, texts are UTF-8 after their length in two octets.
 *
 * <p>{@link #encode} is what is stored and read back:
 *
 * <pre>
 * version 1 (1 octet) | number (8) | milliseconds since 1970 (8) | kind (1) | software (text) | algorithms (text)
 * | blinding (16) | address (text) | ZID (2 octets length, 0 or 12 octets) | change (text) | confirmed by (text)
 * </pre>
 *
 * <p>{@link #chained} is what the hash of the log is over. It begins in the same way; in place of what names people stand four
 * commitments, so that a redacted export can be checked as well as the log itself:
 *
 * <pre>
 * version … algorithms | commitment 1 (32) | commitment 2 (32) | commitment 3 (32) | commitment 4 (32)
 * commitment n = HMAC-SHA-256(blinding, n (1 octet) || value)      1 address, 2 ZID, 3 change, 4 confirmed by
 * </pre>
 *
 * <p>The blinding is random for each entry: without it nobody can try addresses on a commitment.
 *
 * @param number 1 for the first entry
 * @param blinding 32 hexadecimal digits in lower case
 */
public record KeyLogEntry(long number, KeyLogNote note, String blinding) {

    static final int COMMITMENTS_BYTES = 4 * 32;

    private static final int BLINDING_BYTES = 16;

    /** @throws IllegalArgumentException when the number or the blinding is out of range */
    public KeyLogEntry {
        if (number < 1 || !blinding.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("An entry has a number from 1 on, and 16 octets of blinding");
        }
    }

    static KeyLogEntry of(long number, KeyLogNote note, SecureRandom random) {
        byte[] blinding = new byte[BLINDING_BYTES];
        random.nextBytes(blinding);
        return new KeyLogEntry(number, note, HexFormat.of().formatHex(blinding));
    }

    private OpenFields open() {
        return new OpenFields(number, note.time(), note.kind(), note.software(), note.algorithms());
    }

    public byte[] encode() {
        return open().write()
                .raw(HexFormat.of().parseHex(blinding))
                .text(note.address())
                .counted(zid())
                .text(note.change())
                .text(note.confirmedBy())
                .toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws KeyLogException when it is anything else
     */
    public static KeyLogEntry decode(byte[] encoded) throws KeyLogException {
        FieldReader in = new FieldReader(encoded);
        OpenFields open = OpenFields.read(in);
        String blinding = HexFormat.of().formatHex(in.raw(BLINDING_BYTES));
        String address = in.text();
        Optional<Zid> zid = zid(in.counted());
        String change = in.text();
        String confirmedBy = in.text();
        in.requireEnd();
        KeyLogNote note = new KeyLogNote(
                open.time(), open.kind(), address, zid, open.software(), open.algorithms(), change, confirmedBy);
        return new KeyLogEntry(open.number(), note, blinding);
    }

    private static Optional<Zid> zid(byte[] octets) throws KeyLogException {
        if (octets.length != 0 && octets.length != Zid.BYTES) {
            throw new KeyLogException("The ZID in the entry has another length");
        }
        return octets.length == 0 ? Optional.empty() : Optional.of(Zid.of(octets));
    }

    private byte[] zid() {
        return note.zid().map(Zid::bytes).orElseGet(() -> new byte[0]);
    }

    byte[] chained() {
        return open().write().raw(commitments()).toBytes();
    }

    byte[] commitments() {
        List<byte[]> values = List.of(utf8(note.address()), zid(), utf8(note.change()), utf8(note.confirmedBy()));
        FieldWriter commitments = new FieldWriter();
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(HexFormat.of().parseHex(blinding), "HmacSHA256"));
            for (int i = 0; i < values.size(); i++) {
                hmac.update((byte) (i + 1));
                commitments.raw(hmac.doFinal(values.get(i)));
            }
            return commitments.toBytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks HMAC-SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link KeyLogNote#toString}: without the blinding. */
    @Override
    public String toString() {
        return "KeyLogEntry[" + number + " " + note + "]";
    }
}
