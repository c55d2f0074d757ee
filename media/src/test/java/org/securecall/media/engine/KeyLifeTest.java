// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyLifeTest {

    private int asked;
    private int told;
    private final KeyLife life = new KeyLife(() -> asked++, () -> told++);

    private void look(boolean wornOut, boolean usedUp, long second) {
        life.look(wornOut, usedUp, TimeUnit.SECONDS.toNanos(second));
    }

    @Test
    void newKeysAreAskedForOnceAndAfterAWhileAgain() {
        look(false, false, 0);
        assertThat(asked).isZero();
        look(true, false, 1);
        look(true, false, 2);
        look(true, false, 30);
        assertThat(asked).isEqualTo(1);
        look(true, false, 31);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void nextKeysThatWearOutAreReplacedAtOnceToo() {
        look(true, false, 1);
        look(false, false, 2);
        look(true, false, 3);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void endOfTheKeysIsToldOnceForEachOfThem() {
        look(true, true, 1);
        look(true, true, 2);
        assertThat(told).isEqualTo(1);
        look(false, false, 3);
        look(true, true, 4);
        assertThat(told).isEqualTo(2);
    }
}
