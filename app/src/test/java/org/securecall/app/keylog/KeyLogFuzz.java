// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.securecall.app.identity.Identities;
import org.securecall.app.identity.IdentityKey;

/**
 * Entries of the key log and exports: a fuzz target. The first octet says what the rest is. What is read is the same when it is
 * written again.
 */
public final class KeyLogFuzz {

    private static final IdentityKey EXPECTED = Identities.alice().key();

    private KeyLogFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        try {
            switch (data[0] & 3) {
                case 0 -> logged(rest);
                case 1 -> same(rest, RedactedEntry.decode(rest).encode());
                case 2 -> same(rest, KeyLogReport.decode(rest).encode());
                default -> export(new String(rest, StandardCharsets.UTF_8));
            }
        } catch (KeyLogException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("A refusal without a sentence", e);
            }
        }
    }

    private static void logged(byte[] octets) throws KeyLogException {
        LoggedEntry entry = LoggedEntry.decode(octets);
        same(octets, entry.encode());
        KeyLog.check(List.of(entry));
    }

    private static void export(String text) {
        ExportVerdict verdict = KeyLogExport.verify(text, EXPECTED);
        if (verdict instanceof ExportVerdict.Valid valid
                && valid.report().entries().isEmpty()) {
            throw new IllegalStateException("Nobody signed an empty export");
        }
    }

    private static void same(byte[] read, byte[] written) {
        if (!Arrays.equals(read, written)) {
            throw new IllegalStateException("Read and written again, it is something else");
        }
    }
}
