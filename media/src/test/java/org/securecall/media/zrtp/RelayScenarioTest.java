// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/** A server in the middle, and when it is trusted (RFC 6189 §7.3). */
class RelayScenarioTest {

    private static final VirtualNetwork.Weather LOSSY = new VirtualNetwork.Weather(0.2, 0.2, 1, 100);
    private static final Octets SASHASH =
            Octets.copyOf("sashash of the leg behind (32 B)".getBytes(StandardCharsets.US_ASCII));

    private final VirtualNetwork clock = new VirtualNetwork(0, VirtualNetwork.Weather.FINE);
    private final MemoryCache ofPhone = new MemoryCache(0xa11ce, clock);
    private final MemoryCache ofPbx = new MemoryCache(0x9b9, clock);
    private long seed = 700;

    private record Leg(VirtualNetwork network, Party phone, PbxPeer pbx) {

        MiddleServer server() {
            return phone.machine.details().orElseThrow().declarations().server();
        }

        void settle() {
            network.run(Duration.ofSeconds(20));
        }

        Leg relay(RelayedSas sas) {
            pbx.relay(sas);
            settle();
            return this;
        }
    }

    private Leg leg(PbxPeer.Manner manner, MemoryCache cacheOfPbx) {
        seed++;
        VirtualNetwork network = new VirtualNetwork(seed, LOSSY);
        Party phone = Party.create(network, ofPhone, Call.SSRC_A, seed);
        PbxPeer pbx = new PbxPeer(network, phone, cacheOfPbx, Call.SSRC_B, -seed, manner);
        phone.start();
        pbx.start();
        network.run(Duration.ofSeconds(20));
        assertThat(phone.failure()).isEmpty();
        assertThat(phone.secure()).isTrue();
        assertThat(pbx.secure()).isTrue();
        // Voice comes: only now does the phone know that the server has the new secret.
        phone.srtpArrives();
        return new Leg(network, phone, pbx);
    }

    private Leg leg(PbxPeer.Manner manner) {
        return leg(manner, ofPbx);
    }

    private void enrol() {
        assertThat(leg(PbxPeer.Manner.ENROLLING).phone.machine.enrol()).isTrue();
    }

    private static RelayedSas relayed(SasRendering rendering) {
        return new RelayedSas(false, false, false, rendering.wire(), SASHASH, Optional.empty());
    }

    @Test
    void aServerThatWantsToBeTrustedIsNotUntilTheUserSaysSo() {
        Leg first = leg(PbxPeer.Manner.ENROLLING);
        assertThat(first.server()).isEqualTo(new MiddleServer(true, true, false));
        assertThat(ofPhone.pbxSecret(ofPbx.localZid())).isEmpty();
        // The user did not agree: the next call is as the first.
        Leg second = leg(PbxPeer.Manner.HONEST);
        assertThat(second.pbx.knowsPhone()).isFalse();
        assertThat(second.relay(relayed(SasRendering.B32)).server()).isEqualTo(new MiddleServer(true, false, false));
    }

    @ParameterizedTest
    @EnumSource(SasRendering.class)
    void anEnrolledServerRelaysTheCodeOfTheLegBehindItOverALossyPath(SasRendering rendering) {
        enrol();
        for (int i = 0; i < 10; i++) {
            Leg leg = leg(PbxPeer.Manner.HONEST);
            assertThat(leg.pbx.knowsPhone()).isTrue();
            assertThat(leg.server()).isEqualTo(new MiddleServer(true, false, true));
            ZrtpDetails before = leg.phone.details();
            assertThat(before.comparedSas()).isEqualTo(before.sas());
            leg.relay(relayed(rendering));
            String code = rendering.render(SASHASH.view().getInt(0));
            assertThat(leg.server())
                    .isEqualTo(new MiddleServer(
                            true,
                            false,
                            true,
                            code,
                            rendering.label(),
                            SasRendering.emoji(SASHASH.view().getInt(0))));
            ZrtpDetails after = leg.phone.machine.details().orElseThrow();
            assertThat(before.comparedEmoji()).isEqualTo(before.sasEmoji()).hasSize(4);
            assertThat(after.comparedSas()).isEqualTo(code);
            assertThat(after.comparedEmoji()).isEqualTo(leg.server().relayedEmoji());
            assertThat(after.sasEmoji()).isEqualTo(before.sasEmoji());
            assertThat(leg.phone.count(ZrtpOutput.DetailsChanged.class)).isEqualTo(1);
            assertThat(leg.pbx.relaysAcknowledged()).isPositive();
        }
    }

