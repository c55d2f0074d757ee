// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** The key agreements that withstand a quantum computer: two machines, and what somebody in between can do. */
class PostQuantumScenarioTest {

    /** So long that nothing is fragmented, and a test can get at whole messages. */
    private static final int LONG = 4096;

    private final Call.Pair pair = new Call.Pair();

    private Call call(KeyAgreement keyAgreement, long seed) {
        return pair.call(
                VirtualNetwork.Weather.FINE,
                seed,
                c -> c.withAlgorithms(c.algorithms().withKeyAgreements(keyAgreement))
                        .withMtu(LONG),
                c -> c.withAlgorithms(c.algorithms().withKeyAgreements(keyAgreement))
                        .withMtu(LONG));
    }

    private static byte[] first(String type, Party... parties) {
        return Arrays.stream(parties)
                .flatMap(p -> p.sent.stream())
                .filter(p -> Tamper.isType(p, type))
                .findFirst()
                .orElseThrow();
    }

    /** The sizes that bzrtp gives them; the packet's own header and CRC are 16 octets. */
    @ParameterizedTest
    @CsvSource({"X1M1, 964, 900, 116", "X1M2, 1348, 1220, 116", "X3M3, 1756, 1724, 116"})
    void bothSidesComeToTheSameKeysAndTheSameSas(KeyAgreement keyAgreement, int commit, int dhPart1, int dhPart2) {
        Call call = call(keyAgreement, 1).run().assertSecure();
        assertThat(call.alice.details().keyAgreement()).isEqualTo(keyAgreement.label());
        assertThat(call.alice.details().hash()).isEqualTo("S384");
        assertThat(call.alice.details().cipher()).isEqualTo("AES3");
        assertThat(first(Commit.TYPE, call.alice, call.bob)).hasSize(commit);
        assertThat(first(DhPart.TYPE_1, call.alice, call.bob)).hasSize(dhPart1);
        assertThat(first(DhPart.TYPE_2, call.alice, call.bob)).hasSize(dhPart2);
    }

    @ParameterizedTest
    @EnumSource(names = {"X1M1", "X1M2", "X3M3"})
    void whenBothCommitTheLoserDropsItsKeyPairAndAnswersTheOther(KeyAgreement keyAgreement) {
        int aliceBegan = 0;
        for (int seed = 0; seed < 12; seed++) {
            Call call = call(keyAgreement, seed).run().assertSecure();
            assertThat(commits(call.alice)).isEqualTo(1);
            assertThat(commits(call.bob)).isEqualTo(1);
            aliceBegan += call.alice.details().initiator() ? 1 : 0;
        }
        assertThat(aliceBegan).isBetween(1, 11);
    }

    private static long commits(Party party) {
        return party.sent.stream().filter(p -> Tamper.isType(p, Commit.TYPE)).count();
    }

