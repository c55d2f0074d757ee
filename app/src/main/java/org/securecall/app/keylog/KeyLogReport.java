// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.IdentityKey;

/**
 * What an export holds, and its part for machines:
 *
 * <pre>
 * version 1 (1 octet) | redacted 0 or 1 (1) | exported, milliseconds since 1970 (8) | signer's public key (32)
 * | head: count (8), hash (32) | number of entries (4) | for each its length (2) and the entry
 * </pre>
 *
 * @param head as it was kept beside the log
 * @param entries {@link LoggedEntry} throughout, or {@link RedactedEntry} throughout
 */
public record KeyLogReport(
        boolean redacted, Instant exported, IdentityKey signer, KeyLogHead head, List<ChainedEntry> entries) {

    private static final int VERSION = 1;

    public KeyLogReport {
        entries = List.copyOf(entries);
    }

    /** Whether the log was whole when it was exported. */
    public KeyLogCheck check() {
        return KeyLog.check(entries, head);
    }

    byte[] encode() {
        FieldWriter out = new FieldWriter()
                .octet(VERSION)
                .octet(redacted ? 1 : 0)
                .int64(exported.toEpochMilli())
                .raw(signer.bytes())
                .raw(head.encode())
                .int32(entries.size());
        for (ChainedEntry entry : entries) {
            out.counted(
                    switch (entry) {
                        case LoggedEntry logged -> logged.encode();
                        case RedactedEntry withheld -> withheld.encode();
                    });
        }
        return out.toBytes();
    }

    static KeyLogReport decode(byte[] encoded) throws KeyLogException {
        FieldReader in = new FieldReader(encoded);
        in.requireVersion(VERSION);
        int redacted = in.octet();
        if (redacted > 1) {
            throw new KeyLogException("The export is damaged");
        }
        Instant exported = in.time();
        IdentityKey signer;
        try {
            signer = IdentityKey.of(in.raw(IdentityKey.BYTES));
        } catch (IdentityException e) {
            throw new KeyLogException("The key that signed is not a valid one", e);
        }
        KeyLogHead head = KeyLogHead.read(in);
        int count = in.int32();
        if (count < 0) {
            throw new KeyLogException("The export is damaged");
        }
        List<ChainedEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] entry = in.counted();
            entries.add(redacted == 1 ? RedactedEntry.decode(entry) : LoggedEntry.decode(entry));
        }
        in.requireEnd();
        return new KeyLogReport(redacted == 1, exported, signer, head, entries);
    }
}
