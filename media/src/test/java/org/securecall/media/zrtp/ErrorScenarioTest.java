// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.Zid;

/** Every error code of RFC 6189 §5.9: by what it is sent, and what comes of it when the peer sends it. */
class ErrorScenarioTest {

    /** Each ends with an Error message of Alice's. */
    @FunctionalInterface
    private interface Condition {

        Party provoke(Call.Pair pair);
    }

    private static final Map<ErrorCode, Condition> CONDITIONS = conditions();

    /**
     * Not sent at all: a relayed code of an untrusted server is acknowledged and not shown (§5.13), so the call goes on; and
     * this telephone is never out of service while it runs.
     */
    private static final Set<ErrorCode> NEVER_SENT =
            EnumSet.of(ErrorCode.UNTRUSTED_RELAY, ErrorCode.SERVICE_UNAVAILABLE);

    /** In the secure state: see SecureStateTest and GoClearScenarioTest. */
    private static final Set<ErrorCode> SENT_WHEN_SECURE = EnumSet.of(ErrorCode.GO_CLEAR_NOT_ALLOWED);

    private static Map<ErrorCode, Condition> conditions() {
        Map<ErrorCode, Condition> table = new EnumMap<>(ErrorCode.class);
        table.put(
                ErrorCode.MALFORMED,
                pair -> afterCommit(pair, (mallory, hello) -> {
                    DhPart part = mallory.dhPart2(Octets.copyOf(new byte[32]));
                    Negotiated negotiated = Scripted.negotiated(KeyAgreement.X255);
                    return mallory.packet(Commit.diffieHellman(
                            mallory.chain(),
                            new Zid("0123456789abcdef01234567"),
                            negotiated,
                            CommitSent.hvi(negotiated.hash(), part, hello),
                            Octets.EMPTY));
                }));
        table.put(ErrorCode.SOFTWARE, pair -> {
            Party alice = alice(pair);
            Scripted mallory = new Scripted();
            alice.arrive(mallory.packet(mallory.hello()));
            alice.arrive(mallory.packet(Acknowledgement.HELLO_ACK));
            assertThat(Tamper.type(alice.sent.getLast())).isEqualTo(Commit.TYPE);
            alice.arrive(multistream(mallory));
            return alice;
        });
        table.put(ErrorCode.UNSUPPORTED_VERSION, pair -> {
            Party alice = alice(pair);
            Scripted old = new Scripted();
            alice.arrive(Tamper.change(old.packet(old.hello()), m -> m[14] = '0'));
            return alice;
        });
        table.put(ErrorCode.HELLO_MISMATCH, pair -> {
            Party alice = alice(pair);
            Scripted mallory = new Scripted();
            Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
            // A letter of the client identifier: everything else goes on as before.
            alice.arrive(Tamper.flip(mallory.packet(mallory.hello()), 16));
            DhPart part = mallory.dhPart2(Octets.copyOf(new byte[32]));
            alice.arrive(mallory.packet(mallory.commit(KeyAgreement.X255, part, hello)));
            return alice;
        });
        table.put(ErrorCode.HASH_NOT_SUPPORTED, pair -> afterCommitWithName(pair, 56));
        table.put(ErrorCode.CIPHER_NOT_SUPPORTED, pair -> afterCommitWithName(pair, 60));
        table.put(ErrorCode.AUTH_TAG_NOT_SUPPORTED, pair -> afterCommitWithName(pair, 64));
        table.put(ErrorCode.KEY_AGREEMENT_NOT_SUPPORTED, pair -> afterCommitWithName(pair, 68));
        table.put(ErrorCode.SAS_NOT_SUPPORTED, pair -> afterCommitWithName(pair, 72));
        table.put(ErrorCode.DH_REQUIRED, pair -> afterCommit(pair, (mallory, hello) -> multistream(mallory)));
        table.put(ErrorCode.BAD_PUBLIC_VALUE, pair -> {
            Scripted mallory = new Scripted();
            DhPart zero = mallory.dhPart2(Octets.copyOf(new byte[32]));
            return afterDhPart2(pair, mallory, zero, zero);
        });
        table.put(ErrorCode.HVI_MISMATCH, pair -> {
            Scripted mallory = new Scripted();
            DhPart committed = mallory.dhPart2(point(9));
            return afterDhPart2(pair, mallory, committed, mallory.dhPart2(point(8)));
        });
        table.put(ErrorCode.BAD_CONFIRM_MAC, pair -> {
            Scripted mallory = new Scripted();
            DhPart nine = mallory.dhPart2(point(9));
            Party alice = afterDhPart2(pair, mallory, nine, nine);
            assertThat(Tamper.type(alice.sent.getLast())).isEqualTo(Confirm.TYPE_1);
            alice.arrive(mallory.packet(Confirm.create(
                    Role.INITIATOR,
                    Octets.copyOf(new byte[8]),
                    Octets.copyOf(new byte[16]),
                    Octets.copyOf(new byte[40]))));
            return alice;
        });
        table.put(ErrorCode.NONCE_REUSE, ErrorScenarioTest::reusedNonce);
        table.put(ErrorCode.EQUAL_ZIDS, pair -> {
            Party alice = alice(pair);
            Scripted twin = new Scripted(pair.alice.localZid(), 0x77777777);
            alice.arrive(twin.packet(twin.hello()));
            return alice;
        });
        table.put(ErrorCode.SSRC_COLLISION, pair -> {
            Party alice = alice(pair);
            Scripted other = new Scripted(pair.bob.localZid(), Call.SSRC_A);
            alice.arrive(other.packet(other.hello()));
            return alice;
        });
        table.put(ErrorCode.TIMEOUT, pair -> {
            Call call = pair.call();
            call.network.attacker(Tamper.dropping("DHPart1 "));
            call.run();
            return call.alice.failureReason() == ZrtpFailure.Reason.TIMEOUT ? call.alice : call.bob;
        });
        return table;
    }

