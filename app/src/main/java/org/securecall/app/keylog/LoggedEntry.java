// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;
import java.util.Arrays;
import org.securecall.media.api.Zid;

/** An entry as it is stored: {@link KeyLogEntry#encode}, and the hash (32 octets). */
public record LoggedEntry(KeyLogEntry entry, LogHash hash) implements ChainedEntry {

    public byte[] encode() {
        return new FieldWriter().raw(entry.encode()).raw(hash.bytes()).toBytes();
    }

    /**
     * Reads what {@link #encode} wrote. Whether the hash is right, {@link KeyLog#check} says.
     *
     * @throws KeyLogException when it is anything else
     */
    public static LoggedEntry decode(byte[] encoded) throws KeyLogException {
        int hashAt = encoded.length - LogHash.BYTES;
        if (hashAt < 0) {
            throw new KeyLogException("The entry ends too early");
        }
        return new LoggedEntry(
                KeyLogEntry.decode(Arrays.copyOf(encoded, hashAt)),
                LogHash.of(Arrays.copyOfRange(encoded, hashAt, encoded.length)));
    }

    @Override
    public long number() {
        return entry.number();
    }

    @Override
    public Instant time() {
        return entry.note().time();
    }

    @Override
    public KeyLogKind kind() {
        return entry.note().kind();
    }

    @Override
    public String software() {
        return entry.note().software();
    }

    @Override
    public String algorithms() {
        return entry.note().algorithms();
    }

    @Override
    public String contact() {
        return entry.note().address();
    }

    @Override
    public String key() {
        return entry.note().zid().map(Zid::hex).orElse("");
    }

    @Override
    public String change() {
        return entry.note().change();
    }

    @Override
    public String confirmer() {
        return entry.note().confirmedBy();
    }

    @Override
    public byte[] chained() {
        return entry.chained();
    }
}
