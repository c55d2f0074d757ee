// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Hold;
import org.securecall.app.api.Security;
import org.securecall.app.api.Security.State;
import org.securecall.media.api.Chime;

class CallChimesTest {

    private final CallChimes chimes = new CallChimes();

    record Row(List<State> states, List<Chime> heard) {}

    static Stream<Row> turns() {
        Chime secured = Chime.SECURED;
        Chime alarm = Chime.ALARM;
        return Stream.of(
                new Row(List.of(State.SECURING), List.of()),
                new Row(List.of(State.SECURING, State.ENCRYPTED), List.of(secured)),
                new Row(List.of(State.SECURING, State.ENCRYPTED, State.ENCRYPTED, State.VERIFIED), List.of(secured)),
                new Row(List.of(State.SERVER, State.SECURING, State.ENCRYPTED), List.of(secured)),
                new Row(List.of(State.NONE, State.NONE), List.of(Chime.OPEN)),
                new Row(List.of(State.NONE, State.SECURING, State.VERIFIED), List.of(Chime.OPEN, secured)),
                new Row(List.of(State.SECURING, State.CHANGED), List.of(alarm)),
                new Row(List.of(State.CHANGED, State.CHANGED, State.VERIFIED), List.of(alarm, secured)),
                new Row(List.of(State.CHANGED, State.MISMATCH), List.of(alarm, alarm)),
                new Row(List.of(State.VERIFIED, State.LOST, State.SECURING, State.LOST), List.of(secured, alarm)),
                new Row(List.of(State.VERIFIED, State.LOST, State.VERIFIED), List.of(secured, alarm, secured)),
                new Row(List.of(State.ENCRYPTED, State.MISMATCH), List.of(secured, alarm)),
                new Row(List.of(State.WEAKER), List.of(alarm)));
    }

    @ParameterizedTest
    @MethodSource("turns")
    void eachTurnIsHeardOnce(Row row) {
        List<Chime> heard = new ArrayList<>();
        row.states.forEach(state ->
                chimes.follow(call("a", CallSnapshot.State.ACTIVE, state)).ifPresent(heard::add));
        assertThat(heard).isEqualTo(row.heard);
    }

    @Test
    void nothingIsHeardBeforeThereIsVoiceNorAfterTheEnd() {
        assertThat(chimes.follow(call("a", CallSnapshot.State.TRYING, State.NONE)))
                .isEmpty();
        assertThat(chimes.follow(call("a", CallSnapshot.State.RINGING, State.NONE)))
                .isEmpty();
        assertThat(chimes.follow(call("a", CallSnapshot.State.EARLY, State.ENCRYPTED)))
                .contains(Chime.SECURED);
        assertThat(chimes.follow(call("a", CallSnapshot.State.ACTIVE, State.ENCRYPTED)))
                .isEmpty();
        assertThat(chimes.follow(call("a", CallSnapshot.State.ENDED, State.LOST)))
                .isEmpty();
    }

    @Test
    void eachCallIsHeardForItself() {
        assertThat(chimes.follow(call("a", CallSnapshot.State.ACTIVE, State.ENCRYPTED)))
                .contains(Chime.SECURED);
        assertThat(chimes.follow(call("b", CallSnapshot.State.ACTIVE, State.ENCRYPTED)))
                .contains(Chime.SECURED);
    }

    private static CallSnapshot call(String id, CallSnapshot.State state, State security) {
        return new CallSnapshot(
                new CallId(id),
                CallSnapshot.Direction.OUTGOING,
                "sip:bob@example.org",
                "",
                Optional.empty(),
                state,
                0,
                "",
                Instant.EPOCH,
                Optional.empty(),
                false,
                false,
                Hold.NONE,
                new Security(
                        security,
                        Security.Protocol.NONE,
                        Optional.empty(),
                        false,
                        "",
                        false,
                        "",
                        OptionalLong.empty()));
    }
}
