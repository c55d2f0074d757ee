// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An entry with pseudonyms in place of what names people. Everything that the chain covers is there, so that it can be checked;
 * that the pseudonyms are the right ones, only the signature of the export says.
 *
 * <pre>
 * as chained (see {@link KeyLogEntry}) | contact (text) | key (text) | confirmer (text) | hash (32 octets)
 * </pre>
 *
 * @param contact {@code person-} and eight letters or digits, or empty; the same for each entry of the same address
 * @param key likewise, {@code key-}
 * @param confirmer likewise, {@code own-}
 * @param commitments 256 hexadecimal digits
 */
public record RedactedEntry(
        long number,
        Instant time,
        KeyLogKind kind,
        String software,
        String algorithms,
        String contact,
        String key,
        String confirmer,
        String commitments,
        LogHash hash)
        implements ChainedEntry {

    private static final Pattern PSEUDONYM = Pattern.compile("(?:(?:person|key|own)-[a-z2-7]{8})?");

    static RedactedEntry of(LoggedEntry logged, Pseudonyms pseudonyms) {
        return new RedactedEntry(
                logged.number(),
                logged.time(),
                logged.kind(),
                logged.software(),
                logged.algorithms(),
                pseudonyms.person(logged.contact()),
                pseudonyms.key(logged.key()),
                pseudonyms.own(logged.confirmer()),
                HexFormat.of().formatHex(logged.entry().commitments()),
                logged.hash());
    }

    byte[] encode() {
        return new FieldWriter()
                .raw(chained())
                .text(contact)
                .text(key)
                .text(confirmer)
                .raw(hash.bytes())
                .toBytes();
    }

    static RedactedEntry decode(byte[] encoded) throws KeyLogException {
        FieldReader in = new FieldReader(encoded);
        OpenFields open = OpenFields.read(in);
        String commitments = HexFormat.of().formatHex(in.raw(KeyLogEntry.COMMITMENTS_BYTES));
        RedactedEntry entry = new RedactedEntry(
                open.number(),
                open.time(),
                open.kind(),
                open.software(),
                open.algorithms(),
                pseudonym(in),
                pseudonym(in),
                pseudonym(in),
                commitments,
                LogHash.of(in.raw(LogHash.BYTES)));
        in.requireEnd();
        return entry;
    }

    private static String pseudonym(FieldReader in) throws KeyLogException {
        String text = in.text();
        if (!PSEUDONYM.matcher(text).matches()) {
            throw new KeyLogException("A pseudonym in the entry is not one");
        }
        return text;
    }

    @Override
    public String change() {
        return "";
    }

    @Override
    public byte[] chained() {
        return new OpenFields(number, time, kind, software, algorithms)
                .write()
                .raw(HexFormat.of().parseHex(commitments))
                .toBytes();
    }
}
