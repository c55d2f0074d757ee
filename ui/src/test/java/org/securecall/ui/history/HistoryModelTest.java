// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.ui.Past;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class HistoryModelTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
    private static final String BOB = "sip:bob@example.org";

    private final ScriptedPhone phone = new ScriptedPhone();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final PhoneModel model = new PhoneModel(phone, waiting::add);
    private final List<String> called = new ArrayList<>();

    private HistoryModel open() {
        HistoryModel history = new HistoryModel(
                model,
                (target, account, failure) ->
                        called.add(target + account.map(from -> " from " + from).orElse("")),
                Clock.fixed(NOW, ZoneOffset.UTC));
        run();
        return history;
    }

    private void run() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    private PastCall missed(String peer, Duration ago) {
        return phone.past(Past.missed(peer, "", NOW.minus(ago)));
    }

    private PastCall refused(String peer, Duration ago) {
        return phone.past(
                Past.unanswered(org.securecall.app.api.CallSnapshot.Direction.OUTGOING, peer, "", NOW.minus(ago), 603));
    }

    private static List<Long> ids(HistoryModel history) {
        return history.rows().stream().map(row -> row.call().id()).toList();
    }

    private static List<Long> firsts(HistoryModel history) {
        return history.rows().stream()
                .filter(HistoryRow::first)
                .map(row -> row.call().id())
                .toList();
    }

    @Test
    void newestCallsComeFirstAndEachDayBeginsOnce() {
        missed(BOB, Duration.ofDays(1));
        missed(BOB, Duration.ofHours(3));
        missed(BOB, Duration.ofHours(2));
        HistoryModel history = open();
        assertThat(ids(history)).containsExactly(3L, 2L, 1L);
        assertThat(firsts(history)).containsExactly(3L, 1L);
    }

    @Test
    void nothingIsThereBeforeTheTelephoneHasAnswered() {
        missed(BOB, Duration.ofHours(2));
        HistoryModel history =
                new HistoryModel(model, (target, account, failure) -> {}, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(history.loading().get()).isTrue();
        assertThat(history.rows()).isEmpty();
        run();
        assertThat(history.loading().get()).isFalse();
        assertThat(history.rows()).hasSize(1);
    }

    @Test
    void olderCallsComeOnlyWhenTheyAreAskedFor() {
        for (int i = 0; i < 2 * HistoryModel.PAGE + 7; i++) {
            missed(BOB, Duration.ofHours(3));
        }
        HistoryModel history = open();
        assertThat(history.rows()).hasSize(HistoryModel.PAGE);
        history.more();
        history.more();
        run();
        assertThat(history.rows()).hasSize(2 * HistoryModel.PAGE);
        history.more();
        run();
        history.more();
        run();
        assertThat(ids(history)).hasSize(2 * HistoryModel.PAGE + 7).doesNotHaveDuplicates();
        assertThat(firsts(history)).hasSize(1);
    }

    @Test
    void missedOnesAreFoundHoweverFewThereAre() {
        missed(BOB, Duration.ofDays(9));
        for (int i = 0; i < 2 * HistoryPage.MOST; i++) {
            refused(BOB, Duration.ofHours(5));
        }
        missed(BOB, Duration.ofHours(3));
        HistoryModel history = open();
        history.missedOnly().set(true);
        run();
        assertThat(ids(history)).containsExactly(2L * HistoryPage.MOST + 2, 1L);
        history.missedOnly().set(false);
        run();
        assertThat(history.rows()).hasSize(HistoryModel.PAGE);
    }

    @Test
    void answerToAnEarlierFilterIsNotShown() {
        missed(BOB, Duration.ofHours(3));
        missed("sip:carol@example.org", Duration.ofHours(2));
        HistoryModel history = open();
        history.filter().set("bo");
        history.filter().set("carol");
        run();
        assertThat(ids(history)).containsExactly(2L);
        assertThat(history.isFiltered()).isTrue();
    }

    @Test
    void callThatEndsAppearsAtTheTopAndTakesTheDayOver() {
        missed(BOB, Duration.ofHours(3));
        HistoryModel history = open();
        missed(BOB, Duration.ofHours(1));
        run();
        assertThat(ids(history)).containsExactly(2L, 1L);
        assertThat(firsts(history)).containsExactly(2L);
    }

    @Test
    void callThatEndsIsFilteredToo() {
        HistoryModel history = open();
        history.filter().set("carol");
        run();
        missed(BOB, Duration.ofHours(1));
        run();
        assertThat(history.rows()).isEmpty();
        missed("sip:carol@example.org", Duration.ofHours(1));
        run();
        assertThat(history.rows()).hasSize(1);
    }

    @Test
    void callIsThereOnceEvenWhenItEndsWhileTheListIsFetched() {
        HistoryModel history =
                new HistoryModel(model, (target, account, failure) -> {}, Clock.fixed(NOW, ZoneOffset.UTC));
        missed(BOB, Duration.ofHours(1));
        run();
        assertThat(ids(history)).containsExactly(1L);
    }

    @Test
    void removedCallHandsTheDayToTheNextOne() {
        missed(BOB, Duration.ofDays(1));
        missed(BOB, Duration.ofHours(3));
        PastCall newest = missed(BOB, Duration.ofHours(2));
        HistoryModel history = open();
        history.remove(newest);
        run();
        assertThat(phone.commands()).contains("removePastCall 3");
        assertThat(ids(history)).containsExactly(2L, 1L);
        assertThat(firsts(history)).containsExactly(2L, 1L);
    }

    @Test
    void callsWithOnePersonAreClearedAlone() {
        missed(BOB, Duration.ofHours(3));
        missed("sip:carol@example.org", Duration.ofHours(2));
        HistoryModel history = open();
        List<String> told = new ArrayList<>();
        history.clear(Optional.of(BOB), () -> told.add("done"), told::add);
        run();
        assertThat(told).containsExactly("done");
        assertThat(ids(history)).containsExactly(2L);
        history.clear(Optional.empty(), () -> told.add("done"), told::add);
        run();
        assertThat(history.rows()).isEmpty();
    }

    @Test
    void incompleteHistoryIsAskedAgainOnceItIsKnown() {
        phone.historyComplete(false);
        HistoryModel history = open();
        assertThat(history.complete().get()).isFalse();
        missed(BOB, Duration.ofHours(3));
        phone.historyComplete(true);
        run();
        assertThat(history.complete().get()).isTrue();
        assertThat(history.rows()).hasSize(1);
    }

    @Test
    void historyThatCannotBeReadSaysWhy() {
        phone.refuse("The disk is gone");
        HistoryModel history = open();
        assertThat(history.problem().get()).isEqualTo("The disk is gone");
        assertThat(history.loading().get()).isFalse();
    }

    @Test
    void callingBackGoesOverTheAccountOfTheCallWhileThereIsOne() {
        PastCall past = missed(BOB, Duration.ofHours(3));
        HistoryModel history = open();
        history.call(past);
        assertThat(called).containsExactly(BOB);
        phone.account(new org.securecall.app.api.AccountSnapshot(
                new org.securecall.app.api.AccountSpec(
                        "sip:me@example.org",
                        "",
                        Optional.empty(),
                        org.securecall.app.api.Transport.TLS,
                        Optional.empty(),
                        Optional.empty(),
                        true),
                org.securecall.app.api.AccountSnapshot.Registration.REGISTERED,
                200,
                "",
                Optional.empty()));
        run();
        history.call(past);
        assertThat(called).containsExactly(BOB, BOB + " from sip:me@example.org");
    }

    @Test
    void closedModelHearsNoMore() {
        HistoryModel history = open();
        history.close();
        missed(BOB, Duration.ofHours(3));
        run();
        assertThat(history.rows()).isEmpty();
    }
}
