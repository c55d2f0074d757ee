// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** Somebody on the path who changes, injects, replays and pretends. */
class AttackScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    /** Nobody is secure, and at least one side says that this was an attack. */
    private static void assertCaught(Call call, ZrtpFailure.Reason reason) {
        List<ZrtpFailure> failures = new ArrayList<>();
        call.alice.failure().ifPresent(failures::add);
        call.bob.failure().ifPresent(failures::add);
        assertThat(failures).extracting(ZrtpFailure::reason).contains(reason);
        assertThat(failures).filteredOn(f -> f.reason() == reason).allMatch(ZrtpFailure::attack);
        assertThat(call.alice.secure() && call.bob.secure()).isFalse();
    }

    @Test
    void changedDhPart2IsCaughtByTheCommitment() {
        Call call = pair.call();
        call.network.attacker((sender, packet) ->
                Tamper.isType(packet, "DHPart2 ") ? List.of(Tamper.flip(packet, 80)) : List.of(packet));
        assertCaught(call.run(), ZrtpFailure.Reason.HVI_MISMATCH);
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
    }

    @Test
    void anotherCommitmentIsCaughtToo() {
        Call call = pair.call();
        call.network.attacker((sender, packet) ->
                Tamper.isType(packet, "Commit  ") ? List.of(Tamper.flip(packet, 80)) : List.of(packet));
        assertCaught(call.run(), ZrtpFailure.Reason.FORGED_COMMIT);
    }

    @Test
    void changedDhPart1IsCaughtByTheConfirmMac() {
        Call call = pair.call();
        call.network.attacker((sender, packet) ->
                Tamper.isType(packet, "DHPart1 ") ? List.of(Tamper.flip(packet, 80)) : List.of(packet));
        assertCaught(call.run(), ZrtpFailure.Reason.BAD_CONFIRM_MAC);
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
    }

    @Test
    void changedSecretIdsAreCaught() {
        pair.call().run().assertSecure();
        Call call = pair.call();
        call.network.attacker((sender, packet) ->
                Tamper.isType(packet, "DHPart1 ") ? List.of(Tamper.flip(packet, 44)) : List.of(packet));
        assertCaught(call.run(), ZrtpFailure.Reason.BAD_CONFIRM_MAC);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 19, 20, 35, 36, 67, 71, 75})
    void aChangedConfirmIsCaught(int octet) {
        for (String type : List.of("Confirm1", "Confirm2")) {
            Call call = pair.call();
            call.network.attacker((sender, packet) ->
                    Tamper.isType(packet, type) ? List.of(Tamper.flip(packet, octet)) : List.of(packet));
            call.run();
            boolean caught = call.alice.failure().filter(ZrtpFailure::attack).isPresent()
                    || call.bob.failure().filter(ZrtpFailure::attack).isPresent();
            assertThat(caught).isTrue();
            assertThat(call.alice.secure()).isFalse();
            assertThat(call.bob.secure()).isFalse();
        }
    }

    /** Each list of a Hello in turn is shortened to its first entry, as a server that wants the weakest would do. */
    @ParameterizedTest
    @ValueSource(strings = {"S256S384", "AES3AES1", "HS80HS32", "X255E255", "B256B32 "})
    void aForcedDowngradeOfAnyListIsRefused(String list) {
        Call call = pair.call();
        call.network.attacker((sender, packet) -> Tamper.isType(packet, Hello.TYPE)
                ? List.of(Tamper.change(packet, hello -> swapNames(hello, list)))
                : List.of(packet));
        call.run();
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
        assertThat(List.of(call.alice, call.bob))
                .anyMatch(p -> p.failure().filter(ZrtpFailure::attack).isPresent());
        assertCaught(call, ZrtpFailure.Reason.FORGED_HELLO);
    }

    private static void swapNames(byte[] hello, String list) {
        String text = new String(hello, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(list, 80);
        byte[] first = Arrays.copyOfRange(hello, at, at + 4);
        System.arraycopy(hello, at + 4, hello, at, 4);
        System.arraycopy(first, 0, hello, at + 4, 4);
    }

    /** Whoever gets the changed Hello is the one to notice, whichever role it ends up in. */
    @Test
    void aChangedHelloIsNoticedByItsReceiverInBothRoles() {
        int aliceBegan = 0;
        for (int seed = 0; seed < 12; seed++) {
            Call call = new Call.Pair().call(VirtualNetwork.Weather.FINE, seed);
            call.network.attacker((sender, packet) -> sender == call.bob && Tamper.isType(packet, Hello.TYPE)
                    ? List.of(Tamper.change(packet, hello -> swapNames(hello, "HS80HS32")))
                    : List.of(packet));
            call.run();
            assertThat(call.alice.failureReason()).isEqualTo(ZrtpFailure.Reason.FORGED_HELLO);
            assertThat(call.bob.secure()).isFalse();
            aliceBegan += call.bob.sent.stream().anyMatch(p -> Tamper.isType(p, "DHPart1 ")) ? 1 : 0;
        }
        assertThat(aliceBegan).isBetween(1, 11);
    }

    @Test
    void anActiveManInTheMiddleShowsInTheSas() {
        int different = 0;
        for (int seed = 0; seed < 20; seed++) {
            VirtualNetwork network = new VirtualNetwork(seed, VirtualNetwork.Weather.FINE);
            Party alice = Party.create(network, new MemoryCache(0xa11ce, network), 1, 4L * seed);
            Party bob = Party.create(network, new MemoryCache(0xb0b, network), 2, 4L * seed + 1);
            Party towardsAlice = Party.create(network, new MemoryCache(0xb0b, network), 3, 4L * seed + 2);
            Party towardsBob = Party.create(network, new MemoryCache(0xa11ce, network), 4, 4L * seed + 3);
            new Call(network, alice, towardsAlice).run().assertSecure();
            new Call(network, bob, towardsBob).run().assertSecure();
            different += alice.details().sas().equals(bob.details().sas()) ? 0 : 1;
        }
        assertThat(different).isEqualTo(20);
    }

    @Test
    void aManInTheMiddleOfALaterCallAlarmsBothSides() {
        pair.call().run().assertSecure();
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Party alice = Party.create(network, pair.alice, 1, 11);
        Party bob = Party.create(network, pair.bob, 2, 12);
        Party asBob = Party.create(network, new MemoryCache(0xb0b, network), 3, 13);
        Party asAlice = Party.create(network, new MemoryCache(0xa11ce, network), 4, 14);
        new Call(network, alice, asBob).run().assertSecure();
        new Call(network, asAlice, bob).run().assertSecure();
        assertThat(alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        assertThat(bob.details().secrets()).isEqualTo(Secrets.MISMATCH);
    }

    @Test
    void aManInTheMiddleWhoLeavesIsNoticedToo() {
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Party alice = Party.create(network, pair.alice, 1, 11);
        Party bob = Party.create(network, pair.bob, 2, 12);
        new Call(network, alice, Party.create(network, new MemoryCache(0xb0b, network), 3, 13))
                .run()
                .assertSecure();
        new Call(network, bob, Party.create(network, new MemoryCache(0xa11ce, network), 4, 14))
                .run()
                .assertSecure();
        Call without = pair.call().run().assertSecure();
        assertThat(without.alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        assertThat(without.bob.details().secrets()).isEqualTo(Secrets.MISMATCH);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MULT", "PRESHARED", "X1M1", "X1M2", "X3M3"})
    void anInitiatorWithADegeneratePublicValueIsRefusedThoughItCommittedToIt(KeyAgreement keyAgreement) {
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Party alice = Party.create(
                network, pair.alice, 1, 1, AlgorithmPreferences.RECOMMENDED.withKeyAgreements(keyAgreement));
        Scripted mallory = new Scripted();
        alice.start();
        Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
        DhPart dhPart2 =
                mallory.dhPart2(Octets.copyOf(new byte[keyAgreement.scheme().pviBytes()]));
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(mallory.packet(mallory.commit(keyAgreement, dhPart2, hello)));
        assertThat(alice.failure()).isEmpty();
        alice.arrive(mallory.packet(dhPart2));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
        assertThat(alice.failure().orElseThrow().attack()).isTrue();
        assertThat(Tamper.message(alice.sent.getLast(), ErrorMessage.class).code())
                .isEqualTo(0x61);
    }

    @Test
    void aPublicValueOfAnotherLengthThanAgreedIsRefused() {
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        Scripted mallory = new Scripted();
        alice.start();
        Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
        DhPart dhPart2 = mallory.dhPart2(Octets.copyOf(new byte[64]));
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(mallory.packet(mallory.commit(KeyAgreement.X255, dhPart2, hello)));
        alice.arrive(mallory.packet(dhPart2));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
    }

    @Test
    void aCommitForWhatWasNotOfferedIsRefused() {
        Party alice = Party.create(
                pair.clock(), pair.alice, 1, 1, AlgorithmPreferences.RECOMMENDED.withKeyAgreements(KeyAgreement.X255));
        Scripted mallory = new Scripted();
        alice.start();
        Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
        DhPart dhPart2 = mallory.dhPart2(Octets.copyOf(new byte[64]));
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(mallory.packet(mallory.commit(KeyAgreement.EC25, dhPart2, hello)));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.KEY_AGREEMENT_NOT_SUPPORTED);
    }

    @Test
    void messagesThatDoNotContinueTheHashChainAreNotUsed() {
        Call call = pair.call();
        Scripted stranger = new Scripted();
        call.network.attacker((sender, packet) -> {
            // Before every packet comes one of the same kind from somebody who saw none of the hash images.
            Octets forged = Tamper.open(packet).message();
            byte[] bytes = forged.toArray();
            if (bytes.length > 44
                    && !Tamper.isType(packet, Hello.TYPE)
                    && !Tamper.type(packet).startsWith("Confirm")) {
                stranger.chain().h1().slice(0, 32).view().get(0, bytes, 12, 32);
            }
            ZrtpPacket.Intact intact = Tamper.open(packet);
            return List.of(ZrtpPacket.write(intact.sequence(), intact.ssrc(), Octets.owning(bytes)), packet);
        });
        call.run().assertSecure();
        assertThat(call.alice.machine.counters().forged()
                        + call.bob.machine.counters().forged())
                .isPositive();
    }

    @Test
    void spoofedErrorsDoNotStopAHandshake() {
        for (int code : new int[] {0x10, 0x30, 0x61, 0x70, 0xB0}) {
            Call call = pair.call();
            call.network.attacker((sender, packet) -> {
                ZrtpPacket.Intact intact = Tamper.open(packet);
                byte[] error = ZrtpPacket.write(
                        intact.sequence(),
                        intact.ssrc(),
                        ErrorMessage.create(code).raw());
                return List.of(packet, error);
            });
            call.run().assertSecure();
        }
    }

    @Test
    void spoofedErrorsDoNotEndASecureCall() {
        Call call = pair.call().run().assertSecure();
        call.bob.act(List.of(new ZrtpOutput.Send(
                ZrtpPacket.write(1, Call.SSRC_B, ErrorMessage.create(0x70).raw()))));
        call.network.run(Duration.ofMinutes(1));
        assertThat(call.alice.failure()).isEmpty();
        assertThat(call.alice.machine.details()).isPresent();
        assertThat(call.alice.first(ZrtpOutput.PeerErrorIgnored.class)).contains(new ZrtpOutput.PeerErrorIgnored(0x70));
    }

    @Test
    void aPeerThatReallyGaveUpIsBelievedSoonerThanTheTimeout() {
        Call call = pair.call();
        call.network.attacker((sender, packet) -> {
            if (Tamper.isType(packet, "DHPart1 ")) {
                ZrtpPacket.Intact intact = Tamper.open(packet);
                return List.of(ZrtpPacket.write(
                        intact.sequence(),
                        intact.ssrc(),
                        ErrorMessage.create(0xA0).raw()));
            }
            return List.of(packet);
        });
        call.run(Duration.ofSeconds(4));
        assertThat(List.of(call.alice, call.bob))
                .anyMatch(p -> p.failure()
                        .filter(f -> f.reason() == ZrtpFailure.Reason.PEER_ERROR
                                && f.peerCode().orElse(0) == 0xA0
                                && !f.attack())
                        .isPresent());
    }

    @Test
    void anErrorIsRepeatedUntilItIsAcknowledged() {
        Call call = pair.call();
        call.network.attacker((sender, packet) -> Tamper.isType(packet, "ErrorACK")
                ? List.of()
                : Tamper.isType(packet, "DHPart2 ") ? List.of(Tamper.flip(packet, 80)) : List.of(packet));
        call.run();
        Party caught = call.alice.failure().filter(ZrtpFailure::attack).isPresent() ? call.alice : call.bob;
        assertThat(caught.sent.stream()
                        .filter(p -> Tamper.isType(p, ErrorMessage.TYPE))
                        .count())
                .isEqualTo(1 + 10);
        assertThat(caught.runningTimers()).isFalse();
    }

    @Test
    void goClearIsRefusedAndTheCallStaysEncrypted() {
        Call call = pair.call().run().assertSecure();
        GoClear forged = GoClear.create(Octets.copyOf(new byte[8]));
        int before = call.alice.sent.size();
        call.alice.arrive(ZrtpPacket.write(1, Call.SSRC_B, forged.raw()));
        assertThat(call.alice.sent).hasSize(before);
        assertThat(call.alice.first(ZrtpOutput.GoClearRefused.class)).contains(new ZrtpOutput.GoClearRefused(false));
        assertThat(call.alice.machine.details()).isPresent();
    }

    @Test
    void replayedPacketsOfTheWholeExchangeChangeNothing() {
        Call call = pair.call().run().assertSecure();
        long keys = call.alice.count(ZrtpOutput.KeysReady.class);
        byte[] rs1 = pair.alice.rs1(pair.bob);
        for (int round = 0; round < 3; round++) {
            call.bob.sent.stream().toList().forEach(call.alice::arrive);
            call.alice.sent.stream().toList().forEach(call.bob::arrive);
        }
        call.network.run(Duration.ofMinutes(1));
        assertThat(call.alice.count(ZrtpOutput.KeysReady.class)).isEqualTo(keys);
        assertThat(call.alice.count(ZrtpOutput.Secured.class)).isEqualTo(1);
        assertThat(call.alice.failure()).isEmpty();
        assertThat(pair.alice.rs1(pair.bob)).isEqualTo(rs1);
    }

    @Test
    void ownPacketsReflectedAreNothing() {
        Call call = pair.call();
        call.network.attacker((sender, packet) -> {
            call.network.deliver(sender, packet);
            return List.of(packet);
        });
        call.run().assertSecure();
    }

    @Test
    void aPeerWithTheSameZidIsRefused() {
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        Scripted twin = new Scripted(pair.alice.localZid(), 0x77777777);
        alice.start();
        alice.arrive(twin.packet(twin.hello()));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.EQUAL_ZIDS);
    }

    @Test
    void aPeerWithTheSameSsrcIsTold() {
        Party alice = Party.create(pair.clock(), pair.alice, 0x77777777, 1);
        Scripted other = new Scripted(pair.bob.localZid(), 0x77777777);
        alice.start();
        alice.arrive(other.packet(other.hello()));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.SSRC_COLLISION);
        assertThat(Tamper.message(alice.sent.getLast(), ErrorMessage.class).code())
                .isEqualTo(0x91);
    }

    @Test
    void higherVersionsAreWaitedForAndLowerOnesRefused() {
        Scripted newer = new Scripted();
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        alice.start();
        alice.arrive(Tamper.change(newer.packet(newer.hello()), m -> m[14] = '2'));
        assertThat(alice.failure()).isEmpty();
        assertThat(alice.first(ZrtpOutput.PeerFound.class)).isEmpty();
        assertThat(Tamper.type(alice.sent.getLast())).isEqualTo("HelloACK");
        alice.arrive(Tamper.change(newer.packet(newer.hello()), m -> m[15] = 'a'));
        assertThat(alice.first(ZrtpOutput.PeerFound.class)).isPresent();

        Party bob = Party.create(pair.clock(), pair.bob, 2, 2);
        bob.start();
        bob.arrive(Tamper.change(newer.packet(newer.hello()), m -> m[14] = '0'));
        assertThat(bob.failureReason()).isEqualTo(ZrtpFailure.Reason.UNSUPPORTED_VERSION);
    }

    @Test
    void onceAPeerIsFoundNobodyElsesHelloEndsTheSearch() {
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        Scripted peer = new Scripted();
        Scripted twin = new Scripted(pair.alice.localZid(), 0x77777777);
        alice.start();
        alice.arrive(peer.packet(peer.hello()));
        alice.arrive(twin.packet(twin.hello()));
        alice.arrive(Tamper.change(twin.packet(twin.hello()), m -> m[14] = '0'));
        assertThat(alice.failure()).isEmpty();
        assertThat(alice.count(ZrtpOutput.PeerFound.class)).isEqualTo(1);
    }

    @Test
    void aForgedHelloOfAnOldVersionDoesNotGetInBeforeTheAnnouncedOne() {
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        Scripted peer = new Scripted();
        Scripted mallory = new Scripted(pair.bob.localZid(), 0x77777777);
        alice.machine.peerHelloHash(Optional.of(peer.hello().hash()));
        alice.start();
        alice.arrive(Tamper.change(mallory.packet(mallory.hello()), m -> m[14] = '0'));
        assertThat(alice.failure()).isEmpty();
        alice.arrive(peer.packet(peer.hello()));
        assertThat(alice.first(ZrtpOutput.PeerFound.class)).isPresent();
    }

    @Test
    void pingIsAnsweredButNotForEver() {
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        Scripted proxy = new Scripted();
        alice.start();
        for (int i = 0; i < 1000; i++) {
            alice.arrive(proxy.packet(Ping.create(Octets.copyOf(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))));
        }
        List<byte[]> answers =
                alice.sent.stream().filter(p -> Tamper.isType(p, PingAck.TYPE)).toList();
        assertThat(answers).hasSizeBetween(10, 100);
        PingAck answer = Tamper.message(answers.getFirst(), PingAck.class);
        assertThat(answer.theirs().toArray()).isEqualTo(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(answer.ssrc()).isEqualTo(0x5c5c5c5c);
    }

    @Test
    void aFloodOfHellosAndCommitsIsAnsweredWithinBounds() {
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        Scripted mallory = new Scripted();
        alice.start();
        byte[] hello = mallory.packet(mallory.hello());
        for (int i = 0; i < 10_000; i++) {
            alice.arrive(hello);
        }
        assertThat(alice.sent.size()).isLessThan(400);
    }

    @Test
    void packetsOfAnotherSourceDoNotGetInBetween() {
        Call call = pair.call().run().assertSecure();
        long before = call.alice.machine.counters().forged();
        call.alice.arrive(ZrtpPacket.write(1, 0x12121212, Acknowledgement.CONF2_ACK.raw()));
        assertThat(call.alice.machine.counters().forged()).isEqualTo(before + 1);
        assertThat(call.alice.machine.receive(ByteBuffer.wrap(new byte[3]))).isEmpty();
    }
}
