// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** An active attacker who speaks ZRTP with each side is found out by all that ZRTP has for it. */
class ManInTheMiddleScenarioTest {

    private final Call.Pair pair = new Call.Pair();
    private final VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);

    private Party alice(long seed) {
        return Party.create(network, pair.alice, Call.SSRC_A, seed);
    }

    private Party bob(long seed) {
        return Party.create(network, pair.bob, Call.SSRC_B, seed);
    }

    private ManInTheMiddle between(Party alice, Party bob, long seed) {
        ManInTheMiddle mallory = new ManInTheMiddle(network, alice, bob, seed, AlgorithmPreferences.RECOMMENDED);
        mallory.run(network, alice, bob);
        return mallory;
    }

    @Test
    void theCodesDiffer() {
        for (int call = 0; call < 20; call++) {
            Party alice = Party.create(network, new MemoryCache(0xa11ce, network), Call.SSRC_A, 10L * call);
            Party bob = Party.create(network, new MemoryCache(0xb0b, network), Call.SSRC_B, 10L * call + 1);
            ManInTheMiddle mallory = between(alice, bob, 10L * call + 2);
            assertThat(alice.details().sas())
                    .isEqualTo(mallory.towardsAlice.details().sas());
            assertThat(bob.details().sas())
                    .isEqualTo(mallory.towardsBob.details().sas());
            assertThat(alice.details().sas()).isNotEqualTo(bob.details().sas());
            assertThat(alice.details().sasEmoji()).isNotEqualTo(bob.details().sasEmoji());
            assertThat(alice.details().secrets()).isEqualTo(Secrets.FIRST);
            assertThat(bob.details().secrets()).isEqualTo(Secrets.FIRST);
        }
    }

    @Test
    void theCacheMismatchFiresOnBothSides() {
        pair.call().run().assertSecure();
        Party alice = alice(11);
        Party bob = bob(12);
        between(alice, bob, 13);
        assertThat(alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        assertThat(bob.details().secrets()).isEqualTo(Secrets.MISMATCH);
    }

    /** He was there from the first call on and goes away: that is noticed, too. */
    @Test
    void hisAbsenceIsAMismatchAsWell() {
        between(alice(11), bob(12), 13);
        Call without = pair.call().run().assertSecure();
        assertThat(without.alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        assertThat(without.bob.details().secrets()).isEqualTo(Secrets.MISMATCH);
    }

    @Test
    void afterHimTheOldSecretsStillMatch() {
        pair.call().run().assertSecure();
        between(alice(11), bob(12), 13);
        Call later = pair.call().run().assertSecure();
        assertThat(later.alice.details().secrets()).isEqualTo(Secrets.MATCH);
        assertThat(later.bob.details().secrets()).isEqualTo(Secrets.MATCH);
    }

    @Test
    void theAnnouncedHashGivesHimAway() {
        Party alice = alice(11);
        Party bob = bob(12);
        alice.machine.peerHelloHash(Optional.of(bob.machine.helloHash()));
        bob.machine.peerHelloHash(Optional.of(alice.machine.helloHash()));
        between(alice, bob, 13);
        assertThat(alice.details().zrtpHash()).isEqualTo(HelloHash.MISMATCH);
        assertThat(bob.details().zrtpHash()).isEqualTo(HelloHash.MISMATCH);
    }

    @Test
    void theAnnouncedHashOfTheRealPeerMatches() {
        Party alice = alice(11);
        Party bob = bob(12);
        alice.machine.peerHelloHash(Optional.of(bob.machine.helloHash()));
        bob.machine.peerHelloHash(Optional.of(alice.machine.helloHash()));
        new Call(network, alice, bob).run().assertSecure();
        assertThat(alice.details().zrtpHash()).isEqualTo(HelloHash.MATCH);
        assertThat(bob.details().zrtpHash()).isEqualTo(HelloHash.MATCH);
    }

    /** He offers each side the weakest only: what is agreed is weak, is shown, and is still his alone to know. */
    @Test
    void weakOffersOfHisOwnAreShownAndChangeNothingElse() {
        Party alice = alice(11);
        Party bob = bob(12);
        ManInTheMiddle mallory = new ManInTheMiddle(
                network,
                alice,
                bob,
                13,
                AlgorithmPreferences.RECOMMENDED
                        .withHashes(HashAlgorithm.S256)
                        .withCiphers(CipherAlgorithm.AES1)
                        .withAuthTags(AuthTag.HS32)
                        .withKeyAgreements(KeyAgreement.DH3K)
                        .withSasRenderings(SasRendering.B32));
        mallory.run(network, alice, bob);
        for (Party victim : List.of(alice, bob)) {
            assertThat(victim.details().hash()).isEqualTo("S256");
            assertThat(victim.details().cipher()).isEqualTo("AES1");
            assertThat(victim.details().keyAgreement()).isEqualTo("DH3k");
        }
        assertThat(alice.details().sas()).isNotEqualTo(bob.details().sas());
    }

    enum HelloList {
        HASH,
        CIPHER,
        AUTH_TAG,
        KEY_AGREEMENT,
        SAS
    }

    /** Which of the two Hellos is changed on the way. */
    enum Changed {
        OF_ALICE,
        OF_BOB,
        BOTH
    }

    /** Without machines of his own: he takes out of a Hello all of one list, which leaves the mandatory algorithms. */
    @ParameterizedTest
    @CsvSource({
        "HASH, OF_ALICE", "HASH, OF_BOB", "HASH, BOTH",
        "CIPHER, OF_ALICE", "CIPHER, OF_BOB", "CIPHER, BOTH",
        "AUTH_TAG, OF_ALICE", "AUTH_TAG, OF_BOB", "AUTH_TAG, BOTH",
        "KEY_AGREEMENT, OF_ALICE", "KEY_AGREEMENT, OF_BOB", "KEY_AGREEMENT, BOTH",
        "SAS, OF_ALICE", "SAS, OF_BOB", "SAS, BOTH"
    })
    void noListCanBeShortened(HelloList list, Changed changed) {
        for (int seed = 1; seed <= 6; seed++) {
            Call call = new Call.Pair().call(VirtualNetwork.Weather.FINE, seed);
            call.network.attacker((sender, packet) -> {
                boolean wanted = changed == Changed.BOTH || (sender == call.alice) == (changed == Changed.OF_ALICE);
                return wanted && Tamper.isType(packet, Hello.TYPE) ? List.of(shortened(packet, list)) : List.of(packet);
            });
            call.run();
            // Whoever was lied to finds out by the MAC of the Hello, before there is a key.
            assertThat(call.alice.secure() || call.bob.secure()).isFalse();
            assertThat(List.of(call.alice, call.bob))
                    .anyMatch(p -> p.failure()
                            .filter(f -> f.reason() == ZrtpFailure.Reason.FORGED_HELLO && f.attack())
                            .isPresent());
        }
    }

    /** With hash images that the SDP carried he does not even get that far: the changed Hello is not taken. */
    @ParameterizedTest
    @EnumSource
    void anAnnouncedHashRefusesTheShortenedHello(HelloList list) {
        Call call = pair.call();
        call.alice.machine.peerHelloHash(Optional.of(call.bob.machine.helloHash()));
        call.network.attacker((sender, packet) -> sender == call.bob && Tamper.isType(packet, Hello.TYPE)
                ? List.of(shortened(packet, list), packet)
                : List.of(packet));
        call.run().assertSecure();
        assertThat(call.alice.details().zrtpHash()).isEqualTo(HelloHash.MATCH);
    }

    /** Takes all names out of one list of a Hello, and puts length, counts and CRC right. */
    private static byte[] shortened(byte[] packet, HelloList list) {
        byte[] hello = Tamper.open(packet).message().toArray();
        ByteBuffer old = ByteBuffer.wrap(hello);
        int counts = old.getInt(76);
        int at = 80;
        List<Integer> keep = new ArrayList<>();
        int removed = 0;
        for (HelloList each : HelloList.values()) {
            int shift = shift(each);
            int count = counts >>> shift & 0xf;
            for (int i = 0; i < count; i++) {
                if (each != list) {
                    keep.add(at);
                }
                at += 4;
            }
            if (each == list) {
                removed = count;
                counts &= ~(0xf << shift);
            }
        }
        ByteBuffer changed = ByteBuffer.allocate(hello.length - 4 * removed);
        changed.put(hello, 0, 80);
        keep.forEach(name -> changed.put(hello, name, 4));
        changed.put(hello, hello.length - 8, 8);
        changed.putShort(2, (short) (changed.capacity() / 4));
        changed.putInt(76, counts);
        ZrtpPacket.Intact intact = Tamper.open(packet);
        return ZrtpPacket.write(intact.sequence(), intact.ssrc(), Octets.owning(changed.array()));
    }

    private static int shift(HelloList list) {
        return switch (list) {
            case HASH -> 16;
            case CIPHER -> 12;
            case AUTH_TAG -> 8;
            case KEY_AGREEMENT -> 4;
            case SAS -> 0;
        };
    }
}
