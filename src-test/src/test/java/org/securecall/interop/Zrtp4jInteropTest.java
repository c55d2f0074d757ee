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
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.lab.Ports;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.MemoryCache;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOverUdp;

/**
 * ZRTP with zrtp4j over a real socket. It has the key agreement alone, no SRTP: so the keys are compared. Its EC25 fails
 * against any peer, itself included, and is left out.
 */
class Zrtp4jInteropTest {

    /** Longer than any exchange; both end as soon as they are done. */
    private static final Duration CALL = Duration.ofSeconds(30);

    private static final Duration LINGER = Duration.ofSeconds(1);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(names = {"E255", "DH2K", "DH3K"})
    void bothSidesShowTheSameSasAndHaveTheSameKeys(KeyAgreement keyAgreement) throws Exception {
        int port = Ports.free();
        int peerPort = Ports.free();
        SecureRandom random = new SecureRandom();
        MemoryCache cache = new MemoryCache(random.nextInt(1, Integer.MAX_VALUE), InstantSource.system());
        ZrtpConfig config = ZrtpConfig.recommended(random.nextInt(), cache, new KeyPool(random), InstantSource.system())
                .withAlgorithms(AlgorithmPreferences.RECOMMENDED.withKeyAgreements(keyAgreement));
        InetSocketAddress peerAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort);

        try (ZrtpOverUdp own = new ZrtpOverUdp(port, peerAddress, config);
                Zrtp4jPeer peer = new Zrtp4jPeer(folder, peerPort, port, CALL, keyAgreement.name())) {
            own.machine().peerHelloHash(Optional.of(peer.helloHash()));
            ZrtpOverUdp.Outcome outcome = own.run(CALL, LINGER);

            assertThat(outcome.failure()).isEmpty();
            ZrtpDetails details = outcome.details().orElseThrow();
            assertThat(details.keyAgreement()).isEqualTo(keyAgreement.label());
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
