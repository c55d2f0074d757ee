// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.secret.SecretBytes;

/** A whole DH3k exchange between two bzrtp endpoints; see the head of bzrtp-exchange.txt for where it comes from. */
class RecordedExchangeVectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private final Map<String, byte[]> values = load();

    private static Map<String, byte[]> load() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedExchangeVectorTest.class.getResourceAsStream("bzrtp-exchange.txt")),
                StandardCharsets.US_ASCII))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> HEX.parseHex(parts[1])));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private <M extends ZrtpMessage> M message(String name, Class<M> kind) {
        ZrtpPacket.Intact packet = (ZrtpPacket.Intact) ZrtpPacket.parse(ByteBuffer.wrap(value(name)));
        return kind.cast(((ParsedMessage.Valid) ParsedMessage.parse(packet.message())).message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello1",
                "hello2",
                "helloAck",
                "commit",
                "dhPart1",
                "dhPart2",
                "confirm1",
                "confirm2",
                "conf2Ack",
                "gnuHello"
            })
    void everyPacketIsReadAndWrittenAgainOctetByOctet(String name) {
        byte[] packet = value(name);
        ZrtpPacket.Intact intact = (ZrtpPacket.Intact) ZrtpPacket.parse(ByteBuffer.wrap(packet));
        assertThat(ParsedMessage.parse(intact.message())).isInstanceOf(ParsedMessage.Valid.class);
        assertThat(ZrtpPacket.write(intact.sequence(), intact.ssrc(), intact.message()))
                .isEqualTo(packet);
    }

    @Test
    void helloHashesAreThoseOfTheSdp() {
        assertThat(message("hello1", Hello.class).hash()).isEqualTo(HEX.formatHex(value("hash1")));
        assertThat(message("hello2", Hello.class).hash()).isEqualTo(HEX.formatHex(value("hash2")));
        assertThat(message("gnuHello", Hello.class).hash()).isEqualTo(HEX.formatHex(value("gnuHash")));
    }

    @Test
    void namesThatAreNotKnownHereAreKeptAndPassedOver() {
        AlgorithmNames names = message("gnuHello", Hello.class).algorithms();
        assertThat(names.ciphers()).containsExactly("2FS3", "AES3", "2FS1", "AES1");
        assertThat(ZrtpAlgorithm.known(CipherAlgorithm.values(), names.ciphers()))
                .isEqualTo(List.of(
                        CipherAlgorithm.TWOFISH3,
                        CipherAlgorithm.AES3,
                        CipherAlgorithm.TWOFISH1,
                        CipherAlgorithm.AES1));
        assertThat(ZrtpAlgorithm.known(KeyAgreement.values(), List.of("E414", "EC38", "X1K1", "DH3k")))
                .isEqualTo(List.of(KeyAgreement.EC38, KeyAgreement.DH3K));
    }

    @Test
    void hashChainsAndTheirMacsAgree() {
        HashChain responder = HashChain.from(Octets.copyOf(value("h0of1")));
        HashChain initiator = HashChain.from(Octets.copyOf(value("h0of2")));
        assertThat(message("hello1", Hello.class).h3()).isEqualTo(responder.h3());
        assertThat(message("hello2", Hello.class).h3()).isEqualTo(initiator.h3());
        assertThat(message("commit", Commit.class).h2()).isEqualTo(initiator.h2());
        assertThat(message("dhPart1", DhPart.class).h1()).isEqualTo(responder.h1());
        assertThat(message("dhPart2", DhPart.class).h1()).isEqualTo(initiator.h1());
        assertThat(message("hello1", Hello.class).isSealedWith(responder.h2())).isTrue();
        assertThat(message("hello2", Hello.class).isSealedWith(initiator.h2())).isTrue();
        assertThat(message("commit", Commit.class).isSealedWith(initiator.h1())).isTrue();
        assertThat(message("dhPart1", DhPart.class).isSealedWith(responder.h0()))
                .isTrue();
        assertThat(message("dhPart2", DhPart.class).isSealedWith(initiator.h0()))
                .isTrue();
        assertThat(message("dhPart2", DhPart.class).isSealedWith(responder.h0()))
                .isFalse();
    }

    @Test
    void commitmentIsThatOfDhPart2AndTheRespondersHello() {
        Commit.Mode.DiffieHellman mode =
                (Commit.Mode.DiffieHellman) message("commit", Commit.class).mode();
        assertThat(CommitSent.hvi(HashAlgorithm.S256, message("dhPart2", DhPart.class), message("hello1", Hello.class)))
                .isEqualTo(mode.hvi());
    }

    @Test
    void ownWritersGiveTheSameOctets() {
        HashChain initiator = HashChain.from(Octets.copyOf(value("h0of2")));
        Commit commit = message("commit", Commit.class);
        Commit.Mode.DiffieHellman mode = (Commit.Mode.DiffieHellman) commit.mode();
        Negotiated negotiated = new Negotiated(
                HashAlgorithm.S256, CipherAlgorithm.AES1, AuthTag.HS32, KeyAgreement.DH3K, SasRendering.B32);
        assertThat(Commit.diffieHellman(initiator, commit.zid(), negotiated, mode.hvi(), Octets.EMPTY))
                .isEqualTo(commit);
        DhPart dhPart2 = message("dhPart2", DhPart.class);
        assertThat(DhPart.create(Role.INITIATOR, initiator, dhPart2.ids(), dhPart2.publicValue()))
                .isEqualTo(dhPart2);
        Hello hello = message("hello2", Hello.class);
        assertThat(Hello.create("LINPHONE-ZRTPCPP", initiator, hello.zid(), hello.algorithms())
                        .raw()
                        .first(76))
                .isEqualTo(hello.raw().first(76));
    }

    @Test
    void confirmMessagesOpenWithTheRecordedKeys() {
        assertThat(h0Of("confirm1", "mackeyr", "zrtpkeyr")).isEqualTo(Octets.copyOf(value("h0of1")));
        assertThat(h0Of("confirm2", "mackeyi", "zrtpkeyi")).isEqualTo(Octets.copyOf(value("h0of2")));
    }

    private Octets h0Of(String confirm, String macKey, String zrtpKey) {
        Confirm message = message(confirm, Confirm.class);
        try (SecretBytes mac = SecretBytes.copyOf(value(macKey));
                SecretBytes key = SecretBytes.copyOf(value(zrtpKey))) {
            assertThat(HashAlgorithm.S256.mac64(
                            mac.reveal(), message.encrypted().toArray()))
                    .isEqualTo(message.mac());
            byte[] plain = CipherAlgorithm.AES1.decrypt(
                    key, message.iv(), message.encrypted().toArray());
            assertThat(CipherAlgorithm.AES1.encrypt(key, message.iv(), plain))
                    .isEqualTo(message.encrypted().toArray());
            return Octets.owning(plain).first(32);
        }
    }
}
