// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.secret.SecretBytes;

/** The groups: agreement, width, and refusal of what no honest peer sends (RFC 6189 §4.4.1.2, §5.1.5; RFC 7748 §6.1). */
class PublicValueVectorTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void x25519GivesTheValuesOfRfc7748() throws BadPublicValueException {
        // RFC 7748 §6.1.
        KeyShare alice = KeyGroup.CURVE25519.generate(
                new Scripture("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        KeyShare bob = KeyGroup.CURVE25519.generate(
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
    void x448GivesTheValuesOfRfc7748() throws BadPublicValueException {
        // RFC 7748 §6.2.
        KeyShare alice =
                KeyGroup.CURVE448.generate(new Scripture("9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28d"
                        + "d9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b"));
        KeyShare bob =
                KeyGroup.CURVE448.generate(new Scripture("1c306a7ac2a0e2e0990b294470cba339e6453772b075811d8fad0d1d"
                        + "6927c120bb5ee8972b0d3e21374c9c921b09d1b0366f10b65173992d"));
        assertThat(HEX.formatHex(alice.publicValue().toArray()))
                .isEqualTo("9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c"
                        + "22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0");
        assertThat(HEX.formatHex(bob.publicValue().toArray()))
                .isEqualTo("3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b430"
                        + "27d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609");
        try (SecretBytes one = alice.agree(bob.publicValue());
                SecretBytes other = bob.agree(alice.publicValue())) {
            assertThat(HEX.formatHex(one.reveal()))
                    .isEqualTo("07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282b"
                            + "b60c0b56fd2464c335543936521c24403085d59a449a5037514a879d");
            assertThat(one.matches(other.reveal())).isTrue();
        }
    }

    /** RFC 5114 A.6 to A.8. */
    @ParameterizedTest
    @CsvSource({
        "P256, secp256r1, 814264145F2F56F2E96A8E337A1284993FAF432A5ABCE59E867B7291D507A3AF,"
                + "2AF502F3BE8952F2C9B5A8D4160D09E97165BE50BC42AE4A5E8D3B4BA83AEB15"
                + "EB0FAF4CA986C4D38681A0F9872D79D56795BD4BFF6E6DE3C0F5015ECE5EFD85,"
                + "2CE1788EC197E096DB95A200CC0AB26A19CE6BCCAD562B8EEE1B593761CF7F41,"
                + "B120DE4AA36492795346E8DE6C2C8646AE06AAEA279FA775B3AB0715F6CE51B0"
                + "9F1B7EECE20D7B5ED8EC685FA3F071D83727027092A8411385C34DDE5708B2B6,"
                + "DD0F5396219D1EA393310412D19A08F1F5811E9DC8EC8EEA7F80D21C820C2788",
        "P384, secp384r1, D27335EA71664AF244DD14E9FD1260715DFD8A7965571C48D709EE7A7962A156"
                + "D706A90CBCB5DF2986F05FEADB9376F1,"
                + "793148F1787634D5DA4C6D9074417D05E057AB62F82054D10EE6B0403D627954"
                + "7E6A8EA9D1FD77427D016FE27A8B8C66"
                + "C6C41294331D23E6F480F4FB4CD40504C947392E94F4C3F06B8F398BB29E4236"
                + "8F7A685923DE3B67BACED214A1A1D128,"
                + "52D1791FDB4B70F89C0F00D456C2F7023B6125262C36A7DF1F80231121CCE3D3"
                + "9BE52E00C194A4132C4A6C768BCD94D2,"
                + "5CD42AB9C41B5347F74B8D4EFB708B3D5B36DB65915359B44ABC17647B6B9999"
                + "789D72A84865AE2F223F12B5A1ABC120"
                + "E171458FEAA939AAA3A8BFAC46B404BD8F6D5B348C0FA4D80CECA16356CA9332"
                + "40BDE8723415A8ECE035B0EDF36755DE,"
                + "5EA1FC4AF7256D2055981B110575E0A8CAE53160137D904C59D926EB1B8456E4"
                + "27AA8A4540884C37DE159A58028ABC0E",
        "P521, secp521r1, 0113F82DA825735E3D97276683B2B74277BAD27335EA71664AF2430CC4F33459"
                + "B9669EE78B3FFB9B8683015D344DCBFEF6FB9AF4C6C470BE254516CD3C1A1FB47362,"
                + "01EBB34DD75721ABF8ADC9DBED17889CBB9765D90A7C60F2CEF007BB0F2B26E1"
                + "4881FD4442E689D61CB2DD046EE30E3FFD20F9A45BBDF6413D583A2DBF59924FD35C"
                + "00F6B632D194C0388E22D8437E558C552AE195ADFD153F92D74908351B2F8C4E"
                + "DA94EDB0916D1B53C020B5EECAED1A5FC38A233E4830587BB2EE3489B3B42A5A86A4,"
                + "00CEE3480D8645A17D249F2776D28BAE616952D1791FDB4B70F7C3378732AA1B"
                + "22928448BCD1DC2496D435B01048066EBE4F72903C361B1A9DC1193DC2C9D0891B96,"
                + "010EBFAFC6E85E08D24BFFFCC1A4511DB0E634BEEB1B6DEC8C5939AE44766201"
                + "AF6200430BA97C8AC6A0E9F08B33CE7E9FEEB5BA4EE5E0D81510C24295B8A08D0235"
                + "00A4A6EC300DF9E257B0372B5E7ABFEF093436719A77887EBB0B18CF8099B9F4"
                + "212B6E30A1419C18E029D36863CC9D448F4DBA4D2A0E60711BE572915FBD4FEF2695,"
                + "00CDEA89621CFA46B132F9E4CFE2261CDE2D4368EB5656634C7CC98C7A00CDE5"
                + "4ED1866A0DD3E6126C9D2F845DAFF82CEB1DA08F5D87521BB0EBECA77911169C20CC"
    })
    void ecdhGivesTheValuesOfRfc5114(KeyGroup group, String curve, String dA, String qA, String dB, String qB, String z)
            throws Exception {
        try (KeyShare alice = NistCurveShare.of(group, pair(curve, dA, qA));
                KeyShare bob = NistCurveShare.of(group, pair(curve, dB, qB));
                SecretBytes one = alice.agree(bob.publicValue());
                SecretBytes other = bob.agree(alice.publicValue())) {
            assertThat(alice.publicValue()).isEqualTo(Octets.copyOf(HEX.parseHex(qA)));
            assertThat(HEX.formatHex(one.reveal())).isEqualToIgnoringCase(z);
            assertThat(HEX.formatHex(other.reveal())).isEqualToIgnoringCase(z);
        }
    }

    private static KeyPair pair(String curve, String privateKey, String publicKey) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
        KeyFactory factory = KeyFactory.getInstance("EC");
        int half = publicKey.length() / 2;
        ECPoint point = new ECPoint(
                new BigInteger(publicKey.substring(0, half), 16), new BigInteger(publicKey.substring(half), 16));
        return new KeyPair(
                factory.generatePublic(new ECPublicKeySpec(point, spec)),
                factory.generatePrivate(new ECPrivateKeySpec(new BigInteger(privateKey, 16), spec)));
    }

    @Test
    void thePrimesAreThoseOfRfc3526() {
        assertThat(ModpShare.P_2048).isEqualTo(DHStandardGroups.rfc3526_2048.getP());
        assertThat(ModpShare.P_3072).isEqualTo(DHStandardGroups.rfc3526_3072.getP());
    }

    @Test
    void theTopBitOfAnX25519ValueIsIgnored() throws BadPublicValueException {
        KeyShare own = KeyGroup.CURVE25519.generate(new SecureRandom());
        KeyShare peer = KeyGroup.CURVE25519.generate(new SecureRandom());
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
            assertThat(a.length())
                    .isEqualTo(
                            switch (group) {
                                case MODP2048 -> 256;
                                case MODP3072 -> 384;
                                case CURVE25519, P256 -> 32;
                                case P384 -> 48;
                                case CURVE448 -> 56;
                                case P521 -> 66;
                            });
        }
    }

