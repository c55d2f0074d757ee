// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.securecall.media.api.ZrtpDetails;

/** Two real machines and the packets between them, moved one step at a time, and what must hold after each step. */
final class ExploredCall {

    /** Timers that end so close to each other may end in either order. */
    private static final long JITTER = 10;

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private final Exploration.Setting setting;
    private final Letters letters;
    private final ExploredParty alice;
    private final ExploredParty bob;
    private long now;
    private int faults;
    private int steps;

    ExploredCall(Exploration.Setting setting, KeptSecrets before) {
        this.setting = setting;
        this.letters = setting.letters();
        MemoryCache ofAlice = KeptSecrets.newCache(Step.Side.ALICE, CLOCK);
        MemoryCache ofBob = KeptSecrets.newCache(Step.Side.BOB, CLOCK);
        before.putInto(ofAlice, ofBob);
        alice = party(Step.Side.ALICE, ofAlice, setting.ofAlice());
        bob = party(Step.Side.BOB, ofBob, setting.ofBob());
    }

    private ExploredParty party(Step.Side side, MemoryCache cache, AlgorithmPreferences algorithms) {
        ZrtpConfig config = ZrtpConfig.recommended(ssrc(side), cache, setting.shares(side), CLOCK)
                .withAlgorithms(algorithms);
        Repeatable random = new Repeatable(side == Step.Side.ALICE ? setting.seed() : setting.seed() + 1);
        return new ExploredParty(this, side, cache, ZrtpMachine.create(config, random));
    }

    static int ssrc(Step.Side side) {
        return side == Step.Side.ALICE ? Call.SSRC_A : Call.SSRC_B;
    }

    Letters letters() {
        return letters;
    }

    ExploredParty party(Step.Side side) {
        return side == Step.Side.ALICE ? alice : bob;
    }

    String name(Step.Side side) {
        return side == Step.Side.ALICE ? "Alice" : "Bob";
    }

    long now() {
        return now;
    }

    int faults() {
        return faults;
    }

    KeptSecrets kept() {
        return KeptSecrets.of(alice.cache, bob.cache);
    }

    boolean bothSecure() {
        return alice.details().isPresent() && bob.details().isPresent();
    }

    void carry(Step.Side from, int letter) {
        ExploredParty to = party(from.other());
        if (!to.cut) {
            to.arriving.add(letter);
        }
    }

    /** @throws Violation when something that must hold does not */
    void take(Step step) {
        steps++;
        faults += step.kind().fault() ? 1 : 0;
        ExploredParty party = party(step.side());
        switch (step.kind()) {
            case START -> party.start();
            case DELIVER, OVERTAKE -> {
                takeFromWire(party, step.what());
                party.hear(step.what(), true);
            }
            case CUT -> {
                party.cut = true;
                party.arriving.clear();
            }
            case DROP -> takeFromWire(party, step.what());
            case TAMPER -> {
                takeFromWire(party, step.what());
                party.hear(letters.tampered(step.what()), false);
            }
            case REPLAY, INJECT -> party.hear(step.what(), true);
            case TIMER, LATE -> {
                ZrtpTimer timer = step.timer();
                now = Math.max(now, party.timers().getOrDefault(timer, now));
                party.timeout(timer);
            }
        }
        if (steps > setting.mostSteps() || now > setting.mostMilliseconds()) {
            throw new Violation(Violation.Invariant.ENDS, "not after " + steps + " steps and " + now + " ms");
        }
    }

    private static void takeFromWire(ExploredParty party, int letter) {
        party.arriving.remove(Integer.valueOf(letter));
    }

    /** What can happen next. When nothing can, the call has come to its end, and is judged. */
    List<Step> possible() {
        List<Step> possible = new ArrayList<>();
        boolean inFlight = !alice.arriving.isEmpty() || !bob.arriving.isEmpty();
        boolean started = alice.started() && bob.started();
        boolean more = faults < setting.mostFaults();
        long soonest = soonestTimer();
        for (Step.Side side : Step.Side.values()) {
            ExploredParty party = party(side);
            if (!party.started()) {
                possible.add(new Step(Step.Kind.START, side, 0));
            }
            if (!party.arriving.isEmpty()) {
                possible.add(new Step(Step.Kind.DELIVER, side, party.arriving.getFirst()));
            }
            boolean free = started && !inFlight;
            if (free || more) {
                for (Map.Entry<ZrtpTimer, Long> timer : party.timers().entrySet()) {
                    if (timer.getValue() <= soonest + JITTER) {
                        possible.add(Step.ofTimer(free ? Step.Kind.TIMER : Step.Kind.LATE, side, timer.getKey()));
                    }
                }
            }
        }
        if (possible.isEmpty()) {
            judgeEnd();
        } else if (more) {
            addFaults(possible);
        }
        return possible;
    }

