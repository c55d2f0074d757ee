// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Each kind of message, and each field of each message at its boundaries, into every state that a call goes through: as if
 * from the peer, with a right CRC. Whatever it is, one such message leads to one of the states that the table names, gives no
 * keys without the peer's Confirm, and leaves a call that comes to its end.
 */
class EveryMessageInEveryStateTest {

    /** Where a single message can lead. What is secure stays so. */
    private static final Map<String, Set<String>> LEADS_TO = Map.of(
            "Idle", Set.of("Idle"),
            "Discovery", Set.of("Discovery", "CommitSent", "DhPart1Sent", "ErrorSent"),
            "CommitSent", Set.of("CommitSent", "DhPart1Sent", "DhPart2Sent", "ErrorSent"),
            "DhPart1Sent", Set.of("DhPart1Sent", "Confirm1Sent", "ErrorSent"),
            "DhPart2Sent", Set.of("DhPart2Sent", "Confirm2Sent", "ErrorSent"),
            "Confirm1Sent", Set.of("Confirm1Sent", "Secure", "ErrorSent"),
            "Confirm2Sent", Set.of("Confirm2Sent", "Secure"),
            "Secure", Set.of("Secure"),
            "ErrorSent", Set.of("ErrorSent", "Ended"),
            "Ended", Set.of("Ended"));

    /** What each 32-bit word of a message is set to, from what it was. */
    private static final List<IntUnaryOperator> BOUNDARIES = List.of(
            word -> 0,
            word -> -1,
            word -> word ^ 1,
            word -> word ^ Integer.MIN_VALUE,
            word -> word + 0x10000,
            word -> Integer.MAX_VALUE);

    private final Exploration.Setting setting = Exploration.Setting.of(2, 1);

    private final Map<Step.Side, Set<Octets>> said = new EnumMap<>(Step.Side.class);

    /** How to get one side into one state. */
    private record Way(Step.Side side, String state, List<Step> path) {}

    private ExploredCall at(List<Step> path) {
        ExploredCall call = new ExploredCall(setting, KeptSecrets.NONE);
        path.forEach(call::take);
        return call;
    }

    private static String state(ExploredCall call, Step.Side side) {
        return call.party(side).state().replaceAll(".*\\[|\\]", "");
    }

    /** Every state of both sides: of a call that goes well, and of one whose Confirm is changed on the way. */
    private List<Way> ways() {
        Map<String, Way> ways = new LinkedHashMap<>();
        walk(ways, new ArrayList<>(), false);
        walk(ways, new ArrayList<>(), true);
        return List.copyOf(ways.values());
    }

    private void walk(Map<String, Way> ways, List<Step> path, boolean changeConfirm) {
        for (ExploredCall call = at(path); ; call = at(path)) {
            for (Step.Side side : Step.Side.values()) {
                // A state is looked at where it begins, and where it has heard most.
                Way way = new Way(side, state(call, side), List.copyOf(path));
                ways.putIfAbsent(side + way.state() + "first", way);
                ways.put(side + way.state() + "last", way);
            }
            Letters letters = setting.letters();
            List<Step> next = free(call);
            if (next.isEmpty()) {
                return;
            }
            Step chosen = next.getFirst();
            if (changeConfirm
                    && chosen.kind() == Step.Kind.DELIVER
                    && letters.type(chosen.what()).startsWith("Confirm")
                    && path.stream().noneMatch(step -> step.kind().fault())) {
                chosen = new Step(Step.Kind.TAMPER, chosen.side(), chosen.what());
            }
            path.add(chosen);
        }
    }

    /** All that the peer says in a call that goes well. */
    private Set<Octets> said(Step.Side by) {
        return said.computeIfAbsent(by, this::saidInACall);
    }

    private Set<Octets> saidInACall(Step.Side by) {
        ExploredCall call = at(List.of());
        for (List<Step> next = free(call); !next.isEmpty(); next = free(call)) {
            call.take(next.getFirst());
        }
        Set<Octets> said = new LinkedHashSet<>();
        for (int letter : call.party(by).sent) {
            if (!setting.letters().isSrtp(letter)) {
                said.add(setting.letters().message(letter));
            }
        }
        return said;
    }

    /** One message arrives in one state, and then all goes its way. */
    private void arrives(Way way, Octets message) {
        int letter = setting.letters().number(message, "the test");
        ExploredCall call = at(way.path());
        ExploredParty party = call.party(way.side());
        boolean unforgeable = setting.letters().type(letter).startsWith("Confirm")
                && said(way.side().other()).contains(message)
                && !call.party(way.side().other()).sent.contains(letter);
        if (unforgeable) {
            // What the peer will say later: nobody else can say it before.
            return;
        }
        int sentBefore = party.sent.size();
        assertThat(party.details().isPresent()).isEqualTo(way.state().equals("Secure"));
        call.take(new Step(Step.Kind.INJECT, way.side(), letter));
        assertThat(LEADS_TO.get(way.state()))
                .as("%s in %s", setting.letters().name(letter), way)
                .contains(state(call, way.side()));
        assertThat(party.sent.size() - sentBefore).isLessThanOrEqualTo(3);
        for (List<Step> next = free(call); !next.isEmpty(); next = free(call)) {
            call.take(next.getFirst());
        }
        if (way.state().equals("Secure")) {
            assertThat(party.state()).contains("Secure");
            assertThat(party.details()).isPresent();
        }
    }

    private static List<Step> free(ExploredCall call) {
        return call.possible().stream().filter(step -> !step.kind().fault()).toList();
    }

    @Test
    void everyStateIsReached() {
        assertThat(ways()).extracting(Way::state).containsAll(LEADS_TO.keySet());
    }

    @Test
    void everyKindOfMessageLeadsWhereItMay() {
        RememberedX25519.during(() -> {
            int cases = 0;
            for (Way way : ways()) {
                List<Octets> messages = new ArrayList<>(MessageFuzzTest.everyMessage());
                messages.addAll(said(Step.Side.ALICE));
                messages.addAll(said(Step.Side.BOB));
                for (Octets message : messages) {
                    arrives(way, message);
                    cases++;
                }
            }
            assertThat(cases).isGreaterThan(500);
            return cases;
        });
    }

    @Test
    void everyFieldOfEveryMessageAtEveryBoundaryLeadsWhereItMay() {
        RememberedX25519.during(() -> {
            int cases = 0;
            for (Way way : ways()) {
                for (Octets message : said(way.side().other())) {
                    for (int at = 0; at < message.length(); at += 4) {
                        for (IntUnaryOperator boundary : BOUNDARIES) {
                            ByteBuffer changed = ByteBuffer.wrap(message.toArray());
                            changed.putInt(at, boundary.applyAsInt(changed.getInt(at)));
                            arrives(way, Octets.owning(changed.array()));
                            cases++;
                        }
                    }
                }
            }
            assertThat(cases).isGreaterThan(5_000);
            return cases;
        });
    }
}
