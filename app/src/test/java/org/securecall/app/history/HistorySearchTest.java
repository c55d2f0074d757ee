// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Retention;

class HistorySearchTest {

    private final ByHand work = new ByHand();
    private final IndexedHistory history =
            IndexedHistory.open(new MemoryRows(), Retention.FOREVER, () -> PastCalls.START, notice -> {}, 0, work);

    @BeforeEach
    void fewCalls() {
        work.runAll();
        add("sip:bob@example.org", "Bob Müller"); // 1
        add("sips:alice@example.org;transport=tls", "Alice"); // 2
        add("sip:+4930123456@provider.example", ""); // 3
        add("practice", ""); // 4
        add("sip:bob@example.org", "Bob Müller"); // 5
        add("sip:bob@example.org", "Robert"); // 6
    }

    @AfterEach
    void close() {
        history.close();
    }

    private void add(String peer, String name) {
        history.add(PastCalls.with(peer, name, PastCalls.START));
    }

    private List<Long> ids(String text, OptionalLong before, int limit) throws HistoryException {
        return history.search(text, before, limit).calls().stream()
                .map(PastCall::id)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 6 5 4 3 2 1",
        "'  ', 6 5 4 3 2 1",
        "bob, 6 5 1",
        "BOB, 6 5 1",
        "ob, 6 5 1",
        "muller, 5 1",
        "MÜLLER, 5 1",
        "bob mull, 5 1",
        "mull bob, 5 1",
        "'  mull\tbob ', 5 1",
        "alice bob, ''",
        "example.org, 6 5 2 1",
        "example, 6 5 3 2 1",
        "sip:bob@example.org, 6 5 1",
        "sips:bob, 6 5 1",
        "sip:, 6 5 4 3 2 1",
        "sip, ''",
        "transport, 2",
        "0123, 3",
        "+49 provider, 3",
        "practice, 4",
        "robert bob@, 6",
        "bob mullerbob, ''",
        "nobody, ''",
    })
    void everyWordIsLookedForInNameAndAddress(String text, String found) throws Exception {
        assertThat(ids(text, OptionalLong.empty(), 100))
                .isEqualTo(Arrays.stream(found.split(" ", -1))
                        .filter(id -> !id.isEmpty())
                        .map(Long::valueOf)
                        .toList());
    }

    @Test
    void everyPartOfATextHasNoMarkButThoseOfTheText() {
        String text = SearchText.of("Łukasz Müller-Großmann", "sip:+4930123456@provider.example;transport=tls");
        for (int from = 0; from < text.length(); from++) {
            for (int to = from; to <= text.length(); to++) {
                long part = SearchText.mark(text.substring(from, to));
                assertThat(part & ~SearchText.mark(text)).isZero();
            }
        }
        assertThat(SearchText.mark(new String[] {"ab", "cd"})).isEqualTo(SearchText.mark("ab") | SearchText.mark("cd"));
    }

    @Test
    void pagesFollowOneAnother() throws Exception {
        assertThat(ids("bob", OptionalLong.empty(), 2)).containsExactly(6L, 5L);
        assertThat(ids("bob", OptionalLong.of(5), 2)).containsExactly(1L);
        assertThat(ids("bob", OptionalLong.of(1), 2)).isEmpty();
        // Also from a call that was removed meanwhile, and from beyond the ends.
        history.remove(5);
        assertThat(ids("bob", OptionalLong.of(5), 2)).containsExactly(1L);
        assertThat(ids("", OptionalLong.of(0), 2)).isEmpty();
        assertThat(ids("", OptionalLong.of(Long.MAX_VALUE), 2)).containsExactly(6L, 4L);
        assertThat(history.page(OptionalLong.of(4), 1).calls())
                .extracting(PastCall::id)
                .containsExactly(3L);
    }

    @Test
    void pageWithoutOrWithTooManyCallsIsRefused() {
        for (int limit : new int[] {0, -1, 1001}) {
            assertThatThrownBy(() -> history.page(OptionalLong.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void addressIsForgottenUnderAllItsSpellingsAndNames() throws Exception {
        history.clearPeer("BOB <sips:bob@EXAMPLE.org:5061;transport=tls>");
        assertThat(ids("", OptionalLong.empty(), 100)).containsExactly(4L, 3L, 2L);
        assertThat(ids("bob", OptionalLong.empty(), 100)).isEmpty();
        add("sip:bob@example.org", "Bob Müller");
        assertThat(ids("bob", OptionalLong.empty(), 100)).containsExactly(7L);
        assertThat(history.count()).isEqualTo(4);
    }
}