    private long soonestTimer() {
        OptionalLong soonest = LongStream.concat(
                        alice.timers().values().stream().mapToLong(Long::longValue),
                        bob.timers().values().stream().mapToLong(Long::longValue))
                .min();
        return soonest.orElse(0);
    }

    private void addFaults(List<Step> possible) {
        Set<Integer> known = new TreeSet<>(alice.sent);
        known.addAll(bob.sent);
        for (Step.Side side : Step.Side.values()) {
            ExploredParty party = party(side);
            if (!party.started()) {
                continue;
            }
            if (!party.cut) {
                possible.add(new Step(Step.Kind.CUT, side, 0));
            }
            for (int letter : new LinkedHashSet<>(party.arriving)) {
                if (letter != party.arriving.getFirst()) {
                    possible.add(new Step(Step.Kind.OVERTAKE, side, letter));
                }
                possible.add(new Step(Step.Kind.DROP, side, letter));
                if (letters.canBeTampered(letter)) {
                    possible.add(new Step(Step.Kind.TAMPER, side, letter));
                }
            }
            known.forEach(letter -> possible.add(new Step(Step.Kind.REPLAY, side, letter)));
            setting.injected(side).forEach(letter -> possible.add(new Step(Step.Kind.INJECT, side, letter)));
        }
    }

    private void judgeEnd() {
        for (ExploredParty party : List.of(alice, bob)) {
            if (!party.ended()) {
                throw new Violation(
                        Violation.Invariant.ENDS, name(party.side) + " is left in " + party.state() + " for ever");
            }
        }
        if (faults == 0 && !bothSecure()) {
            throw new Violation(Violation.Invariant.FAIR_IS_SECURE, alice.state() + " and " + bob.state());
        }
    }

    /** The whole state: two that have the same key go on in the same way. */
    long key() {
        return Exploration.mix(alice.key(now), bob.key(now));
    }

    void checkSameView() {
        if (!bothSecure()) {
            return;
        }
        ZrtpDetails ofAlice = alice.details().orElseThrow();
        ZrtpDetails ofBob = bob.details().orElseThrow();
        requireEqual("one direction's keys", key(alice, true), key(bob, false));
        requireEqual("the other direction's keys", key(bob, true), key(alice, false));
        if (key(alice, true).equals(key(alice, false))) {
            throw new Violation(Violation.Invariant.EQUAL_KEYS, "both directions have the same keys");
        }
        requireEqual("SAS", ofAlice.sas(), ofBob.sas());
        requireEqual("SAS type", ofAlice.sasType(), ofBob.sasType());
        requireEqual("hash", ofAlice.hash(), ofBob.hash());
        requireEqual("cipher", ofAlice.cipher(), ofBob.cipher());
        requireEqual("tag", ofAlice.authTag(), ofBob.authTag());
        requireEqual("key agreement", ofAlice.keyAgreement(), ofBob.keyAgreement());
        requireEqual("initiator", ofAlice.initiator(), !ofBob.initiator());
    }

    private static String key(ExploredParty party, boolean sending) {
        return party.key(sending ? ZrtpOutput.Direction.SEND : ZrtpOutput.Direction.RECEIVE);
    }

    private static void requireEqual(String what, Object one, Object other) {
        if (!one.equals(other)) {
            throw new Violation(Violation.Invariant.EQUAL_KEYS, "different " + what);
        }
    }

    /** A Confirm1 answers a DHPart2; one that goes with a Commit heard before it, by this side's own computation. */
    void checkFirstSending(ExploredParty party, int letter) {
        if (!letters.type(letter).equals(Confirm.TYPE_1)) {
            return;
        }
        List<Commit> commits = heard(party, Commit.class);
        List<DhPart> parts = heard(party, DhPart.class);
        Hello own = party.sent.stream()
                .map(letters::message)
                .map(ExploredCall::parsed)
                .filter(Hello.class::isInstance)
                .map(Hello.class::cast)
                .findFirst()
                .orElseThrow();
        boolean committed = commits.stream()
                .anyMatch(c -> c.mode() instanceof Commit.Mode.DiffieHellman(Octets hvi, Octets publicKey)
                        && parts.stream()
                                .anyMatch(p -> c.hash().equals("S256")
                                        ? CommitSent.hvi(HashAlgorithm.S256, p, own)
                                                .equals(hvi)
                                        : CommitSent.hvi(HashAlgorithm.S384, p, own)
                                                .equals(hvi)));
        if (!committed) {
            throw new Violation(Violation.Invariant.COMMITMENT, name(party.side) + " sent Confirm1");
        }
    }

    private <M extends ZrtpMessage> List<M> heard(ExploredParty party, Class<M> kind) {
        return party.heard.stream()
                .map(letters::message)
                .map(ExploredCall::parsed)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Object parsed(Octets message) {
        return ParsedMessage.parse(message) instanceof ParsedMessage.Valid valid ? valid.message() : message;
    }

    void hangUp() {
        alice.hangUp();
        bob.hangUp();
    }
}