    /** The one that only answers has no use for a key pair, and makes none. */
    @Test
    void aResponderTakesNoKeyPairFromItsPool() {
        List<Integer> asked = new ArrayList<>();
        SecureRandom counting = new SecureRandom() {

            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                asked.add(bytes.length);
                super.nextBytes(bytes);
            }
        };
        KeyPool pool = new KeyPool(counting);
        AlgorithmPreferences only = AlgorithmPreferences.RECOMMENDED.withKeyAgreements(KeyAgreement.X3M3);
        ZrtpConfig config = ZrtpConfig.recommended(1, pair.alice, pool, pair.clock())
                .withAlgorithms(only)
                .withMtu(LONG);
        Party alice = new Party(pair.clock(), ZrtpMachine.create(config, Party.random(1)), pair.alice);
        Scripted bob = new Scripted();
        alice.start();
        alice.arrive(bob.packet(bob.hello(KeyAgreement.X3M3)));
        try (KemKeyPair keys = HybridKem.X448_ML_KEM_1024.generate(new SecureRandom())) {
            alice.arrive(bob.packet(commit(bob, alice, KeyAgreement.X3M3, nonce(16), keys.publicKey())));
        }
        assertThat(first(DhPart.TYPE_1, alice)).hasSize(1724);
        assertThat(asked).isEmpty();
    }

    private static Octets nonce(int length) {
        return Octets.owning(new byte[length]);
    }

    private static Commit commit(Scripted bob, Party alice, KeyAgreement keyAgreement, Octets pvi, Octets publicKey) {
        Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
        return bob.commit(Scripted.negotiated(keyAgreement), bob.dhPart2(pvi), hello, publicKey);
    }

    /** Alice has heard Bob's Hello and not more. */
    private Party listening(Scripted bob, KeyAgreement keyAgreement) {
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        AlgorithmPreferences only = AlgorithmPreferences.RECOMMENDED.withKeyAgreements(keyAgreement);
        ZrtpConfig config = Party.config(network, pair.alice, 1, 1, only).withMtu(LONG);
        Party alice = new Party(network, ZrtpMachine.create(config, Party.random(1)), pair.alice);
        alice.start();
        alice.arrive(bob.packet(bob.hello(keyAgreement)));
        return alice;
    }

    private static HybridKem kem(KeyAgreement keyAgreement) {
        return (HybridKem) keyAgreement.scheme();
    }

    @ParameterizedTest
    @EnumSource(names = {"X1M1", "X1M2", "X3M3"})
    void aCommitWithABadPublicKeyIsRefused(KeyAgreement keyAgreement) {
        int split = kem(keyAgreement).classic().group().publicValueBytes();
        List<Consumer<byte[]>> changes = List.of(
                key -> Arrays.fill(key, 0, split, (byte) 0), // a point of small order
                key -> Arrays.fill(key, (byte) 0),
                key -> Arrays.fill(key, split, split + 3, (byte) 0xff), // coefficients of 4095
                key -> Arrays.fill(key, (byte) 0xff));
        for (Consumer<byte[]> change : changes) {
            Scripted bob = new Scripted();
            Party alice = listening(bob, keyAgreement);
            try (KemKeyPair keys = kem(keyAgreement).generate(new SecureRandom())) {
                byte[] key = keys.publicKey().toArray();
                change.accept(key);
                alice.arrive(bob.packet(commit(bob, alice, keyAgreement, nonce(16), Octets.owning(key))));
            }
            assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
            assertThat(alice.failure().orElseThrow().attack()).isTrue();
            assertThat(Tamper.message(alice.sent.getLast(), ErrorMessage.class).code())
                    .isEqualTo(0x61);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"X1M1", "X1M2", "X3M3"})
    void aCommitWithoutItsWholePublicKeyIsMalformed(KeyAgreement keyAgreement) {
        Scripted bob = new Scripted();
        Party alice = listening(bob, keyAgreement);
        try (KemKeyPair keys = kem(keyAgreement).generate(new SecureRandom())) {
            byte[] whole = commit(bob, alice, keyAgreement, nonce(16), keys.publicKey())
                    .raw()
                    .toArray();
            assertThat(parse(whole)).isInstanceOf(ParsedMessage.Valid.class);
            for (int words = 3; words < whole.length / 4 + 40; words++) {
                byte[] changed = Arrays.copyOf(whole, 4 * words);
                ByteBuffer.wrap(changed).putShort(2, (short) words);
                if (changed.length != whole.length) {
                    assertThat(parse(changed)).isInstanceOf(ParsedMessage.Malformed.class);
                }
            }
            for (int length = 0; length < whole.length; length++) {
                assertThat(parse(Arrays.copyOf(whole, length))).isInstanceOf(ParsedMessage.Malformed.class);
            }
        }
    }

    private static ParsedMessage parse(byte[] message) {
        return ParsedMessage.parse(Octets.copyOf(message));
    }

    /** hvi binds it, but to no purpose: what is no nonce of this protocol is not taken. */
    @ParameterizedTest
    @CsvSource({"X1M1, 4", "X1M2, 12", "X3M3, 20", "X3M3, 32", "X1M1, 832"})
    void aNonceOfAnotherLengthIsRefusedThoughItWasCommittedTo(KeyAgreement keyAgreement, int length) {
        Scripted bob = new Scripted();
        Party alice = listening(bob, keyAgreement);
        try (KemKeyPair keys = kem(keyAgreement).generate(new SecureRandom())) {
            alice.arrive(bob.packet(commit(bob, alice, keyAgreement, nonce(length), keys.publicKey())));
        }
        assertThat(alice.failure()).isEmpty();
        alice.arrive(bob.packet(bob.dhPart2(nonce(length))));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
    }

    @ParameterizedTest
    @EnumSource(names = {"X1M1", "X1M2", "X3M3"})
    void anotherNonceThanCommittedToIsCaughtByHvi(KeyAgreement keyAgreement) {
        Scripted bob = new Scripted();
        Party alice = listening(bob, keyAgreement);
        try (KemKeyPair keys = kem(keyAgreement).generate(new SecureRandom())) {
            alice.arrive(bob.packet(commit(bob, alice, keyAgreement, nonce(16), keys.publicKey())));
        }
        byte[] other = new byte[16];
        other[15] = 1;
        alice.arrive(bob.packet(bob.dhPart2(Octets.owning(other))));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.HVI_MISMATCH);
    }

    /** Bob answers Alice's Commit with what a test makes of a good ciphertext. */
    private Party answered(KeyAgreement keyAgreement, Consumer<byte[]> change, int length) throws Exception {
        Scripted bob = new Scripted();
        Party alice = listening(bob, keyAgreement);
        alice.arrive(bob.packet(Acknowledgement.HELLO_ACK));
        Commit commit = Tamper.message(first(Commit.TYPE, alice), Commit.class);
        Octets publicKey = ((Commit.Mode.DiffieHellman) commit.mode()).publicKey();
        try (Encapsulated made =
                kem(keyAgreement).encapsulate(publicKey, HashAlgorithm.valueOf(commit.hash()), new SecureRandom())) {
            byte[] ciphertext = made.ciphertext().toArray();
            change.accept(ciphertext);
            alice.arrive(bob.packet(DhPart.create(
                    Role.RESPONDER,
                    bob.chain(),
                    Scripted.strangerIds(),
                    Octets.owning(Arrays.copyOf(ciphertext, length < 0 ? ciphertext.length : length)))));
        }
        return alice;
    }

    @ParameterizedTest
    @EnumSource(names = {"X1M1", "X1M2", "X3M3"})
    void aCiphertextOfAnotherLengthOrWithAPointOfSmallOrderIsRefused(KeyAgreement keyAgreement) throws Exception {
        int whole = kem(keyAgreement).pvrBytes();
        int split = kem(keyAgreement).classic().group().publicValueBytes();
        for (int length : new int[] {4, split, 384, whole - 4, whole + 4}) {
            assertThat(answered(keyAgreement, c -> {}, length).failureReason())
                    .isEqualTo(ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
        }
        assertThat(answered(keyAgreement, c -> Arrays.fill(c, 0, split, (byte) 0), whole)
                        .failureReason())
                .isEqualTo(ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
        Party good = answered(keyAgreement, c -> {}, -1);
        assertThat(good.failure()).isEmpty();
        assertThat(first(DhPart.TYPE_2, good)).hasSize(116);
    }

    /** The MAC of DHPart1 comes with Confirm1: until then only another key, hence another MAC of Confirm1, shows it. */
    @ParameterizedTest
    @CsvSource({"X1M1, 80", "X1M1, 400", "X1M2, 400", "X3M3, 80", "X3M3, 1500"})
    void aChangedCiphertextIsCaughtByTheConfirmMac(KeyAgreement keyAgreement, int octet) {
        Call call = call(keyAgreement, 1);
        call.network.attacker(changing(DhPart.TYPE_1, octet));
        assertCaught(call.run(), ZrtpFailure.Reason.BAD_CONFIRM_MAC);
    }

    @ParameterizedTest
    @CsvSource({"X1M1, 80, FORGED_COMMIT", "X1M2, 400, FORGED_COMMIT", "X3M3, 110, FORGED_COMMIT"})
    void aChangedPublicKeyIsCaughtByTheMacOfTheCommit(KeyAgreement keyAgreement, int octet, ZrtpFailure.Reason reason) {
        Call call = call(keyAgreement, 1);
        call.network.attacker(changing(Commit.TYPE, octet));
        assertCaught(call.run(), reason);
    }

    private static VirtualNetwork.Attacker changing(String type, int octet) {
        return (sender, packet) -> Tamper.isType(packet, type) ? List.of(Tamper.flip(packet, octet)) : List.of(packet);
    }

    private static void assertCaught(Call call, ZrtpFailure.Reason reason) {
        assertThat(List.of(call.alice, call.bob))
                .anyMatch(p -> p.failure()
                        .filter(f -> f.reason() == reason && f.attack())
                        .isPresent());
        assertThat(call.alice.secure() && call.bob.secure()).isFalse();
    }

    @Test
    void whoStripsTheHybridsFromAHelloIsCaught() {
        Call call = call(KeyAgreement.X3M3, 1);
        call.network.attacker((sender, packet) -> Tamper.isType(packet, Hello.TYPE)
                ? List.of(Tamper.change(packet, PostQuantumScenarioTest::makeUnknown))
                : List.of(packet));
        assertCaught(call.run(), ZrtpFailure.Reason.FORGED_HELLO);
    }

    private static void makeUnknown(byte[] hello) {
        for (int at = 80; at < hello.length - 8; at += 4) {
            if (hello[at] == 'X' && hello[at + 1] == '3' && hello[at + 2] == 'M') {
                hello[at] = 'Y';
            }
        }
    }

    @Test
    void retainedSecretsGoFromOneKeyAgreementToTheNext() {
        call(KeyAgreement.X255, 1).run().assertSecure().hangUp();
        long seed = 1;
        for (KeyAgreement next : List.of(KeyAgreement.X3M3, KeyAgreement.X1M2, KeyAgreement.X1M1, KeyAgreement.X255)) {
            Call call = call(next, ++seed).run().assertSecure();
            assertThat(call.alice.details().secrets()).isEqualTo(Secrets.MATCH);
            assertThat(call.bob.details().secrets()).isEqualTo(Secrets.MATCH);
            call.hangUp();
        }
    }

    /** What bzrtp does with two lists: the first of both if it is the same, otherwise the one with the lower number. */
    private static KeyAgreement asBzrtp(List<KeyAgreement> own, List<KeyAgreement> peer) {
        List<KeyAgreement> numbers = List.of(
                KeyAgreement.DH2K,
                KeyAgreement.X255,
                KeyAgreement.X448,
                KeyAgreement.DH3K,
                KeyAgreement.X1M1,
                KeyAgreement.X3M3);
        KeyAgreement mine = own.stream().filter(peer::contains).findFirst().orElseThrow();
        KeyAgreement theirs = peer.stream().filter(own::contains).findFirst().orElseThrow();
        return numbers.indexOf(mine) <= numbers.indexOf(theirs) ? mine : theirs;
    }

    @Test
    void withAnyTwoListsTheChoiceIsTheOneThatBzrtpMakes() {
        List<List<KeyAgreement>> lists = lists(List.of(
                KeyAgreement.DH2K,
                KeyAgreement.X255,
                KeyAgreement.X448,
                KeyAgreement.DH3K,
                KeyAgreement.X1M1,
                KeyAgreement.X3M3));
        int hybrids = 0;
        for (List<KeyAgreement> own : lists) {
            AlgorithmPreferences mine =
                    AlgorithmPreferences.RECOMMENDED.withKeyAgreements(own.toArray(KeyAgreement[]::new));
            for (List<KeyAgreement> peer : lists) {
                AlgorithmPreferences theirs =
                        AlgorithmPreferences.RECOMMENDED.withKeyAgreements(peer.toArray(KeyAgreement[]::new));
                KeyAgreement chosen = Negotiated.chooseKeyAgreement(mine, theirs.names());
                assertThat(chosen).isEqualTo(asBzrtp(mine.keyAgreements(), theirs.keyAgreements()));
                assertThat(Negotiated.chooseKeyAgreement(theirs, mine.names())).isEqualTo(chosen);
                hybrids += chosen.isPostQuantum() ? 1 : 0;
            }
        }
        assertThat(hybrids).isPositive();
    }

    /** Every order of up to three, all different. */
    private static List<List<KeyAgreement>> lists(List<KeyAgreement> of) {
        List<List<KeyAgreement>> all = new ArrayList<>();
        for (KeyAgreement one : of) {
            all.add(List.of(one));
            for (KeyAgreement two : of) {
                for (KeyAgreement three : of) {
                    if (one != two && two != three && one != three) {
                        all.add(List.of(one, two, three));
                    }
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        // Alice's first, Bob's first, what comes out
        "X3M3, X3M3, X3M3",
        "X1M2, X1M2, X1M2",
        "X1M1, X3M3, X1M1",
        "X3M3, X1M2, X1M2",
        "X1M2, X1M1, X1M1",
        "X3M3, X255, X255",
        "EC52, X3M3, EC52",
    })
    void whatComesOfTwoDifferentFirstChoices(KeyAgreement alice, KeyAgreement bob, KeyAgreement expected) {
        Call call = pair.call(
                        VirtualNetwork.Weather.FINE,
                        7,
                        c -> c.withAlgorithms(
                                c.algorithms().withKeyAgreements(alice, bob == alice ? KeyAgreement.X448 : bob)),
                        c -> c.withAlgorithms(
                                c.algorithms().withKeyAgreements(bob, bob == alice ? KeyAgreement.X448 : alice)))
                .run()
                .assertSecure();
        assertThat(call.alice.details().keyAgreement()).isEqualTo(expected.label());
    }
}