    private static Party alice(Call.Pair pair) {
        Party alice = Party.create(pair.clock(), pair.alice, Call.SSRC_A, 1);
        alice.start();
        return alice;
    }

    @FunctionalInterface
    private interface CommitOf {

        byte[] packet(Scripted mallory, Hello ofAlice);
    }

    private static Party afterCommit(Call.Pair pair, CommitOf commit) {
        Party alice = alice(pair);
        Scripted mallory = new Scripted();
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(commit.packet(mallory, Tamper.message(alice.sent.getFirst(), Hello.class)));
        return alice;
    }

    /** @param at where in the Commit an unknown name is put in place of the known one */
    private static Party afterCommitWithName(Call.Pair pair, int at) {
        return afterCommit(
                pair,
                (mallory, hello) -> Tamper.change(
                        mallory.packet(mallory.commit(KeyAgreement.X255, mallory.dhPart2(point(9)), hello)),
                        message -> System.arraycopy("NONE".getBytes(StandardCharsets.US_ASCII), 0, message, at, 4)));
    }

    private static Party afterDhPart2(Call.Pair pair, Scripted mallory, DhPart committed, DhPart sent) {
        Party alice = alice(pair);
        Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(mallory.packet(mallory.commit(KeyAgreement.X255, committed, hello)));
        alice.arrive(mallory.packet(sent));
        return alice;
    }

    /** A public value of X25519: that of the base point, or another. */
    private static Octets point(int u) {
        byte[] value = new byte[32];
        value[0] = (byte) u;
        return Octets.owning(value);
    }

    private static byte[] multistream(Scripted mallory) {
        Negotiated mult = new Negotiated(
                HashAlgorithm.S256, CipherAlgorithm.AES3, AuthTag.HS80, KeyAgreement.MULT, SasRendering.B32);
        return mallory.packet(Commit.multistream(mallory.chain(), mallory.zid(), mult, Octets.copyOf(new byte[16])));
    }

