// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityKeyTest {

    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(textBlock = """
                    y = 0,                       0000000000000000000000000000000000000000000000000000000000000000
                    y = 0 the other x,           0000000000000000000000000000000000000000000000000000000000000080
                    the neutral point,           0100000000000000000000000000000000000000000000000000000000000000
                    the neutral point with sign, 0100000000000000000000000000000000000000000000000000000000000080
                    order 2,                     ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
                    order 8,                     26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05
                    order 8 the other x,         26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85
                    order 8 again,               c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a
                    order 8 again the other x,   c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa
                    y = p,                       edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
                    y = p + 1,                   eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
                    y = 2^255 - 1,               ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
                    no point,                    0200000000000000000000000000000000000000000000000000000000000000
                    31 octets,                   d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751
                    33 octets,                   d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00
                    """)
    void octetsThatAreNoKeyAreRefused(String what, String hex) {
        assertThatExceptionOfType(IdentityException.class)
                .as(what)
                .isThrownBy(() -> IdentityKey.of(HexFormat.of().parseHex(hex)))
                .withMessage("The key is not a valid one");
    }

    @Test
    void aKeyIsTheSameAfterItsOctets() throws Exception {
        IdentityKey key = Identities.bob().key();
        assertThat(IdentityKey.of(key.bytes())).isEqualTo(key);
        assertThat(new IdentityKey("3D4017C3E843895A92B70AA74D1B7EBC9C982CCF2EC4968CC0CD55F12AF4660C"))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureHoldsForItsPurposeAlone(SignedFor purpose) {
        OwnIdentity alice = Identities.alice();
        byte[] signature = alice.sign(purpose, MESSAGE);
        for (SignedFor other : SignedFor.values()) {
            assertThat(alice.key().verifies(other, MESSAGE, signature)).isEqualTo(other == purpose);
        }
        assertThat(Identities.bob().key().verifies(purpose, MESSAGE, signature)).isFalse();
    }

    @Test
    void everyFlippedBitOfASignatureIsRefused() {
        OwnIdentity alice = Identities.alice();
        byte[] signature = alice.sign(SignedFor.KEY_LOG, MESSAGE);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            assertThat(alice.key().verifies(SignedFor.KEY_LOG, MESSAGE, Identities.flipped(signature, bit)))
                    .as("bit " + bit)
                    .isFalse();
        }
    }

    @Test
    void aSignatureOfAnotherLengthIsRefused() {
        assertThat(Identities.alice().key().verifies(SignedFor.KEY_LOG, MESSAGE, new byte[0]))
                .isFalse();
        assertThat(Identities.alice().key().verifies(SignedFor.KEY_LOG, MESSAGE, new byte[65]))
                .isFalse();
    }

    /** The sashash has 32 octets, a certificate begins with 0x30: neither can be mistaken for something labelled. */
    @ParameterizedTest
    @EnumSource
    void nothingLabelledLooksLikeACodeOrACertificate(SignedFor purpose) {
        byte[] shortest = purpose.over(new byte[64]);
        assertThat(shortest.length).isGreaterThan(32);
        assertThat(shortest[0]).isNotEqualTo((byte) 0x30);
    }
}
