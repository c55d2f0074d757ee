// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.securecall.media.secret.SecretBytes;

/** Input from outside never causes an exception, and nothing that is not whole gets further than the parser. */
class MessageFuzzTest {

    /** One message of every kind. */
    static List<Octets> everyMessage() {
        Scripted peer = new Scripted();
        DhPart dhPart2 = peer.dhPart2(Octets.copyOf(new byte[32]));
        Octets eight = Octets.copyOf(new byte[8]);
        Octets sixteen = Octets.copyOf(new byte[16]);
        Octets forty = Octets.copyOf(new byte[40]);
        List<Octets> all = new ArrayList<>(List.of(
                peer.hello().raw(),
                peer.commit(KeyAgreement.X255, dhPart2, peer.hello()).raw(),
                Commit.multistream(peer.chain(), peer.zid(), Scripted.negotiated(KeyAgreement.MULT), sixteen)
                        .raw(),
                dhPart2.raw(),
                DhPart.create(Role.RESPONDER, peer.chain(), Scripted.strangerIds(), Octets.copyOf(new byte[384]))
                        .raw(),
                Confirm.create(Role.RESPONDER, eight, sixteen, forty).raw(),
                Confirm.create(Role.INITIATOR, eight, sixteen, forty).raw(),
                ErrorMessage.create(0x20).raw(),
                GoClear.create(eight).raw(),
                SasRelay.create(eight, sixteen, forty).raw(),
                Ping.create(eight).raw(),
                PingAck.create(eight, eight, 5).raw()));
        for (Acknowledgement acknowledgement : Acknowledgement.values()) {
            all.add(acknowledgement.raw());
        }
        return all;
    }

    private static ParsedMessage parse(byte[] message) {
        return ParsedMessage.parse(Octets.copyOf(message));
    }

    @Test
    void everyMessageIsReadBackAsItWasWritten() {
        for (Octets raw : everyMessage()) {
            ParsedMessage parsed = ParsedMessage.parse(raw);
            assertThat(parsed).isInstanceOf(ParsedMessage.Valid.class);
            assertThat(((ParsedMessage.Valid) parsed).message().raw()).isEqualTo(raw);
        }
    }

    @Test
    void everyTruncationIsMalformed() {
        for (Octets raw : everyMessage()) {
            for (int length = 0; length < raw.length(); length++) {
                byte[] cut = Arrays.copyOf(raw.toArray(), length);
                assertThat(parse(cut)).isInstanceOf(ParsedMessage.Malformed.class);
            }
        }
    }

    /** The attacker fixes the length field, so that only the fields themselves can give the truncation away. */
    @Test
    void aTruncationWithTheRightLengthFieldNeverReadsPastTheEnd() {
        for (Octets raw : everyMessage()) {
            for (int words = 3; words < raw.length() / 4; words++) {
                byte[] cut = Arrays.copyOf(raw.toArray(), 4 * words);
                ByteBuffer.wrap(cut).putShort(2, (short) words);
                ParsedMessage parsed = parse(cut);
                if (parsed instanceof ParsedMessage.Valid(ZrtpMessage message)) {
                    // Only messages of variable length can be whole at another length.
                    assertThat(message).isInstanceOfAny(DhPart.class, Confirm.class, SasRelay.class);
                }
            }
        }
    }

    @Test
    void anExtensionWithTheRightLengthFieldIsNotTakenForTheMessage() {
        for (Octets raw : everyMessage()) {
            byte[] longer = Arrays.copyOf(raw.toArray(), raw.length() + 4);
            assertThat(parse(longer)).isInstanceOf(ParsedMessage.Malformed.class);
            ByteBuffer.wrap(longer).putShort(2, (short) (longer.length / 4));
            ParsedMessage parsed = parse(longer);
            if (parsed instanceof ParsedMessage.Valid(ZrtpMessage message)) {
                assertThat(message).isInstanceOfAny(DhPart.class, Confirm.class, SasRelay.class);
            }
        }
    }

    /** Class of CVE-2013-2221: counts that promise more, or less, than there is. */
    @Test
    void helloCountsAreCheckedAgainstTheLengthOneByOne() {
        byte[] hello = new Scripted().hello().raw().toArray();
        for (int list = 0; list < 5; list++) {
            for (int count = 0; count < 16; count++) {
                byte[] changed = hello.clone();
                ByteBuffer view = ByteBuffer.wrap(changed);
                int flags = view.getInt(76);
                int shift = 16 - 4 * list;
                int before = (flags >>> shift) & 0xf;
                view.putInt(76, (flags & ~(0xf << shift)) | (count << shift));
                if (count == before) {
                    assertThat(parse(changed)).isInstanceOf(ParsedMessage.Valid.class);
                } else {
                    assertThat(parse(changed)).isInstanceOf(ParsedMessage.Malformed.class);
                }
            }
        }
    }

