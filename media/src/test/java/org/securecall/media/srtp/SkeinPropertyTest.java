// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.bouncycastle.crypto.macs.SkeinMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our Skein gives what Bouncy Castle's gives. */
class SkeinPropertyTest {

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 64})
    void codeOverEveryLengthIsAsBouncyCastleMakesIt(int codeBytes) {
        SplittableRandom random = new SplittableRandom(20261124);
        byte[] key = new byte[Skein512.KEY_BYTES];
        random.nextBytes(key);
        SkeinMac other = new SkeinMac(SkeinMac.SKEIN_512, 8 * codeBytes);
        other.init(new KeyParameter(key));
        byte[] suffix = {1, 2, 3, 4};
        try (Skein512 own = new Skein512(key, codeBytes)) {
            for (int length = 0; length < 300; length++) {
                byte[] data = new byte[length];
                random.nextBytes(data);
                int suffixLength = length % (suffix.length + 1);
                other.update(data, 0, length);
                other.update(suffix, 0, suffixLength);
                byte[] expected = new byte[codeBytes];
                assertThat(other.doFinal(expected, 0)).isEqualTo(codeBytes);
                byte[] code = new byte[codeBytes];
                own.mac(data, length, suffix, suffixLength, code);
                assertThat(code).as("%d bytes", length).isEqualTo(expected);
            }
        }
    }
}
