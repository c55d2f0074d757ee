// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.securecall.media.secret.SecretBytes;

/** The description of X1M2 in docs/zrtp-x25519-mlkem768.md is right: its test vector and its sizes. */
class X25519MlKem768VectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final HybridKem KEM = HybridKem.X25519_ML_KEM_768;

    private final String document = read();

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "zrtp-x25519-mlkem768.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lines of {@code name = hexadecimal}; an indented line goes on with the one before. */
    private Map<String, String> vector() {
        Map<String, String> values = new LinkedHashMap<>();
        String name = "";
        for (String line : document.split("```", -1)[1].strip().lines().toList()) {
            String[] parts = line.split("=", 2);
            if (parts.length == 2) {
                name = parts[0].strip();
            }
            values.merge(name, parts[parts.length - 1].strip(), String::concat);
        }
        return values;
    }

    private static String hex(byte[] octets) {
        return HEX.formatHex(octets);
    }

    @Test
    void theTestVectorIsWhatThisProgramComputesFromItsInputs() throws BadPublicValueException {
        Map<String, String> vector = vector();
        assertThat(vector)
                .containsOnlyKeys(
                        "sk_x",
                        "d",
                        "z",
                        "sk_e",
                        "m",
                        "pk",
                        "ct",
                        "dh",
                        "ss1 S384",
                        "ss2",
                        "DHResult S256",
                        "DHResult S384",
                        "DHResult S512");
        Scripture initiator = new Scripture(inputs(vector, "sk_x", "d", "z"));
        try (KemKeyPair pair = KEM.generate(initiator);
                KeyShare ephemeral = KeyGroup.CURVE25519.generate(new Scripture(inputs(vector, "sk_e")));
                SecretBytes dh = ephemeral.agree(pair.publicKey().first(32));
                SecretBytes ss1 = EcdhKem.X25519.derive(
                        HashAlgorithm.S384,
                        dh,
                        ephemeral.publicValue(),
                        pair.publicKey().first(32));
                Encapsulated quantum = MlKem.ML_KEM_768.encapsulate(
                        pair.publicKey().slice(32, 1216), new Scripture(inputs(vector, "m")))) {
            assertThat(hex(pair.publicKey().toArray())).isEqualTo(vector.get("pk"));
            assertThat(hex(dh.reveal())).isEqualTo(vector.get("dh"));
            assertThat(hex(ss1.reveal())).isEqualTo(vector.get("ss1 S384"));
            assertThat(hex(quantum.secret().reveal())).isEqualTo(vector.get("ss2"));
            for (HashAlgorithm hash : List.of(HashAlgorithm.S256, HashAlgorithm.S384, HashAlgorithm.S512)) {
                String expected = vector.get("DHResult " + hash.label());
                try (Encapsulated made =
                                KEM.encapsulate(pair.publicKey(), hash, new Scripture(inputs(vector, "sk_e", "m")));
                        SecretBytes result = pair.decapsulate(made.ciphertext(), hash)) {
                    assertThat(hex(made.ciphertext().toArray())).isEqualTo(vector.get("ct"));
                    assertThat(hex(made.secret().reveal())).isEqualTo(expected);
                    assertThat(hex(result.reveal())).isEqualTo(expected);
                }
            }
        }
    }

    private static String inputs(Map<String, String> vector, String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(Objects.requireNonNull(vector.get(name), name));
        }
        return all.toString();
    }

    @Test
    void theSizesAreThoseOfTheTable() {
        assertThat(KEM.committedBytes()).isEqualTo(1216);
        assertThat(KEM.pvrBytes()).isEqualTo(1120);
        assertThat(KEM.pviBytes()).isEqualTo(16);
        Scripted peer = new Scripted();
        Negotiated negotiated = Scripted.negotiated(KeyAgreement.X1M2);
        DhPart dhPart2 = peer.dhPart2(Octets.owning(new byte[KEM.pviBytes()]));
        DhPart dhPart1 = DhPart.create(
                Role.RESPONDER, peer.chain(), Scripted.strangerIds(), Octets.owning(new byte[KEM.pvrBytes()]));
        Commit commit = peer.commit(negotiated, dhPart2, peer.hello(), Octets.owning(new byte[KEM.committedBytes()]));
        assertThat(document).contains(row("Commit", commit), row("DHPart1", dhPart1), row("DHPart2", dhPart2));
        assertThat(document).contains("its length MUST be " + commit.raw().length() / 4 + " words");
    }

    /** The end of a row; what comes before it is text. */
    private String row(String name, ZrtpMessage message) {
        int at = document.indexOf("| " + name + " |");
        String row = document.substring(at, document.indexOf('\n', at));
        int length = message.raw().length();
        assertThat(row).endsWith("| " + length + " | " + (length + ZrtpPacket.HEADER + ZrtpPacket.CRC) + " |");
        return row;
    }

    @Test
    void theLimitsOfReassemblyAreThoseOfTheText() {
        assertThat(Reassembly.MOST_MESSAGES).isEqualTo(4);
        assertThat(document.replace('\n', ' ')).contains("takes four of " + Reassembly.MOST_WORDS + " words");
    }
}
