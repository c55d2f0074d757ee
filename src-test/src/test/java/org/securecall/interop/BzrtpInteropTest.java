// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.HashAlgorithm;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.MemoryCache;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOverUdp;

/** ZRTP and SRTP with the libraries that Linphone uses, over a real socket. */
class BzrtpInteropTest {

    private static final Duration CALL = Duration.ofSeconds(8);

    @TempDir
    static Path folder;

    private static Path program = Path.of("");

    @BeforeAll
    static void compile() throws Exception {
        program = BzrtpPeer.compile(folder);
    }

    @ParameterizedTest
    @CsvSource({"X255, S256", "DH3K, S384", "X448, S384", "DH2K, S256"})
    void bothSidesShowTheSameSasAndHearEachOther(KeyAgreement keyAgreement, HashAlgorithm hash) throws Exception {
        meet(keyAgreement, hash, keyAgreement);
    }

    /** bzrtp as responder may not recover when it began with another one than the Commit names (RFC 6189 §4.1.2). */
    @Test
    void differentFirstChoicesEndAtTheOneThatBothTakeForTheFaster() throws Exception {
        meet(KeyAgreement.X448, HashAlgorithm.S256, KeyAgreement.DH3K, KeyAgreement.X448);
    }

    /**
     * @param keyAgreement what the peer prefers, and what is to come out
     * @param own in this side's order
     */
    private static void meet(KeyAgreement keyAgreement, HashAlgorithm hash, KeyAgreement... own) throws Exception {
        int port = freePort();
        int peerPort = freePort();
        SecureRandom random = new SecureRandom();
        MemoryCache cache = new MemoryCache(random.nextInt(1, Integer.MAX_VALUE), InstantSource.system());
        ZrtpConfig config = ZrtpConfig.recommended(random.nextInt(), cache, new KeyPool(random), InstantSource.system())
                .withAlgorithms(
                        AlgorithmPreferences.RECOMMENDED.withKeyAgreements(own).withHashes(hash))
                // With the S flag, which it does not know what to do with.
                .withOptions(ZrtpOptions.DEFAULT.withConfirmedKeys(fingerprint -> Optional.empty()));
        InetSocketAddress peerAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort);

        try (ZrtpOverUdp over = new ZrtpOverUdp(port, peerAddress, config);
                BzrtpPeer peer = new BzrtpPeer(program, peerPort, port, CALL, keyAgreement.label(), hash.label())) {
            over.machine().peerHelloHash(Optional.of(peer.helloHash()));
            peer.begin();
            ZrtpOverUdp.Outcome outcome = over.run(CALL, CALL);
            List<List<String>> said = peer.finish();

            assertThat(outcome.failure()).isEmpty();
            ZrtpDetails details = outcome.details().orElseThrow();
            assertThat(details.keyAgreement()).isEqualTo(keyAgreement.label());
            assertThat(details.hash()).isEqualTo(hash.label());
            assertThat(details.secrets()).isEqualTo(ZrtpDetails.Secrets.FIRST);
            assertThat(details.zrtpHash()).isEqualTo(ZrtpDetails.HelloHash.MATCH);
            List<String> secure = line(said, "secure");
            assertThat(details.sas()).isEqualTo(secure.get(1));
            assertThat(details.cipher()).isEqualTo(secure.get(2).equals("256") ? "AES3" : "AES1");

            // The sides end at different moments: some packets at the end find nobody.
            List<String> voice = line(said, "voice");
            assertThat(outcome.received()).isBetween(100, number(voice, 1));
            assertThat(outcome.refused()).isZero();
            assertThat(number(voice, 2)).isBetween(100, outcome.sent());
            assertThat(number(voice, 3)).as("refused by libsrtp").isZero();
            assertThat(number(voice, 4)).as("in the clear").isZero();
        }
    }

    private static List<String> line(List<List<String>> said, String first) {
        return said.stream()
                .filter(words -> words.getFirst().equals(first))
                .findFirst()
                .orElseThrow();
    }

    private static int number(List<String> words, int at) {
        return Integer.parseInt(words.get(at));
    }

    private static int freePort() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
