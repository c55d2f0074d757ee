// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.srtp.SrtpProfile;

/** Two machines that mean each other well. */
class HandshakeScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    @Test
    void twoMachinesComeToTheSameKeysAndTheSameSas() {
        Call call = pair.call().run().assertSecure();
        assertThat(call.alice.details().keyAgreement()).isEqualTo("X255");
        assertThat(call.alice.details().cipher()).isEqualTo("AES3");
        assertThat(call.alice.details().authTag()).isEqualTo("HS80");
        assertThat(call.alice.details().sasType()).isEqualTo("B256");
        assertThat(call.alice.details().sas()).contains(":");
        assertThat(call.alice.details().secrets()).isEqualTo(Secrets.FIRST);
        assertThat(call.alice.details().zrtpHash()).isEqualTo(HelloHash.ABSENT);
        assertThat(call.alice.details().peerClient()).isEqualTo("Secure Call 0.1");
        assertThat(call.alice.runningTimers()).isFalse();
        assertThat(call.bob.runningTimers()).isFalse();
    }

    @Test
    void secureFourRoundTripsAfterTheStartAtTheLatest() {
        Call call = pair.call();
        Instant start = call.network.instant();
        call.run().assertSecure();
        assertThat(Duration.between(start, call.alice.securedAt())).isLessThanOrEqualTo(Duration.ofMillis(40));
        assertThat(Duration.between(start, call.bob.securedAt())).isLessThanOrEqualTo(Duration.ofMillis(40));
    }

    @ParameterizedTest
    @EnumSource(CipherAlgorithm.class)
    void everyCipherWorksWithEveryTagAndRendering(CipherAlgorithm cipher) {
        for (AuthTag tag :
                Arrays.stream(AuthTag.values()).filter(t -> t.allows(cipher)).toList()) {
            for (SasRendering sas : SasRendering.values()) {
                AlgorithmPreferences only = AlgorithmPreferences.RECOMMENDED
                        .withCiphers(cipher)
                        .withAuthTags(tag)
                        .withSasRenderings(sas);
                Call call = new Call.Pair()
                        .call(VirtualNetwork.Weather.FINE, 9, c -> c.withAlgorithms(only), c -> c.withAlgorithms(only))
                        .run()
                        .assertSecure();
                assertThat(call.alice.key(ZrtpOutput.Direction.SEND))
                        .startsWith(SrtpProfile.of(tag.mode(cipher), cipher.keyBits(), tag.srtp()) + " ");
                assertThat(call.alice.details().sasType()).isEqualTo(sas.label());
            }
        }
    }

    @Test
    void differentFirstChoicesEndAtTheFasterKeyAgreement() {
        // The example of RFC 6189 §4.1.2, with what this program has.
        Call call = pair.call(
                        VirtualNetwork.Weather.FINE,
                        3,
                        c -> c.withAlgorithms(c.algorithms().withKeyAgreements(KeyAgreement.DH3K, KeyAgreement.EC25)),
                        c -> c.withAlgorithms(c.algorithms().withKeyAgreements(KeyAgreement.EC25, KeyAgreement.DH3K)))
                .run()
                .assertSecure();
        assertThat(call.alice.details().keyAgreement()).isEqualTo("EC25");
    }

    @Test
    void aPeerThatListsNothingStillHasTheMandatoryAlgorithms() {
        AlgorithmNames nothing = new AlgorithmNames(List.of(), List.of(), List.of(), List.of(), List.of());
        AlgorithmPreferences own = AlgorithmPreferences.RECOMMENDED;
        KeyAgreement keyAgreement = Negotiated.chooseKeyAgreement(own, nothing);
        assertThat(Negotiated.choose(own, nothing, keyAgreement))
                .isEqualTo(new Negotiated(
                        HashAlgorithm.S256, CipherAlgorithm.AES1, AuthTag.HS80, KeyAgreement.DH3K, SasRendering.B32));
    }

    @Test
    void whenBothCommitAtOnceOneGivesWayAndNothingStalls() {
        int contended = 0;
        for (int seed = 0; seed < 20; seed++) {
            Call call = new Call.Pair()
                    .call(VirtualNetwork.Weather.FINE, seed)
                    .run()
                    .assertSecure();
            long commits = commits(call.alice) + commits(call.bob);
            contended += commits == 2 ? 1 : 0;
            assertThat(commits).isLessThanOrEqualTo(2);
        }
        // The network is symmetric, so both always commit.
        assertThat(contended).isEqualTo(20);
    }

    @Test
    void ofTwoCommitsTheOneWithTheHigherCommitmentGoesOn() {
        for (int seed = 0; seed < 10; seed++) {
            Call call = new Call.Pair()
                    .call(VirtualNetwork.Weather.FINE, seed)
                    .run()
                    .assertSecure();
            boolean alicesIsHigher = hvi(call.alice).compareUnsigned(hvi(call.bob)) > 0;
            assertThat(call.alice.details().initiator()).isEqualTo(alicesIsHigher);
        }
    }

    private static Octets hvi(Party party) {
        byte[] commit = party.sent.stream()
                .filter(p -> Tamper.isType(p, Commit.TYPE))
                .findFirst()
                .orElseThrow();
        return ((Commit.Mode.DiffieHellman) Tamper.message(commit, Commit.class).mode()).hvi();
    }

    private static long commits(Party party) {
        return party.sent.stream()
                .filter(p -> new String(p, 16, 8, StandardCharsets.ISO_8859_1).equals(Commit.TYPE))
                .count();
    }

    @Test
    void aLateStarterIsStillMet() {
        pair.call().runStaggered(Duration.ofSeconds(2)).assertSecure();
    }

    @Test
    void aPeerThatAnswersAfterTheSearchWasGivenUpIsStillMet() {
        Call call = pair.call().runStaggered(Duration.ofSeconds(30)).assertSecure();
        assertThat(call.alice.first(ZrtpOutput.NoZrtp.class)).contains(new ZrtpOutput.NoZrtp(false));
    }

    @Test
    void withoutAnyZrtpTheSearchEndsAfterTwentyRetransmissions() {
        Call call = pair.call();
        call.alice.start();
        call.network.run(Duration.ofMinutes(1));
        assertThat(call.alice.first(ZrtpOutput.NoZrtp.class)).contains(new ZrtpOutput.NoZrtp(false));
        assertThat(call.alice.sent).hasSize(21);
        assertThat(call.alice.runningTimers()).isFalse();
    }

    @Test
    void aPeerThatAnnouncedZrtpIsSearchedForTwelveSeconds() {
        Call call = pair.call();
        call.alice.machine.peerHelloHash(Optional.of(call.bob.machine.helloHash()));
        call.alice.start();
        call.network.run(Duration.ofMillis(11_900));
        assertThat(call.alice.first(ZrtpOutput.NoZrtp.class)).isEmpty();
        call.network.run(Duration.ofSeconds(10));
        assertThat(call.alice.first(ZrtpOutput.NoZrtp.class)).contains(new ZrtpOutput.NoZrtp(true));
    }

    @Test
    void srtpFromTheResponderIsAsGoodAsConf2Ack() {
        Call call = pair.call();
        call.network.attacker((sender, packet) -> isType(packet, "Conf2ACK") ? List.of() : List.of(packet));
        call.run(Duration.ofSeconds(1));
        Party initiator = call.alice.secure() ? call.bob : call.alice;
        assertThat(initiator.secure()).isFalse();
        initiator.srtpArrives();
        call.assertSecure();
        assertThat(initiator.runningTimers()).isFalse();
    }

    static boolean isType(byte[] packet, String type) {
        return new String(packet, 16, 8, StandardCharsets.ISO_8859_1).equals(type);
    }

    @Test
    void messagesAreSentAgainUnchangedButWithANewSequenceNumber() {
        Call call = pair.call();
        call.alice.start();
        call.network.run(Duration.ofSeconds(1));
        byte[] first = call.alice.sent.getFirst();
        byte[] last = call.alice.sent.getLast();
        ZrtpPacket.Intact one = (ZrtpPacket.Intact) ZrtpPacket.parse(ByteBuffer.wrap(first));
        ZrtpPacket.Intact other = (ZrtpPacket.Intact) ZrtpPacket.parse(ByteBuffer.wrap(last));
        assertThat(other.message()).isEqualTo(one.message());
        assertThat(other.sequence()).isEqualTo(one.sequence() + call.alice.sent.size() - 1);
    }

    @Test
    void afterCloseNothingIsAnsweredAndNoSecretIsLeft() {
        Call call = pair.call().run().assertSecure();
        call.hangUp();
        assertThat(call.alice.machine.details()).isEmpty();
        assertThat(call.alice.machine.receive(ByteBuffer.wrap(call.bob.sent.getFirst())))
                .isEmpty();
        assertThat(call.alice.machine.toString()).isEqualTo("ZrtpMachine[Secure]");
    }
}
