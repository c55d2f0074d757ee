// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.storage.LinphoneKeys;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.transfer.ImportedKeys;
import org.securecall.app.transfer.ZidFile;
import org.securecall.lab.Ports;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.MemoryCache;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOverUdp;

/**
 * Key continuity (RFC 6189 §4.3, §4.6.1, §15.1) over five calls with each library, and what each side shows when the other one
 * has lost what it kept.
 */
class RetainedSecretsInteropTest {

    private static final Duration CALL = Duration.ofSeconds(30);
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final int CALLS = 5;

    @TempDir
    static Path folder = Path.of("");

    private static Path bzrtp = Path.of("");

    private final SecureRandom random = new SecureRandom();
    private final int zid = random.nextInt(1, Integer.MAX_VALUE);
    private MemoryCache cache = new MemoryCache(zid, InstantSource.system());

    @BeforeAll
    static void compile() throws Exception {
        bzrtp = BzrtpPeer.compile(folder);
    }

    /** rs1 and rs2 as a side keeps them after a call, hexadecimal; empty when it has none. */
    private record Kept(String rs1, String rs2) {

        /** Without voice, the secret of a first call stays rs2 at the initiator (docs/decisions/0009). */
        String newest() {
            return rs1.isEmpty() ? rs2 : rs1;
        }
    }

    /** What both saw of a call. */
    private record Seen(ZrtpDetails details, boolean peerSeesMismatch) {}

    @Test
    void withBzrtpTheSecretsAdvanceOverFiveCallsAndEachLossIsShownAtTheOtherSide(@TempDir Path own) throws Exception {
        Path peersCache = own.resolve("bzrtp.db");
        Kept before = new Kept("", "");
        for (int call = 1; call <= CALLS; call++) {
            Seen seen = callBzrtp(peersCache);
            assertThat(seen.details().secrets())
                    .as("call %d", call)
                    .isEqualTo(call == 1 ? Secrets.FIRST : Secrets.MATCH);
            assertThat(seen.peerSeesMismatch()).isFalse();
            Kept now = kept(seen.details());
            assertThat(now.rs1()).hasSize(64).isNotEqualTo(before.rs1());
            assertThat(now.rs2()).isEqualTo(before.rs1());
            assertThat(bzrtpKeeps(peersCache)).isEqualTo(now);
            assertTakenOver(new LinphoneKeys().read(peersCache), seen.details(), now);
            before = now;
        }

        cache = new MemoryCache(zid, InstantSource.system());
        Seen weForgot = callBzrtp(peersCache);
        assertThat(weForgot.details().secrets()).isEqualTo(Secrets.FIRST);
        assertThat(weForgot.peerSeesMismatch()).isTrue();

        // Both have the secrets of that call now, so the peer's have to go again for the other direction.
        bzrtpForgetsUs(peersCache);
        Seen peerForgot = callBzrtp(peersCache);
        assertThat(peerForgot.details().secrets()).isEqualTo(Secrets.MISMATCH);
        assertThat(peerForgot.peerSeesMismatch()).isFalse();
    }

    @Test
    void withZrtp4jTheSecretsAdvanceOverFiveCallsAndEachLossIsShownAtTheOtherSide(@TempDir Path own) throws Exception {
        Kept before = new Kept("", "");
        for (int call = 1; call <= CALLS; call++) {
            Seen seen = callZrtp4j(own);
            assertThat(seen.details().secrets())
                    .as("call %d", call)
                    .isEqualTo(call == 1 ? Secrets.FIRST : Secrets.MATCH);
            assertThat(seen.peerSeesMismatch()).isFalse();
            Kept now = kept(seen.details());
            assertThat(now.newest()).hasSize(64).isNotEqualTo(before.newest());
            if (call > 1) {
                assertThat(now.rs2()).isEqualTo(before.newest());
            }
            assertThat(HexFormat.of().formatHex(Files.readAllBytes(own.resolve("zid"))))
                    .contains(now.rs1())
                    .contains(now.rs2());
            assertTakenOver(new ZidFile(InstantSource.system()).read(own.resolve("zid")), seen.details(), now);
            before = now;
        }

        cache = new MemoryCache(zid, InstantSource.system());
        Seen weForgot = callZrtp4j(own);
        assertThat(weForgot.details().secrets()).isEqualTo(Secrets.FIRST);
        assertThat(weForgot.peerSeesMismatch()).isTrue();

        // It sends no voice: where we began that call, its secret is none whose absence we could hold against the peer.
        boolean confirmed = !kept(weForgot.details()).rs1().isEmpty();
        zrtp4jForgetsUs(own.resolve("zid"));
        Seen peerForgot = callZrtp4j(own);
        assertThat(peerForgot.details().secrets()).isEqualTo(confirmed ? Secrets.MISMATCH : Secrets.FIRST);
    }