    private static Party reusedNonce(Call.Pair pair) {
        Call first = pair.call().run().assertSecure();
        Party last = first.alice;
        for (int number = 1; number <= 2; number++) {
            ZrtpConfig config =
                    Party.config(first.network, pair.alice, number, number, AlgorithmPreferences.RECOMMENDED);
            last = new Party(
                    first.network,
                    ZrtpMachine.multistream(first.alice.machine, config, Party.random(number)),
                    pair.alice);
            Scripted mallory = new Scripted(pair.bob.localZid(), 0x33333333);
            last.start();
            last.arrive(mallory.packet(mallory.hello()));
            last.arrive(multistream(mallory));
        }
        return last;
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeIsSentByItsConditionAndByNothingElse(ErrorCode code) {
        if (NEVER_SENT.contains(code) || SENT_WHEN_SECURE.contains(code)) {
            assertThat(CONDITIONS).doesNotContainKey(code);
            return;
        }
        Condition condition = CONDITIONS.get(code);
        Party alice = Objects.requireNonNull(condition).provoke(new Call.Pair());
        assertThat(alice.failureReason().code()).contains(code);
        assertThat(alice.sent.stream()
                        .filter(packet -> Tamper.isType(packet, ErrorMessage.TYPE))
                        .map(packet ->
                                Tamper.message(packet, ErrorMessage.class).code())
                        .distinct())
                .containsExactly(code.code());
        assertThat(alice.failure().orElseThrow().attack()).isEqualTo(code.attack());
        assertThat(alice.secure()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeOfThePeerIsToldInItsOwnWordsAndAcknowledged(ErrorCode code) {
        for (int seed = 1; seed <= 5; seed++) {
            Call call = new Call.Pair().call(new VirtualNetwork.Weather(0.2, 0.2, 1, 100), seed);
            call.network.attacker((sender, packet) ->
                    Tamper.isType(packet, DhPart.TYPE_1) ? List.of(error(packet, code.code())) : List.of(packet));
            call.run();
            Party told = call.alice.failureReason() == ZrtpFailure.Reason.PEER_ERROR ? call.alice : call.bob;
            ZrtpFailure failure = told.failure().orElseThrow();
            assertThat(failure.reason()).isEqualTo(ZrtpFailure.Reason.PEER_ERROR);
            assertThat(failure.peerCode()).hasValue(code.code());
            assertThat(failure.sentence()).isEqualTo(code.sentence()).endsWith(".");
            assertThat(failure.attack()).isEqualTo(code.attack());
            assertThat(told.sent).anyMatch(packet -> Tamper.isType(packet, "ErrorACK"));
            assertThat(told.runningTimers()).isFalse();
        }
    }

    @Test
    void noTwoCodesAreToldInTheSameWords() {
        List<String> sentences = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            sentences.add(code.sentence());
            assertThat(ErrorCode.of(code.code())).contains(code);
        }
        assertThat(sentences).doesNotHaveDuplicates();
    }

    @Test
    void anUnknownCodeIsToldAsANumberAndIsNoAlarm() {
        for (int code : new int[] {0, 0x11, 0x57, 0x101, -1}) {
            Call call = new Call.Pair().call();
            call.network.attacker((sender, packet) ->
                    Tamper.isType(packet, DhPart.TYPE_1) ? List.of(error(packet, code)) : List.of(packet));
            call.run();
            Party told = call.alice.failureReason() == ZrtpFailure.Reason.PEER_ERROR ? call.alice : call.bob;
            ZrtpFailure failure = told.failure().orElseThrow();
            assertThat(failure.sentence()).contains("unknown error 0x" + Integer.toHexString(code));
            assertThat(failure.attack()).isFalse();
        }
    }

    private static byte[] error(byte[] inPlaceOf, int code) {
        ZrtpPacket.Intact intact = Tamper.open(inPlaceOf);
        return ZrtpPacket.write(
                intact.sequence(), intact.ssrc(), ErrorMessage.create(code).raw());
    }

    @Test
    void anErrorComesAgainOnTimerT2UntilTheScheduleIsOver() {
        Call call = new Call.Pair().call();
        List<Instant> times = new ArrayList<>();
        call.network.attacker((sender, packet) -> {
            if (Tamper.isType(packet, ErrorMessage.TYPE)) {
                times.add(call.network.instant());
            }
            return Tamper.isType(packet, "ErrorACK")
                    ? List.of()
                    : Tamper.isType(packet, DhPart.TYPE_2) ? List.of(Tamper.flip(packet, 80)) : List.of(packet);
        });
        call.run();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(Duration.between(times.get(i - 1), times.get(i)).toMillis());
        }
        // RFC 6189 §6: 150 ms, doubled up to 1200 ms, ten times.
        assertThat(gaps).containsExactly(150L, 300L, 600L, 1200L, 1200L, 1200L, 1200L, 1200L, 1200L, 1200L);
    }

    @Test
    void everyErrorIsAcknowledgedInEveryStateButNotForEver() {
        List<Party> parties = new ArrayList<>();
        Call.Pair pair = new Call.Pair();
        parties.add(alice(pair));
        CONDITIONS.forEach((code, condition) -> {
            // What comes under this side's own SSRC cannot be told from its own packets, reflected.
            if (code != ErrorCode.SSRC_COLLISION) {
                parties.add(condition.provoke(new Call.Pair()));
            }
        });
        Call secure = new Call.Pair().call().run().assertSecure();
        parties.add(secure.alice);
        for (Party party : parties) {
            int ssrc = party.sent.isEmpty() ? 0 : peerSsrc(party);
            long before = acknowledgements(party);
            party.arrive(ZrtpPacket.write(9, ssrc, ErrorMessage.create(0xA0).raw()));
            assertThat(acknowledgements(party)).isEqualTo(before + 1);
            for (int i = 0; i < 1000; i++) {
                party.arrive(
                        ZrtpPacket.write(10 + i, ssrc, ErrorMessage.create(0xA0).raw()));
            }
            assertThat(acknowledgements(party)).isBetween(100L, 300L);
        }
        assertThat(secure.alice.machine.details()).isPresent();
        assertThat(secure.alice.failure()).isEmpty();
    }

    private static long acknowledgements(Party party) {
        return party.sent.stream()
                .filter(packet -> Tamper.isType(packet, "ErrorACK"))
                .count();
    }

    /** Whom the party talks to: only that one's messages count. */
    private static int peerSsrc(Party party) {
        for (int ssrc : new int[] {0x5c5c5c5c, 0x77777777, 0x33333333, Call.SSRC_B, Call.SSRC_A}) {
            long before = party.machine.counters().forged();
            party.arrive(ZrtpPacket.write(1, ssrc, Acknowledgement.RELAY_ACK.raw()));
            if (party.machine.counters().forged() == before) {
                return ssrc;
            }
        }
        throw new AssertionError("The party talks to nobody");
    }
}
