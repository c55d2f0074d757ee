// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpProfile;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;
import org.securecall.media.zrtp.ZrtpOutput;

/**
 * Header extensions and contributing sources on the paths of a call (RFC 9335). This telephone sends none by itself, so the
 * packets here are made with them.
 */
class HiddenHeadersTest {

    private static final String SOURCE = "c5c5c5c5";
    private static final String LEVEL = "10aaaaaa";

    enum Layers {
        ZRTP,
        SIGNALLED,
        BOTH
    }

    private final TestLoop loop = new TestLoop();

    /** One side's decisions, and the paths that follow from them. */
    private final class Side implements KeyingArbiter.Paths {

        private final KeyingArbiter arbiter = new KeyingArbiter(Encryption.PREFER, loop, this);
        private Outgoing outgoing = new Outgoing.Withheld();
        private Incoming incoming = new Incoming.Withheld();

        private void key(Layers layers, int send, int receive) {
            arbiter.described(layers != Layers.ZRTP, true, false);
            if (layers != Layers.ZRTP) {
                try (SrtpKeys own = keys(send);
                        SrtpKeys theirs = keys(receive)) {
                    arbiter.signalled(
                            KeyingMethod.SDES, "AES_CM_128_HMAC_SHA1_80", Sending.of(own), Receiving.of(theirs));
                }
            }
            if (layers != Layers.SIGNALLED) {
                arbiter.zrtpKeys(ZrtpOutput.Direction.SEND, keys(send + 10));
                arbiter.zrtpKeys(ZrtpOutput.Direction.RECEIVE, keys(receive + 10));
            }
        }

        @Override
        public void outgoing(Outgoing voice, Outgoing reports) {
            outgoing = voice;
        }

        @Override
        public void incoming(Incoming voice, Incoming reports) {
            incoming = voice;
        }

        @Override
        public void retire(SrtpSender voice) {
            voice.close();
        }

        @Override
        public void retire(SrtpReceiver voice) {
            voice.close();
        }

        @Override
        public void report(MediaEvent event) {}
    }

    private static SrtpKeys keys(int seed) {
        SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        key[0] = (byte) seed;
        salt[0] = (byte) -seed;
        return new SrtpKeys(profile, SecretBytes.owning(key), SecretBytes.owning(salt));
    }

    private static PacketBuffer packet(String hex) {
        PacketBuffer packet = new PacketBuffer();
        packet.set(HexFormat.of().parseHex(hex));
        return packet;
    }

    private static PacketBuffer withBoth(int sequence) {
        return packet("9100%04x00000000cafebabe".formatted(sequence) + SOURCE + "bede0001" + LEVEL + "5a5a5a5a");
    }

    private static PacketBuffer withSourceAlone(int sequence) {
        return packet("8100%04x00000000cafebabe".formatted(sequence) + SOURCE + "5a5a5a5a");
    }

    private static String hex(PacketBuffer packet) {
        return HexFormat.of().formatHex(packet.copy());
    }

    @ParameterizedTest
    @EnumSource(Layers.class)
    void whereBothSaidSoNobodyOnTheWayReadsThemAndThePeerDoes(Layers layers) throws Exception {
        Side one = new Side();
        Side other = new Side();
        try (loop;
                one.arbiter;
                other.arbiter) {
            one.arbiter.hideHeaders(true);
            one.key(layers, 1, 2);
            other.key(layers, 2, 1);
            PacketBuffer packet = withBoth(7);
            String sent = hex(packet);
            assertThat(one.outgoing.protect(packet)).isTrue();
            assertThat(hex(packet)).doesNotContain(SOURCE, LEVEL).contains("c0de0001");
            assertThat(other.incoming.unprotect(packet))
                    .isEqualTo(layers == Layers.SIGNALLED ? Incoming.Maker.SIGNALLED : Incoming.Maker.PEER);
            assertThat(hex(packet)).isEqualTo(sent);

            PacketBuffer source = withSourceAlone(8);
            assertThat(one.outgoing.protect(source)).isTrue();
            assertThat(hex(source)).doesNotContain(SOURCE);
            // In two layers both must find it as they made it, the empty extension included.
            assertThat(other.incoming.unprotect(source))
                    .isEqualTo(layers == Layers.SIGNALLED ? Incoming.Maker.SIGNALLED : Incoming.Maker.PEER);
            assertThat(hex(source)).contains(SOURCE + "bede0000" + "5a5a5a5a");
        }
    }

    @ParameterizedTest
    @EnumSource(Layers.class)
    void whereOneDidNotTheyStayReadableAndALaterDescriptionChangesIt(Layers layers) throws Exception {
        Side one = new Side();
        Side other = new Side();
        try (loop;
                one.arbiter;
                other.arbiter) {
            one.key(layers, 1, 2);
            other.key(layers, 2, 1);
            int sequence = 1;
            for (boolean hidden : new boolean[] {false, true, false}) {
                one.arbiter.hideHeaders(hidden);
                PacketBuffer packet = withBoth(sequence++);
                String sent = hex(packet);
                assertThat(one.outgoing.protect(packet)).isTrue();
                assertThat(hex(packet).contains(SOURCE)).isEqualTo(!hidden);
                assertThat(other.incoming.unprotect(packet)).isNotEqualTo(Incoming.Maker.NOBODY);
                assertThat(hex(packet)).isEqualTo(sent);
            }
        }
    }

    /** Each key and each set of keys, through whole sessions: the flag gets there, and voice is what it was. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionHidesHeadersWhenItsDescriptionsAgreeOnIt(boolean agreed) throws Exception {
        loop.close();
        try (Telephone one = new Telephone(1, 500, Encryption.REQUIRE);
                Telephone other = new Telephone(2, 1300, Encryption.REQUIRE)) {
            one.connect(other.description(true).withCryptex(agreed));
            other.connect(one.description(true).withCryptex(agreed));
            one.startVoice();
            other.startVoice();
            BooleanSupplier heard = () -> one.ports.hears(1300) && other.ports.hears(500);
            await("the tones arrive", heard);
            List<Boolean> hiding = new ArrayList<>();
            for (Telephone side : List.of(one, other)) {
                hiding.add(side.loop.call(
                        () -> ((VoiceSession) side.session).keying().outgoing() instanceof Outgoing.Secured secured
                                && secured.hidesHeaders()));
            }
            assertThat(hiding).containsExactly(agreed, agreed);
            one.loop.run(((VoiceSession) one.session)::rekey);
            await("new keys", () -> one.secured().orElseThrow().exchange().rekeys() == 1);
            one.ports.forget();
            other.ports.forget();
            await("the tones arrive again", heard);
            assertThat(one.loop.call(
                            () -> ((VoiceSession) one.session).keying().outgoing() instanceof Outgoing.Secured s
                                    && s.hidesHeaders()))
                    .isEqualTo(agreed);
            assertThat(one.session.stats().rejected()).isZero();
        }
    }

    @Test
    void aPacketThatCannotBeHiddenDoesNotLeave() throws Exception {
        Side one = new Side();
        try (loop;
                one.arbiter) {
            one.arbiter.hideHeaders(true);
            one.key(Layers.ZRTP, 1, 2);
            // An extension that is none of RFC 8285.
            PacketBuffer foreign = packet("90000001" + "00000000cafebabe" + "abcd0001" + LEVEL + "5a5a5a5a");
            assertThat(RtpLayout.headerLength(foreign)).isEqualTo(20);
            assertThat(one.outgoing.protect(foreign)).isFalse();
        }
    }
}
