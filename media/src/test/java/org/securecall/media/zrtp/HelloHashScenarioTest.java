// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.ZrtpDetails.HelloHash;

/** a=zrtp-hash (RFC 6189 §8.1). */
class HelloHashScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    private static ZrtpMachine.AnnouncedHash announce(Party to, String hash) {
        ZrtpMachine.Announced announced = to.machine.peerHelloHash(Optional.of(hash));
        to.act(announced.outputs());
        return announced.hash();
    }

    @Test
    void announcedHashesMatch() {
        Call call = pair.call();
        assertThat(announce(call.alice, call.bob.machine.helloHash())).isEqualTo(ZrtpMachine.AnnouncedHash.TAKEN);
        announce(call.bob, call.alice.machine.helloHash().toUpperCase(Locale.ROOT));
        call.run().assertSecure();
        assertThat(call.alice.details().zrtpHash()).isEqualTo(HelloHash.MATCH);
        assertThat(call.bob.details().zrtpHash()).isEqualTo(HelloHash.MATCH);
    }

    @Test
    void anotherEndpointThanTheAnnouncedOneIsMarked() {
        Call call = pair.call();
        announce(call.alice, "0".repeat(64));
        call.run().assertSecure();
        assertThat(call.alice.details().zrtpHash()).isEqualTo(HelloHash.MISMATCH);
        assertThat(call.bob.details().zrtpHash()).isEqualTo(HelloHash.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "13e9f407367895861f0eee6707ba30ac", "xyz", " 1.10 00"})
    void aShortOrOddHashIsReportedAndNeverTakenForAMatch(String odd) {
        Call call = pair.call();
        assertThat(announce(call.alice, odd)).isEqualTo(ZrtpMachine.AnnouncedHash.MALFORMED);
        call.run().assertSecure();
        assertThat(call.alice.details().zrtpHash()).isEqualTo(HelloHash.MISMATCH);
    }

    @Test
    void aPrefixOfTheHashIsNoMatch() {
        Call call = pair.call();
        announce(call.alice, call.bob.machine.helloHash().substring(0, 62) + "zz");
        call.run().assertSecure();
        assertThat(call.alice.details().zrtpHash()).isEqualTo(HelloHash.MISMATCH);
    }

    @Test
    void aForgedHelloDoesNotGetInBeforeTheAnnouncedOne() {
        Call call = pair.call();
        Scripted mallory = new Scripted();
        announce(call.alice, call.bob.machine.helloHash());
        announce(call.bob, call.alice.machine.helloHash());
        byte[] forged = mallory.packet(mallory.hello());
        call.network.attacker(
                (sender, packet) -> Tamper.isType(packet, Hello.TYPE) ? List.of(forged, packet) : List.of(packet));
        call.run().assertSecure();
        assertThat(call.alice.details().zrtpHash()).isEqualTo(HelloHash.MATCH);
        assertThat(call.alice.details().peerZid()).isEqualTo(pair.bob.localZid());
        assertThat(call.alice.count(ZrtpOutput.PeerFound.class)).isEqualTo(1);
    }

    @Test
    void aHashThatComesAfterTheCallIsSecureIsStillCompared() {
        Call call = pair.call().run().assertSecure();
        announce(call.alice, call.bob.machine.helloHash());
        assertThat(call.alice
                        .first(ZrtpOutput.DetailsChanged.class)
                        .orElseThrow()
                        .details()
                        .zrtpHash())
                .isEqualTo(HelloHash.MATCH);
        announce(call.bob, "f".repeat(64));
        assertThat(call.bob
                        .first(ZrtpOutput.DetailsChanged.class)
                        .orElseThrow()
                        .details()
                        .zrtpHash())
                .isEqualTo(HelloHash.MISMATCH);
        announce(call.bob, "e".repeat(64));
        assertThat(call.bob.count(ZrtpOutput.DetailsChanged.class)).isEqualTo(1);
    }

    @Test
    void everyMachineHasAHashOfItsOwn() {
        assertThat(pair.call().alice.machine.helloHash())
                .hasSize(64)
                .isNotEqualTo(pair.call().alice.machine.helloHash());
    }
}
