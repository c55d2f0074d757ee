// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.securecall.ui.HandClock;

class IdleWatchTest {

    private final HandClock clock = new HandClock();
    private Duration limit = Duration.ofMinutes(5);
    private boolean armed = true;
    private int locked;
    private final IdleWatch watch = new IdleWatch(clock, () -> limit, () -> armed, () -> locked++);

    private void pass(Duration time) {
        clock.move(time);
        watch.tick();
    }

    @Test
    void locksOnceTheTimeHasPassed() {
        pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(locked).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(locked).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(locked).isEqualTo(1);
    }

    @Test
    void everyTouchBeginsAnew() {
        pass(Duration.ofMinutes(4));
        watch.touch();
        pass(Duration.ofMinutes(4));
        assertThat(locked).isZero();
        pass(Duration.ofMinutes(1));
        assertThat(locked).isEqualTo(1);
    }

    @Test
    void neverMeansNever() {
        limit = Duration.ZERO;
        pass(Duration.ofDays(30));
        assertThat(locked).isZero();
    }

    @Test
    void timeBeginsWithTheEndOfACall() {
        armed = false;
        pass(Duration.ofHours(1));
        assertThat(locked).isZero();
        armed = true;
        pass(Duration.ofMinutes(4));
        assertThat(locked).isZero();
        pass(Duration.ofMinutes(1));
        assertThat(locked).isEqualTo(1);
    }

    @Test
    void choiceOfAShorterTimeCountsFromTheLastTouch() {
        pass(Duration.ofMinutes(4));
        limit = Duration.ofMinutes(1);
        watch.tick();
        assertThat(locked).isEqualTo(1);
    }

    @Test
    void machineThatSleptLocksWhenItWakes() {
        pass(Duration.ofHours(9));
        assertThat(locked).isEqualTo(1);
    }

    @Test
    void clockThatIsSetBackPutsTheLockOffByNoMoreThanTheTimeItself() {
        pass(Duration.ofHours(-3));
        pass(Duration.ofMinutes(5));
        assertThat(locked).isEqualTo(1);
    }
}