    @Test
    void enrolmentKeepsTheSecretsOfEarlierCallsAndTheyKeepIt() {
        enrol();
        for (int i = 0; i < 3; i++) {
            Leg leg = leg(PbxPeer.Manner.HONEST);
            assertThat(leg.phone.details().secrets()).isEqualTo(Secrets.MATCH);
            assertThat(leg.server().enrolled()).isTrue();
        }
    }

    /** Whoever took the server's ZID over without its secret. */
    @Test
    void aServerWithoutTheSecretOfTheEnrolmentIsNotTrusted() {
        enrol();
        MemoryCache thief = new MemoryCache(0x9b9, clock);
        Leg leg = leg(PbxPeer.Manner.HONEST, thief);
        assertThat(leg.phone.details().secrets()).isEqualTo(Secrets.MISMATCH);
        long before = leg.phone.machine.counters().unexpected();
        assertThat(leg.relay(relayed(SasRendering.B32)).server()).isEqualTo(new MiddleServer(true, false, false));
        assertThat(leg.phone.machine.counters().unexpected()).isGreaterThan(before);
        assertThat(leg.pbx.relaysAcknowledged()).isPositive();
        assertThat(leg.phone.sent).noneMatch(p -> Tamper.isType(p, ErrorMessage.TYPE));
    }

    /** §5.13: "it MUST have previously declared itself as a MiTM device by setting the MiTM (M) flag". */
    @Test
    void aServerThatDoesNotDeclareItselfIsNotTrustedThoughItHasTheSecret() {
        enrol();
        Leg leg = leg(new PbxPeer.Manner(false, false));
        assertThat(leg.pbx.knowsPhone()).isTrue();
        assertThat(leg.relay(relayed(SasRendering.B32)).server()).isEqualTo(MiddleServer.NONE);
        assertThat(leg.pbx.relaysAcknowledged()).isPositive();
    }

    @Test
    void anOrdinaryPeerThatRelaysIsIgnoredAndTheCodeStaysItsOwn() {
        Leg leg = leg(new PbxPeer.Manner(false, false));
        String own = leg.phone.details().sas();
        leg.relay(relayed(SasRendering.B32));
        assertThat(leg.phone.machine.details().orElseThrow().comparedSas()).isEqualTo(own);
        assertThat(leg.phone.count(ZrtpOutput.DetailsChanged.class)).isZero();
    }

    @Test
    void aForgedRelayIsNeitherAcknowledgedNorShown() {
        enrol();
        Leg leg = leg(PbxPeer.Manner.HONEST);
        SasRelay genuine = relayed(SasRendering.B32)
                .seal(leg.pbx.keys().of(Role.RESPONDER), leg.pbx.negotiated(), Party.random(1));
        // The phone's own direction: a relay of its own, reflected, is not the server's.
        SasRelay reflected = relayed(SasRendering.B32)
                .seal(leg.pbx.keys().of(Role.INITIATOR), leg.pbx.negotiated(), Party.random(1));
        byte[] packet = ZrtpPacket.write(900, Call.SSRC_B, genuine.raw());
        for (int octet : new int[] {12, 19, 36, 44, 75}) {
            leg.phone.arrive(Tamper.flip(packet, octet));
        }
        leg.phone.arrive(ZrtpPacket.write(901, Call.SSRC_B, reflected.raw()));
        assertThat(leg.phone.sent).noneMatch(p -> Tamper.isType(p, "RelayACK"));
        assertThat(leg.server().relayedSas()).isEmpty();
        leg.phone.arrive(packet);
        assertThat(leg.server().relayedSas()).isNotEmpty();
    }

