// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.Transport;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.secret.SecretBytes;

/** What the storage tests share. */
final class Stores {

    static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    static final Zid EVE = new Zid("e0e0e0e0e0e0e0e0e0e0e0e0");
    static final String BOBS_URI = "sip:bob@example.org";

    private Stores() {}

    static Storage open(Path directory, Notices notices, TestClock clock) throws StorageException {
        return Storage.open(directory, Keys.FILE, notices, clock, 1000, Duration.ofMillis(20));
    }

    static void sync(Storage storage) throws Exception {
        storage.sync().get(10, TimeUnit.SECONDS);
    }

    static AccountSpec account(String address) {
        return new AccountSpec(address, "", Optional.empty(), Transport.TLS, Optional.empty(), Optional.empty(), true);
    }

    static RetainedSecrets secrets(int rs1, int rs2, boolean verified, Optional<Instant> expires) {
        return new RetainedSecrets(
                Optional.of(SecretBytes.owning(filled(rs1))),
                Optional.of(SecretBytes.owning(filled(rs2))),
                verified,
                expires);
    }

    static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static ZrtpDetails details(Zid zid, ZrtpDetails.Secrets secrets) {
        return details(zid, secrets, "X255", "Test 1.0");
    }

    static ZrtpDetails details(Zid zid, ZrtpDetails.Secrets secrets, String keyAgreement, String client) {
        return new ZrtpDetails(
                keyAgreement,
                "S256",
                "AES1",
                "HS32",
                "B32",
                "4jw5",
                zid,
                client,
                secrets,
                false,
                false,
                ZrtpDetails.HelloHash.MATCH,
                true);
    }

    /** Of a call in which the peer's Hello listed these key agreements. */
    static ZrtpDetails offering(Zid zid, ZrtpDetails.Secrets secrets, String... keyAgreements) {
        ZrtpOffer offer = new ZrtpOffer(Map.of(Kind.KEY_AGREEMENT, List.of(keyAgreements)));
        return details(zid, secrets)
                .withDeclarations(
                        new PeerDeclarations(false, false, false, SasSignature.NONE, MiddleServer.NONE, offer));
    }

    /** Every file of one directory in place of those of another. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(to)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Asks the file itself, beside the storage. */
    static String query(Path directory, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(DataDirectory.DATABASE));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                all.append(all.isEmpty() ? "" : ",").append(rows.getString(1));
            }
            return all.toString();
        }
    }
}
