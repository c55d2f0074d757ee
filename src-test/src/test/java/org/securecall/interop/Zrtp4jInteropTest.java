// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.lab.Ports;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.AuthTag;
import org.securecall.media.zrtp.CipherAlgorithm;
import org.securecall.media.zrtp.HashAlgorithm;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.MemoryCache;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOverUdp;

/**
 * ZRTP with zrtp4j over a real socket. It has the key agreement alone, no SRTP: so the keys are compared. Its EC25
 * and EC38 fail against any peer, itself included, and are left out.
 */
class Zrtp4jInteropTest {

    /** Longer than any exchange; both end as soon as they are done. */
    private static final Duration CALL = Duration.ofSeconds(30);

    private static final Duration LINGER = Duration.ofSeconds(1);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "E255, S256, TWOFISH1, HS80",
        "DH2K, S256, AES1, HS32",
        "DH3K, S384, TWOFISH3, SK64",
        "E255, S384, AES3, SK32"
    })
    void bothSidesShowTheSameSasAndHaveTheSameKeys(
            KeyAgreement keyAgreement, HashAlgorithm hash, CipherAlgorithm cipher, AuthTag tag) throws Exception {
        int port = Ports.free();
        int peerPort = Ports.free();
        SecureRandom random = new SecureRandom();
        MemoryCache cache = new MemoryCache(random.nextInt(1, Integer.MAX_VALUE), InstantSource.system());
        ZrtpConfig config = ZrtpConfig.recommended(random.nextInt(), cache, new KeyPool(random), InstantSource.system())
                .withAlgorithms(AlgorithmPreferences.RECOMMENDED
                        .withKeyAgreements(keyAgreement)
                        .withHashes(hash)
                        .withCiphers(cipher)
                        .withAuthTags(tag))
                // With the S flag, which it does not know what to do with.
                .withOptions(ZrtpOptions.DEFAULT.withConfirmedKeys(fingerprint -> Optional.empty()));
        List<String> names = List.of(keyAgreement.label(), hash.label(), cipher.label(), tag.label());
        InetSocketAddress peerAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort);

        try (ZrtpOverUdp own = new ZrtpOverUdp(port, peerAddress, config);
                Zrtp4jPeer peer = new Zrtp4jPeer(folder, peerPort, port, CALL, names)) {
            own.machine().peerHelloHash(Optional.of(peer.helloHash()));
            ZrtpOverUdp.Outcome outcome = own.run(CALL, LINGER);

            assertThat(outcome.failure()).isEmpty();
            ZrtpDetails details = outcome.details().orElseThrow();
            assertThat(List.of(details.keyAgreement(), details.hash(), details.cipher(), details.authTag()))
                    .isEqualTo(names);
            assertThat(details.secrets()).isEqualTo(ZrtpDetails.Secrets.FIRST);
            assertThat(details.zrtpHash()).isEqualTo(ZrtpDetails.HelloHash.MATCH);
            assertThat(peer.untilSecure())
                    .contains(
                            List.of("secure", details.sas()),
                            List.of("key", "send", outcome.receiveKey(), outcome.receiveSalt()),
                            List.of("key", "receive", outcome.sendKey(), outcome.sendSalt()));
        }
    }
}