    @Test
    void nothingRelayedAndUnknownRenderingsAreNotShown() {
        enrol();
        Leg leg = leg(PbxPeer.Manner.HONEST);
        leg.relay(new RelayedSas(false, false, false, "B32 ", Octets.copyOf(new byte[32]), Optional.empty()));
        leg.relay(new RelayedSas(false, false, false, "B10D", SASHASH, Optional.empty()));
        assertThat(leg.server().relayedSas()).isEmpty();
        assertThat(leg.phone.machine.counters().malformed()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 511})
    void aSignatureLengthThatDoesNotFitIsMalformedAndOneThatFitsIsCarried(int words) {
        enrol();
        Leg leg = leg(PbxPeer.Manner.HONEST);
        SignatureBlock block = new SignatureBlock(Octets.copyOf(new byte[4 * words]));
        RelayedSas signed = new RelayedSas(true, true, true, "B32 ", SASHASH, Optional.of(block));
        SasRelay relay = signed.seal(leg.pbx.keys().of(Role.RESPONDER), leg.pbx.negotiated(), Party.random(2));
        SasRelay parsed = (SasRelay) ((ParsedMessage.Valid) ParsedMessage.parse(relay.raw())).message();
        assertThat(RelayedSas.open(parsed, leg.pbx.keys().of(Role.RESPONDER), leg.pbx.negotiated()))
                .contains(signed);
        // The same octets, one word shorter.
        Octets cut = relay.encrypted().first(relay.encrypted().length() - 4);
        SasRelay shorter = SasRelay.create(relay.mac(), relay.iv(), cut);
        assertThat(RelayedSas.open(shorter, leg.pbx.keys().of(Role.RESPONDER), leg.pbx.negotiated()))
                .isEmpty();
    }

    @Test
    void theOtherEndsDisclosureIsPassedOn() {
        enrol();
        Leg leg = leg(PbxPeer.Manner.HONEST);
        assertThat(leg.phone.details().declarations().disclosure()).isFalse();
        leg.relay(new RelayedSas(false, false, true, "B32 ", SASHASH, Optional.empty()));
        assertThat(leg.phone.machine.details().orElseThrow().declarations().disclosure())
                .isTrue();
    }

    @Test
    void comparingARelayedCodeSaysNothingOfTheServersOwnKey() {
        enrol();
        Leg leg = leg(PbxPeer.Manner.HONEST).relay(relayed(SasRendering.B32));
        leg.phone.machine.confirmSas();
        assertThat(ofPhone.find(ofPbx.localZid()).orElseThrow().verified()).isFalse();
    }

    @Test
    void goClearIsOffWhileAServerEnrolsAndItsAllowClearFlagDoesNotCount() {
        Leg enrolling = leg(PbxPeer.Manner.ENROLLING);
        assertThat(enrolling.phone.details().declarations().allowsClear()).isFalse();
        Leg honest = leg(PbxPeer.Manner.HONEST);
        assertThat(honest.phone.details().declarations().allowsClear()).isTrue();
    }

    @Test
    void onlyAPeerThatAskedForItCanBeEnrolled() {
        assertThat(leg(PbxPeer.Manner.HONEST).phone.machine.enrol()).isFalse();
        assertThat(ofPhone.pbxSecret(ofPbx.localZid())).isEmpty();
        Party idle = Party.create(clock, ofPhone, 1, 1);
        assertThat(idle.machine.enrol()).isFalse();
    }

    @Test
    void relaysAreAnsweredWithinBounds() {
        enrol();
        Leg leg = leg(PbxPeer.Manner.HONEST);
        byte[] packet = ZrtpPacket.write(
                900,
                Call.SSRC_B,
                relayed(SasRendering.B32)
                        .seal(leg.pbx.keys().of(Role.RESPONDER), leg.pbx.negotiated(), Party.random(1))
                        .raw());
        for (int i = 0; i < 2000; i++) {
            leg.phone.arrive(packet);
        }
        assertThat(leg.phone.sent.stream().filter(p -> Tamper.isType(p, "RelayACK")))
                .hasSizeBetween(10, 300);
        assertThat(leg.phone.count(ZrtpOutput.DetailsChanged.class)).isEqualTo(1);
    }

    /** Preshared mode would show a server that was verified once as a plain verified peer. */
    @Test
    void anEnrolledServerIsNeverMetInPresharedMode() {
        byte[] rs1 = new byte[32];
        for (boolean enrolled : new boolean[] {false, true}) {
            RetainedSecrets verified =
                    new RetainedSecrets(Optional.of(SecretBytes.copyOf(rs1)), Optional.empty(), true, Optional.empty());
            try (SharedSecrets secrets = new SharedSecrets(
                    Optional.of(verified),
                    Optional.empty(),
                    enrolled ? Optional.of(SecretBytes.copyOf(rs1)) : Optional.empty())) {
                assertThat(PresharedKey.own(secrets, HashAlgorithm.S256).isPresent())
                        .isEqualTo(!enrolled);
            }
        }
    }
}
