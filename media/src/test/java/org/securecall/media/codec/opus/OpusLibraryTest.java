// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusLibraryTest {

    @ParameterizedTest
    @CsvSource({
        "libopus 1.3.1, true",
        "libopus 1.3, true",
        "libopus 1.5.2-fixed, true",
        "libopus 2.0, true",
        "libopus 1.1.2, false",
        "libopus 1.1-126-g76e831d, false",
        "libopus 1.2.1, false",
        "libopus unknown, false",
        "'', false",
        "libopus 99999999999.1, false",
    })
    void versionsFrom13OnAreTold(String version, boolean expected) {
        assertThat(OpusLibrary.isAtLeast13(version)).isEqualTo(expected);
    }

    @Test
    void oneOfTheLibrariesIsThere() {
        assertThat(OpusLibrary.load().orElseThrow().version()).startsWith("libopus 1.");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 48000, 510000, false",
        "'minptime=10;useinbandfec=1;cbr=1', 48000, 510000, true",
        "'maxplaybackrate=16000; sprop-maxcapturerate=16000; maxaveragebitrate=20000; UseInbandFEC=1', 16000, 20000, true",
        "'maxaveragebitrate=1;maxplaybackrate=1;useinbandfec=2', 8000, 6000, false",
        "'maxaveragebitrate=99999999999;maxplaybackrate=-1;;=;useinbandfec', 48000, 510000, false",
        "'maxaveragebitrate=²³;maxplaybackrate= ', 48000, 510000, false",
    })
    void whatThePeerWantsIsRead(String fmtp, int rate, int bitrate, boolean fec) {
        assertThat(OpusParameters.parse(fmtp)).isEqualTo(new OpusParameters(rate, bitrate, fec));
    }
}
