// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReceptionStatisticsTest {

    private static final long MS = 1_000_000;

    private final ReceptionStatistics statistics = new ReceptionStatistics();

    @Test
    void lossIsWhatTheSequenceNumbersShowAcrossAWrap() {
        for (int i = 0; i < 100; i++) {
            if (i % 10 != 3) {
                receive(65_500 + i, 960 * i, 20L * i);
            }
        }
        assertThat(statistics.expected()).isEqualTo(100);
        assertThat(statistics.lost()).isEqualTo(10);
        assertThat(statistics.packets()).isEqualTo(90);
        assertThat(statistics.extendedHighest()).isEqualTo(65_599);
    }

    @Test
    void reorderedPacketsAreNotLost() {
        receive(1, 0, 0);
        receive(3, 1920, 40);
        receive(2, 960, 41);
        assertThat(statistics.lost()).isZero();
        assertThat(statistics.extendedHighest()).isEqualTo(3);
    }

    @Test
    void jitterIsThatOfAppendixA8() {
        // Transit alternates by 16 ms: after the first difference of 16 the estimate is 1, then it approaches 16.
        receive(1, 0, 0);
        receive(2, 960, 36);
        assertThat(statistics.jitterMs()).isCloseTo(1, within(1e-6));
        receive(3, 1920, 40);
        assertThat(statistics.jitterMs()).isCloseTo(1 + 15 / 16.0, within(1e-6));
        for (int i = 4; i < 300; i++) {
            receive(i, 960 * (i - 1), 20L * (i - 1) + (i % 2 == 0 ? 16 : 0));
        }
        assertThat(statistics.jitterMs()).isCloseTo(16, within(0.01));
        assertThat(statistics.jitterUnits()).isEqualTo(768);
    }

    @Test
    void aTimestampThatWrapsIsNoJitter() {
        for (int i = 0; i < 100; i++) {
            receive(i, -50 * 960 + 960 * i, 20L * i);
        }
        assertThat(statistics.jitterMs()).isCloseTo(0, within(1e-3));
    }

    @Test
    void anotherSourceBeginsAnewAndKeepsWhatWasLost() {
        receive(1, 0, 0);
        receive(4, 2880, 60);
        assertThat(statistics.lost()).isEqualTo(2);
        statistics.received(8, 50_000, 0, 48_000, 80 * MS);
        assertThat(statistics.ssrc()).isEqualTo(8);
        assertThat(statistics.expected()).isEqualTo(1);
        assertThat(statistics.lost()).isEqualTo(2);
        assertThat(statistics.packets()).isEqualTo(3);
    }

    private void receive(int sequence, int timestamp, long atMs) {
        statistics.received(7, sequence & 0xffff, timestamp, 48_000, atMs * MS);
    }
}
