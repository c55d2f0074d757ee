// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.secret.SecretBytes;

/** The groups: agreement, width, and refusal of what no honest peer sends (RFC 6189 §4.4.1.2, §5.1.5; RFC 7748 §6.1). */
class PublicValueVectorTest {

    private static final HexFormat HEX = HexFormat.of();

    /** Gives the given octets to whoever asks for random ones. */
    private static final class Scripture extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private final byte[] octets;

        Scripture(String hex) {
            this.octets = HEX.parseHex(hex);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(octets, 0, bytes, 0, bytes.length);
        }
    }

    @Test
    void x25519GivesTheValuesOfRfc7748() throws BadPublicValueException {
        // RFC 7748 §6.1.
        KeyShare alice = Curve25519Share.generate(
                new Scripture("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        KeyShare bob = Curve25519Share.generate(
                new Scripture("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        assertThat(HEX.formatHex(alice.publicValue().toArray()))
                .isEqualTo("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertThat(HEX.formatHex(bob.publicValue().toArray()))
                .isEqualTo("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        try (SecretBytes one = alice.agree(bob.publicValue());
                SecretBytes other = bob.agree(alice.publicValue())) {
            assertThat(HEX.formatHex(one.reveal()))
                    .isEqualTo("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
            assertThat(one.matches(other.reveal())).isTrue();
        }
    }

    @Test
    void theTopBitOfAnX25519ValueIsIgnored() throws BadPublicValueException {
        KeyShare own = Curve25519Share.generate(new SecureRandom());
        KeyShare peer = Curve25519Share.generate(new SecureRandom());
        byte[] marked = peer.publicValue().toArray();
        marked[31] |= (byte) 0x80;
        try (SecretBytes one = own.agree(peer.publicValue());
                SecretBytes other = own.agree(Octets.owning(marked))) {
            assertThat(one.matches(other.reveal())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(KeyGroup.class)
    void bothSidesAgreeAndEveryPublicValueHasFullWidth(KeyGroup group) throws BadPublicValueException {
        KeyShare one = group.generate(new SecureRandom());
        KeyShare other = group.generate(new SecureRandom());
        assertThat(one.publicValue().length()).isEqualTo(group.publicValueBytes());
        try (SecretBytes a = one.agree(other.publicValue());
                SecretBytes b = other.agree(one.publicValue())) {
            assertThat(a.matches(b.reveal())).isTrue();
            assertThat(a.length()).isEqualTo(group == KeyGroup.MODP3072 ? 384 : 32);
        }
    }

    @Test
    void leadingZerosOfADhResultAreKept() throws BadPublicValueException {
        // 2^k for small k makes both values short; the result must not be.
        KeyShare own = Modp3072Share.generate(new SecureRandom());
        byte[] two = new byte[384];
        two[383] = 2;
        try (SecretBytes result = own.agree(Octets.owning(two))) {
            assertThat(result.length()).isEqualTo(384);
            assertThat(result.matches(own.publicValue().toArray())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "p-1", "p", "p+1", "all ones"})
    void dh3kRefusesValuesThatGiveTheResultAway(String which) {
        BigInteger p = Modp3072Share.P;
        BigInteger value = switch (which) {
            case "0" -> BigInteger.ZERO;
            case "1" -> BigInteger.ONE;
            case "p-1" -> p.subtract(BigInteger.ONE);
            case "p" -> p;
            case "p+1" -> p.add(BigInteger.ONE);
            default -> BigInteger.TWO.pow(3072).subtract(BigInteger.ONE);
        };
        byte[] octets = new byte[384];
        BigEndian.put(value, octets, 0, 384);
        assertRefused(KeyGroup.MODP3072, octets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"
            })
    void x25519RefusesPointsOfSmallOrder(String littleEndian) {
        assertRefused(KeyGroup.CURVE25519, HEX.parseHex(littleEndian));
    }

    @Test
    void ecdhRefusesPointsThatAreNotOnTheCurve() {
        byte[] point = KeyGroup.P256.generate(new SecureRandom()).publicValue().toArray();
        byte[] off = point.clone();
        off[63] ^= 1;
        assertRefused(KeyGroup.P256, off);
        assertRefused(KeyGroup.P256, new byte[64]);
        byte[] outside = point.clone();
        Arrays.fill(outside, 0, 32, (byte) 0xff);
        assertRefused(KeyGroup.P256, outside);
    }

    @ParameterizedTest
    @EnumSource(KeyGroup.class)
    void valuesOfAnotherLengthAreRefused(KeyGroup group) {
        assertRefused(group, new byte[0]);
        assertRefused(group, new byte[group.publicValueBytes() - 4]);
        assertRefused(group, new byte[group.publicValueBytes() + 4]);
    }

    private static void assertRefused(KeyGroup group, byte[] value) {
        try (KeyShare own = group.generate(new SecureRandom())) {
            assertThatThrownBy(() -> own.agree(Octets.copyOf(value))).isInstanceOf(BadPublicValueException.class);
        }
    }

    @Test
    void aPoolGivesEachKeyPairOnceAndNeverRunsOut() {
        KeyPool pool = new KeyPool(new SecureRandom());
        pool.fill();
        Set<Octets> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            seen.add(pool.take(KeyGroup.CURVE25519).publicValue());
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void theRehearsalGoesThroughAWholeExchangeInEveryGroup() {
        KeyPool pool = new KeyPool(new SecureRandom());
        assertThat(Rehearsal.run(pool, new SecureRandom())).containsExactlyInAnyOrder(KeyGroup.values());
        pool.warmUp();
    }
}
