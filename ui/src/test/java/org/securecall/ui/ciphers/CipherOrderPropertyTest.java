// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpSuite;
import org.securecall.media.engine.VoiceEngine;

/**
 * Whatever is switched and moved on the page of ciphers is what a call's Hello lists, as it stands there; and what is said of the call is
 * the same from both sides. That calls come to it is for {@code ForecastScenarioTest}, which runs them.
 */
class CipherOrderPropertyTest {

    private static final ZrtpAlgorithms ZRTP = VoiceEngine.algorithms();
    private static final int ORDERS = Integer.getInteger("securecall.orders", 1500);
    private static final long SEED = Long.getLong("securecall.orders.seed", 55);
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int MOST_STEPS = 24;

    @Test
    void everyOrderOfThePageIsOfferedAsItStands() throws Exception {
        CipherOrder other = CipherOrder.of(ZRTP, ZrtpPreferences.RECOMMENDED);
        int decidedByRole = 0;
        for (int i = 0; i < ORDERS; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            CipherOrder order = any(random);
            ZrtpPreferences stored = ZrtpPreferences.parse(order.preferences().text());
            assertThat(stored).isEqualTo(order.preferences());
            assertThat(ZRTP.usable(stored)).as("seed %d", SEED + i).isEqualTo(stored);
            assertThat(ZRTP.offered(stored)).as("seed %d", SEED + i).isEqualTo(stored);
            for (Kind kind : Kind.values()) {
                assertThat(order.on(kind)).hasSizeBetween(1, ZrtpOffer.MOST).doesNotHaveDuplicates();
            }
            ZrtpForecast here =
                    ZRTP.forecast(stored, new ZrtpOffer(other.preferences().lists()));
            ZrtpForecast there = ZRTP.forecast(other.preferences(), new ZrtpOffer(stored.lists()));
            assertThat(here.asInitiator()).isEqualTo(there.asResponder());
            assertThat(here.asResponder()).isEqualTo(there.asInitiator());
            assertBothHave(here.asInitiator(), order, other);
            assertBothHave(here.asResponder(), order, other);
            decidedByRole += here.roleDecides() ? 1 : 0;
            other = order;
        }
        assertThat(decidedByRole).isBetween(ORDERS / 10, ORDERS - 1);
    }

    private static void assertBothHave(ZrtpSuite suite, CipherOrder one, CipherOrder other) {
        for (CipherOrder order : List.of(one, other)) {
            assertThat(order.on(Kind.KEY_AGREEMENT)).contains(suite.keyAgreement());
            assertThat(order.on(Kind.HASH)).contains(suite.hash());
            assertThat(order.on(Kind.CIPHER)).contains(suite.cipher());
            assertThat(order.on(Kind.AUTH_TAG)).contains(suite.authTag());
            assertThat(order.on(Kind.SAS)).contains(suite.sas());
        }
    }

    /** What somebody comes to who plays with the page. */
    private static CipherOrder any(SplittableRandom random) {
        CipherOrder order = CipherOrder.of(ZRTP, ZrtpPreferences.RECOMMENDED);
        int steps = random.nextInt(1, MOST_STEPS + 1);
        for (int step = 0; step < steps; step++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            List<String> known = new ArrayList<>(ZRTP.known(kind));
            String name = known.get(random.nextInt(known.size()));
            if (random.nextBoolean()) {
                order = switch (order.toggled(kind, name)) {
                    case CipherOrder.Outcome.Changed changed -> changed.order();
                    case CipherOrder.Outcome.Locked locked -> order;
                    case CipherOrder.Outcome.Full full -> order;
                };
            } else {
                order = order.moved(kind, name, random.nextInt(1, ZrtpOffer.MOST + 1));
            }
        }
        return order;
    }
}
