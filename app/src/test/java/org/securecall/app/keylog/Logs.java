// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.securecall.media.api.Zid;

/** A log of three entries, encoded and chained by another implementation after the description. */
final class Logs {

    static final Zid ZID = new Zid("00112233445566778899aabb");

    static final List<String> ENTRIES = List.of(
            "0100000000000000010000019b76daa87b01000f5365637572652043616c6c20302e3100175832353520533235362041455331204853333220423332000102030405060708090a0b0c0d0e0f00137369703a626f62406578616d706c652e6f7267000c00112233445566778899aabb00000000",
            "0100000000000000020000019b76db964804000f5365637572652043616c6c20302e3100175832353520533235362041455331204853333220423332101112131415161718191a1b1c1d1e1f00137369703a626f62406578616d706c652e6f7267000c00112233445566778899aabb000e6e6f7720426f6220c3847066656c00157369703a616c696365406578616d706c652e6f7267",
            "0100000000000000030000019b7c0104000900000000202122232425262728292a2b2c2d2e2f0000000c00112233445566778899aabb000000066c6170746f70");

    static final List<String> HASHES = List.of(
            "cca460d9ee8d74101fd85aaa33601e5d8260aa415dcf284285916a773ea065bf",
            "873c493b5cd35173f1cd9c695d49a4af70f0b8e0c4d415acdc174e2a2d34f045",
            "80849127577721d2f017a9fa52352cdc1b80928e50b929ba1d7f11e956457381");

    private static final String ALGORITHMS = "X255 S256 AES1 HS32 B32";
    private static final String SOFTWARE = "Secure Call 0.1";

    private Logs() {}

    static List<KeyLogEntry> entries() {
        KeyLogNote first = new KeyLogNote(
                Instant.parse("2026-01-01T00:00:00.123Z"),
                KeyLogKind.FIRST,
                "sip:bob@example.org",
                Optional.of(ZID),
                SOFTWARE,
                ALGORITHMS,
                "",
                "");
        KeyLogNote verified = new KeyLogNote(
                Instant.parse("2026-01-01T00:01:01Z"),
                KeyLogKind.VERIFIED_SPOKEN,
                "sip:bob@example.org",
                Optional.of(ZID),
                SOFTWARE,
                ALGORITHMS,
                "now Bob \u00c4pfel",
                "sip:alice@example.org");
        KeyLogNote forgotten = new KeyLogNote(
                Instant.parse("2026-01-02T00:00:00Z"),
                KeyLogKind.FORGOTTEN,
                "",
                Optional.of(ZID),
                "",
                "",
                "",
                "laptop");
        return List.of(
                new KeyLogEntry(1, first, "000102030405060708090a0b0c0d0e0f"),
                new KeyLogEntry(2, verified, "101112131415161718191a1b1c1d1e1f"),
                new KeyLogEntry(3, forgotten, "202122232425262728292a2b2c2d2e2f"));
    }

    static List<LoggedEntry> logged() {
        return IntStream.range(0, 3)
                .mapToObj(i -> new LoggedEntry(entries().get(i), new LogHash(HASHES.get(i))))
                .toList();
    }

    static KeyLogHead head() {
        return new KeyLogHead(3, new LogHash(HASHES.get(2)));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
