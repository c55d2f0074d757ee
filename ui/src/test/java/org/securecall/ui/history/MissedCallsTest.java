// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallSnapshot;
import org.securecall.ui.Past;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class MissedCallsTest {

    private static final Instant THEN = Instant.parse("2026-11-20T10:15:00Z");
    private static final String BOB = "sip:bob@example.org";

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);

    @Test
    void missedCallsAreCountedUntilTheyAreSeen() {
        MissedCalls missed = new MissedCalls(model);
        phone.past(Past.missed(BOB, "", THEN));
        phone.past(Past.unanswered(CallSnapshot.Direction.OUTGOING, BOB, "", THEN, 480));
        phone.past(Past.missed(BOB, "", THEN.plusSeconds(60)));
        assertThat(missed.count().get()).isEqualTo(2);
        missed.see();
        assertThat(missed.count().get()).isZero();
        phone.past(Past.missed(BOB, "", THEN.plusSeconds(600)));
        assertThat(missed.count().get()).isEqualTo(1);
    }

    @Test
    void whatWasSeenStaysSeenInTheNextRun() {
        phone.past(Past.missed(BOB, "", THEN));
        new MissedCalls(model).see();
        phone.past(Past.missed(BOB, "", THEN.plusSeconds(60)));
        assertThat(new MissedCalls(new PhoneModel(phone, Runnable::run)).count().get())
                .isEqualTo(1);
    }

    @Test
    void removedCallCountsNoMore() {
        MissedCalls missed = new MissedCalls(model);
        phone.past(Past.missed(BOB, "", THEN));
        phone.past(Past.missed(BOB, "", THEN));
        phone.removePastCall(1);
        assertThat(missed.count().get()).isEqualTo(1);
        phone.clearHistory(Optional.empty());
        assertThat(missed.count().get()).isZero();
    }

    @Test
    void nothingIsStoredWhenThereIsNothingToSee() {
        new MissedCalls(model).see();
        assertThat(phone.commands()).isEmpty();
    }

    @Test
    void closedOneHearsNoMore() {
        MissedCalls missed = new MissedCalls(model);
        missed.close();
        phone.past(Past.missed(BOB, "", THEN));
        assertThat(missed.count().get()).isZero();
    }
}