    /** Class of CVE-2013-2222 and CVE-2013-2223: a signature length that is not what follows. */
    @Test
    void aSignatureLengthThatDoesNotFitIsMalformed() {
        Negotiated negotiated = Scripted.negotiated(KeyAgreement.X255);
        KeyDerivation kdf = new KeyDerivation(HashAlgorithm.S256, new byte[56]);
        try (SecretBytes s0 = SecretBytes.owning(new byte[32]);
                DirectionKeys keys = DirectionKeys.derive(kdf, s0, Role.RESPONDER, negotiated)) {
            for (int signatureWords : new int[] {0, 1, 2, 255, 511}) {
                for (int octets : new int[] {40, 44, 48, 40 + 4 * 255, 40 + 4 * 511}) {
                    byte[] plain = new byte[octets];
                    ByteBuffer.wrap(plain).putInt(32, signatureWords << 8);
                    Octets iv = Octets.copyOf(new byte[16]);
                    byte[] encrypted = negotiated.cipher().encrypt(keys.zrtpKey(), iv, plain);
                    Octets mac = HashAlgorithm.S256.mac64(keys.macKey().reveal(), encrypted);
                    Confirm confirm = Confirm.create(Role.RESPONDER, mac, iv, Octets.owning(encrypted));
                    Class<?> expected = octets == 40 + 4 * signatureWords
                            ? ConfirmContent.Opened.Content.class
                            : ConfirmContent.Opened.Malformed.class;
                    assertThat(ConfirmContent.open(confirm, keys, negotiated)).isInstanceOf(expected);
                }
            }
        }
    }

    @Test
    void everyFlippedBitOfAPacketIsNoticedByTheCrc() {
        byte[] packet = new Scripted().packet(new Scripted().hello());
        for (int bit = 0; bit < 8 * packet.length; bit++) {
            byte[] flipped = packet.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ZrtpPacket.parse(ByteBuffer.wrap(flipped))).isInstanceOf(ZrtpPacket.Junk.class);
        }
    }

    @Test
    void everyTruncatedPacketIsJunk() {
        byte[] packet = new Scripted().packet(new Scripted().hello());
        for (int length = 0; length < packet.length; length++) {
            assertThat(ZrtpPacket.parse(ByteBuffer.wrap(packet, 0, length))).isInstanceOf(ZrtpPacket.Junk.class);
        }
    }

    @Test
    void aPacketInTheMiddleOfABufferIsReadWhereItIs() {
        byte[] packet = new Scripted().packet(new Scripted().hello());
        byte[] around = new byte[packet.length + 20];
        System.arraycopy(packet, 0, around, 7, packet.length);
        ByteBuffer view = ByteBuffer.wrap(around, 7, packet.length);
        assertThat(ZrtpPacket.parse(view)).isEqualTo(ZrtpPacket.parse(ByteBuffer.wrap(packet)));
        assertThat(view.position()).isEqualTo(7);
    }

    /** Random damage with the CRC put right, against machines in all the states a call goes through. */
    @Test
    void damagedMessagesNeverThrowInAnyState() {
        SplittableRandom dice = new SplittableRandom(42);
        for (int round = 0; round < 120; round++) {
            Call.Pair pair = new Call.Pair();
            Call call = pair.call(VirtualNetwork.Weather.FINE, round);
            call.network.attacker((sender, packet) -> {
                List<byte[]> arriving = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    arriving.add(Tamper.change(packet, message -> {
                        for (int hit = 0; hit < 1 + dice.nextInt(4); hit++) {
                            message[dice.nextInt(message.length)] = (byte) dice.nextInt(256);
                        }
                    }));
                }
                arriving.add(dice.nextInt(arriving.size()), packet);
                return arriving;
            });
            call.run();
            if (call.alice.secure() && call.bob.secure()) {
                call.assertSameView();
            }
        }
    }

    @Test
    void everyMessageInEveryStateIsSurvivedAndGivesNoKeys() {
        for (int step = 0; step < 30; step++) {
            Call.Pair pair = new Call.Pair();
            Call call = pair.call(VirtualNetwork.Weather.FINE, 5);
            call.alice.start();
            call.bob.start();
            call.network.run(Duration.ofMillis(step));
            boolean secureBefore = call.alice.secure();
            for (Octets raw : everyMessage()) {
                call.alice.arrive(ZrtpPacket.write(7, Call.SSRC_B, raw));
            }
            assertThat(call.alice.secure()).isEqualTo(secureBefore);
            call.network.run(Duration.ofMinutes(2));
            assertThat(call.alice.runningTimers()).isFalse();
            if (call.alice.secure() && call.bob.secure()) {
                call.assertSameView();
            }
        }
    }
}
