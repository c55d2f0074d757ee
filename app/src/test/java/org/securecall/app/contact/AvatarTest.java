// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Avatar;

class AvatarTest {

    @Test
    void pngAndJpegAreKnownByTheirBeginning() {
        assertThat(Pictures.png(100).format()).isEqualTo(Avatar.Format.PNG);
        assertThat(Pictures.jpeg().format()).isEqualTo(Avatar.Format.JPEG);
        assertThat(Pictures.jpeg().bytes()).isEqualTo(Pictures.jpegFile());
    }

    @Test
    void anythingElseIsRefused() {
        for (String file : new String[] {"", "GIF89a", "<svg/>", "\u0089PNG", "BM"}) {
            assertThatThrownBy(() -> Avatar.of(file.getBytes(StandardCharsets.ISO_8859_1)))
                    .hasMessage("A picture is a PNG or JPEG file");
        }
    }

    @Test
    void pictureThatIsTooLongIsRefused() {
        assertThat(Pictures.png(Avatar.MAX_SIZE).bytes()).hasSize(Avatar.MAX_SIZE);
        assertThatThrownBy(() -> Pictures.png(Avatar.MAX_SIZE + 1)).hasMessageContaining("256 KiB");
    }

    @Test
    void nobodyChangesIt() {
        byte[] file = Pictures.pngFile(20);
        Avatar avatar = Avatar.of(file);
        file[19] ^= 1;
        avatar.bytes()[19] ^= 1;
        assertThat(avatar)
                .isEqualTo(Pictures.png(20))
                .hasSameHashCodeAs(Pictures.png(20))
                .isNotEqualTo(Avatar.of(file))
                .isNotEqualTo(Pictures.png(21))
                .hasToString("PNG of 20 octets");
    }
}