    private Seen callBzrtp(Path peersCache) throws Exception {
        int port = Ports.free();
        int peerPort = Ports.free();
        try (ZrtpOverUdp own = endpoint(port, peerPort, KeyAgreement.X255);
                BzrtpPeer peer = new BzrtpPeer(bzrtp, peerPort, port, CALL, "X255", "S256", Optional.of(peersCache))) {
            peer.begin();
            ZrtpDetails details = secured(own);
            peer.end();
            List<String> secure = peer.finish().stream()
                    .filter(words -> words.getFirst().equals("secure"))
                    .findFirst()
                    .orElseThrow();
            assertThat(secure.get(1)).isEqualTo(details.sas());
            return new Seen(details, secure.get(4).equals("mismatch"));
        }
    }

    private Seen callZrtp4j(Path peersFolder) throws Exception {
        int port = Ports.free();
        int peerPort = Ports.free();
        try (ZrtpOverUdp own = endpoint(port, peerPort, KeyAgreement.E255);
                Zrtp4jPeer peer =
                        new Zrtp4jPeer(peersFolder, peerPort, port, CALL, List.of("E255", "S256", "AES1", "HS80"))) {
            ZrtpDetails details = secured(own);
            List<List<String>> said = peer.untilSecure();
            assertThat(said).contains(List.of("secure", details.sas()));
            return new Seen(details, said.contains(List.of("warning", "WarningNoExpectedRSMatch")));
        }
    }

    /** What the importer reads in the peer's file is what this side keeps of it. */
    private void assertTakenOver(ImportedKeys imported, ZrtpDetails details, Kept kept) {
        try (imported) {
            assertThat(imported.ownZids()).containsExactly(details.peerZid());
            assertThat(imported.keys()).hasSize(1);
            ImportedKey key = imported.keys().getFirst();
            assertThat(key.ownZid()).isEqualTo(details.peerZid());
            assertThat(key.peer()).isEqualTo(cache.localZid());
            assertThat(hex(key.rs1())).isEqualTo(kept.newest());
            assertThat(key.verified()).isFalse();
        }
    }

    private ZrtpOverUdp endpoint(int port, int peerPort, KeyAgreement keyAgreement) throws IOException {
        ZrtpConfig config = ZrtpConfig.recommended(random.nextInt(), cache, new KeyPool(random), InstantSource.system())
                .withAlgorithms(AlgorithmPreferences.RECOMMENDED.withKeyAgreements(keyAgreement));
        return new ZrtpOverUdp(port, new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort), config);
    }

    private static ZrtpDetails secured(ZrtpOverUdp own) throws IOException {
        ZrtpOverUdp.Outcome outcome = own.run(CALL, LINGER);
        assertThat(outcome.failure()).isEmpty();
        return outcome.details().orElseThrow();
    }

    private Kept kept(ZrtpDetails details) {
        try (RetainedSecrets secrets = cache.find(details.peerZid()).orElseThrow()) {
            return new Kept(hex(secrets.rs1()), hex(secrets.rs2()));
        }
    }

    private static String hex(Optional<SecretBytes> secret) {
        return secret.map(s -> HexFormat.of().formatHex(s.reveal())).orElse("");
    }

    private static Kept bzrtpKeeps(Path peersCache) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + peersCache);
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT rs1, rs2 FROM zrtp")) {
            assertThat(row.next()).isTrue();
            return new Kept(hex(row.getBytes(1)), hex(row.getBytes(2)));
        }
    }

    private static String hex(byte[] blob) {
        return blob == null ? "" : HexFormat.of().formatHex(blob);
    }

    /** It keeps its own ZID, which is in the row of 'self'. */
    private static void bzrtpForgetsUs(Path peersCache) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + peersCache);
                Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate("DELETE FROM zrtp")).isPositive();
            assertThat(change.executeUpdate("DELETE FROM ziduri WHERE peeruri <> 'self'"))
                    .isPositive();
        }
    }

    /** It has two records of the same size, and the first one is its own. */
    private static void zrtp4jForgetsUs(Path zidFile) throws IOException {
        try (FileChannel file = FileChannel.open(zidFile, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
    }
}