    /** The pv words of table 5 in RFC 6189 §5.1.5; X25519 and X448 as bzrtp sends them. */
    @ParameterizedTest
    @CsvSource({"DH3K, 96", "DH2K, 64", "EC25, 16", "EC38, 24", "EC52, 33", "X255, 8", "E255, 8", "X448, 14"})
    void publicValuesHaveTheWordsOfTheRfc(KeyAgreement keyAgreement, int words) {
        assertThat(keyAgreement.scheme().pviBytes()).isEqualTo(4 * words);
    }

    @ParameterizedTest
    @EnumSource(names = {"MODP2048", "MODP3072"})
    void aDhResultIsWhatThePrivateKeyMakesOfTheGenerator(KeyGroup group) throws BadPublicValueException {
        KeyShare own = group.generate(new SecureRandom());
        byte[] two = new byte[group.publicValueBytes()];
        two[two.length - 1] = 2;
        try (SecretBytes result = own.agree(Octets.owning(two))) {
            assertThat(result.length()).isEqualTo(group.publicValueBytes());
            assertThat(result.matches(own.publicValue().toArray())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "p-1", "p", "p+1", "all ones"})
    void dhRefusesValuesThatGiveTheResultAway(String which) {
        refusesInGroup(KeyGroup.MODP2048, ModpShare.P_2048, which);
        refusesInGroup(KeyGroup.MODP3072, ModpShare.P_3072, which);
    }

    private static void refusesInGroup(KeyGroup group, BigInteger p, String which) {
        BigInteger value = switch (which) {
            case "0" -> BigInteger.ZERO;
            case "1" -> BigInteger.ONE;
            case "p-1" -> p.subtract(BigInteger.ONE);
            case "p" -> p;
            case "p+1" -> p.add(BigInteger.ONE);
            default -> BigInteger.TWO.pow(p.bitLength()).subtract(BigInteger.ONE);
        };
        byte[] octets = new byte[group.publicValueBytes()];
        BigEndian.put(value, octets, 0, octets.length);
        assertRefused(group, octets);
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

    /** 0, 1 and p-1, and p and p+1, which are 0 and 1 again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "fefffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "00000000000000000000000000000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void x448RefusesPointsOfSmallOrder(String littleEndian) {
        assertRefused(KeyGroup.CURVE448, HEX.parseHex(littleEndian));
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384", "P521"})
    void ecdhRefusesPointsThatAreNotOnTheCurve(KeyGroup group) {
        byte[] point = group.generate(new SecureRandom()).publicValue().toArray();
        int half = point.length / 2;
        byte[] off = point.clone();
        off[point.length - 1] ^= 1;
        assertRefused(group, off);
        byte[] swapped = point.clone();
        System.arraycopy(point, 0, swapped, half, half);
        System.arraycopy(point, half, swapped, 0, half);
        assertRefused(group, swapped);
        assertRefused(group, new byte[point.length]);
        byte[] outside = point.clone();
        Arrays.fill(outside, 0, half, (byte) 0xff);
        assertRefused(group, outside);
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
    void theRehearsalGoesThroughAWholeExchangeInEveryGroupAndWithEveryKem() {
        KeyPool pool = new KeyPool(new SecureRandom());
        List<KeyAgreement> all = Arrays.stream(KeyAgreement.values())
                .filter(KeyAgreement::isDiffieHellman)
                .toList();
        assertThat(Rehearsal.run(pool, all, new SecureRandom()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Arrays.stream(KeyGroup.values()), Arrays.stream(HybridKem.values()))
                                .toList());
        pool.warmUp();
    }

    @Test
    void aPoolMakesAheadWhatItsAlgorithmsAskForAndTheRestOnTheSpot() {
        List<Integer> asked = new ArrayList<>();
        SecureRandom counting = new SecureRandom() {

            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                asked.add(bytes.length);
                super.nextBytes(bytes);
            }
        };
        KeyPool pool = new KeyPool(
                counting, AlgorithmPreferences.RECOMMENDED.withKeyAgreements(KeyAgreement.X448, KeyAgreement.EC38));
        pool.fill();
        asked.clear();
        pool.take(KeyGroup.CURVE448).close();
        pool.take(KeyGroup.P384).close();
        pool.take(KeyGroup.MODP3072).close();
        assertThat(asked).isEmpty();
        pool.take(KeyGroup.P521).close();
        assertThat(asked).isNotEmpty();
    }
}
