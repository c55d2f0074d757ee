// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BufferLevelTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long SHORT = 5_000_000L;

    private final BufferLevel level = new BufferLevel();

    @Test
    void everySecondAccidentWithinTenSecondsRaisesIt() {
        level.opened(0);
        assertThat(level.accident(1 * SECOND, SHORT)).isFalse();
        assertThat(level.accident(2 * SECOND, SHORT)).isTrue();
        assertThat(level.millis()).isEqualTo(30);
        assertThat(level.accident(3 * SECOND, SHORT)).isFalse();
        assertThat(level.accident(14 * SECOND, SHORT)).isFalse();
        assertThat(level.accident(15 * SECOND, SHORT)).isTrue();
        assertThat(level.millis()).isEqualTo(40);
        assertThat(level.frames(48_000)).isEqualTo(1_920);
        assertThat(level.accidents()).isEqualTo(5);
    }

    @Test
    void startOfADeviceAndLongAbsencesDoNotCount() {
        level.opened(5 * SECOND);
        for (int i = 0; i < 10; i++) {
            assertThat(level.accident(5 * SECOND + i, SHORT)).isFalse();
            assertThat(level.accident(7 * SECOND + i, SECOND)).isFalse();
        }
        assertThat(level.millis()).isEqualTo(BufferLevel.LEAST_MS);
    }

    @Test
    void itHasALimit() {
        level.opened(0);
        for (int i = 0; i < 1_000; i++) {
            level.accident(SECOND + i, SHORT);
        }
        assertThat(level.millis()).isEqualTo(BufferLevel.MOST_MS);
    }

    @Test
    void calmLowersItAndMustLastLongerEachTime() {
        level.opened(0);
        level.accident(SECOND, SHORT);
        level.accident(SECOND, SHORT);
        level.calm(30 * SECOND);
        assertThat(level.millis()).isEqualTo(30);
        level.calm(32 * SECOND);
        assertThat(level.millis()).isEqualTo(20);
        level.calm(1_000 * SECOND);
        assertThat(level.millis()).isEqualTo(20);

        level.accident(1_001 * SECOND, SHORT);
        level.accident(1_001 * SECOND, SHORT);
        level.calm(1_060 * SECOND);
        assertThat(level.millis()).isEqualTo(30);
        level.calm(1_062 * SECOND);
        assertThat(level.millis()).isEqualTo(20);
    }
}
