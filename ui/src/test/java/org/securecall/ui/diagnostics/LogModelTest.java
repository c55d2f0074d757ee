// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.SecurityLog;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class LogModelTest {

    private static final Subject.OfCall FIRST =
            new Subject.OfCall(new CallId("c1"), 1, CallSnapshot.Direction.OUTGOING, "Émile");
    private static final Subject.OfCall SECOND =
            new Subject.OfCall(new CallId("c2"), 2, CallSnapshot.Direction.OUTGOING, "");

    private final ScriptedPhone phone = new ScriptedPhone();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final PhoneModel model = new PhoneModel(phone, waiting::add);

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private void settle() {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    private void add(Subject subject, SecurityFact fact) {
        phone.securityLog().add(subject, fact);
    }

    @Test
    void entriesOfBeforeAndNewOnesAreThereOnceAndInOrder() {
        add(FIRST, new SecurityFact.ZrtpHeard());
        LogModel log = new LogModel(model, Optional.empty());
        add(FIRST, new SecurityFact.UserDenied());
        settle();
        assertThat(log.rows()).extracting(row -> row.entry().number()).containsExactly(1L, 2L);
        log.close();
        add(FIRST, new SecurityFact.UserTalksAnyway());
        settle();
        assertThat(log.rows()).hasSize(2);
    }

    @Test
    void oneCallIsShownWhereItWasAskedForAndEverythingWhereNothingIsKnownOfIt() {
        add(FIRST, new SecurityFact.ZrtpHeard());
        add(SECOND, new SecurityFact.ZrtpHeard());
        LogModel second = new LogModel(model, Optional.of(SECOND.id()));
        assertThat(second.rows()).extracting(LogRow::about).containsExactly("Call 2");
        LogModel unknown = new LogModel(model, Optional.of(new CallId("c9")));
        assertThat(unknown.rows()).hasSize(2);
        second.close();
        unknown.close();
    }

    @Test
    void searchWantsEveryWordWhateverItsAccents() {
        add(FIRST, new SecurityFact.ZrtpHeard());
        add(SECOND, new SecurityFact.ZrtpHeard());
        LogModel log = new LogModel(model, Optional.empty());
        log.search().set(" emile ZRTP ");
        assertThat(log.rows()).extracting(LogRow::about).containsExactly("Call 1, Émile");
        log.search().set("nothing of that kind");
        assertThat(log.rows()).isEmpty();
        assertThat(log.isEmpty()).isFalse();
        log.close();
    }

    @Test
    void whatTheLogDoesNotKeepIsNotKeptHereEither() {
        LogModel log = new LogModel(model, Optional.empty());
        log.warningsOnly().set(true);
        add(FIRST, new SecurityFact.UserDenied());
        for (int i = 0; i < SecurityLog.MOST; i++) {
            add(FIRST, new SecurityFact.ZrtpHeard());
            settle();
        }
        assertThat(log.dropped().get()).isEqualTo(1);
        assertThat(log.rows()).as("the warning was the oldest").isEmpty();
        log.warningsOnly().set(false);
        assertThat(log.rows()).hasSize(SecurityLog.MOST);
        log.close();
    }
}
