// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every schedule of a call with at most so many faults: breadth first, faults last, so that what is found is found by the
 * shortest way. Machines hold state that cannot be copied, so each schedule is run again from its beginning; schedules that
 * come to the same state are followed once.
 */
final class Exploration {

    /**
     * @param mostFaults steps of the network or an attacker in one schedule
     * @param mostSteps and
     * @param mostMilliseconds within which every schedule must have ended
     * @param seed of both sides' randomness
     */
    record Setting(
            int mostFaults,
            int mostSteps,
            long mostMilliseconds,
            long seed,
            Letters letters,
            AlgorithmPreferences ofAlice,
            AlgorithmPreferences ofBob,
            Outsider outsider,
            FixedShares aliceShares,
            FixedShares bobShares) {

        /** Each side wants something else first, so that the roles decide what is agreed. */
        static Setting of(int mostFaults, long seed) {
            return new Setting(
                    mostFaults,
                    300,
                    60_000,
                    seed,
                    new Letters(),
                    AlgorithmPreferences.RECOMMENDED
                            .withHashes(HashAlgorithm.S384, HashAlgorithm.S256)
                            .withCiphers(CipherAlgorithm.AES1, CipherAlgorithm.AES3)
                            .withAuthTags(AuthTag.HS32, AuthTag.HS80)
                            .withKeyAgreements(KeyAgreement.X255)
                            .withSasRenderings(SasRendering.B32, SasRendering.B256),
                    AlgorithmPreferences.RECOMMENDED
                            .withHashes(HashAlgorithm.S256, HashAlgorithm.S384)
                            .withCiphers(CipherAlgorithm.AES3, CipherAlgorithm.AES1)
                            .withAuthTags(AuthTag.HS80, AuthTag.HS32)
                            .withKeyAgreements(KeyAgreement.X255)
                            .withSasRenderings(SasRendering.B256, SasRendering.B32),
                    new Outsider(),
                    new FixedShares(new Repeatable(seed + 100)),
                    new FixedShares(new Repeatable(seed + 200)));
        }

        FixedShares shares(Step.Side side) {
            return side == Step.Side.ALICE ? aliceShares : bobShares;
        }

        List<Integer> injected(Step.Side side) {
            return outsider.letters(letters, side);
        }
    }

    /** What was gone through. */
    record Counted(long states, long steps, long ends, long secureEnds, Set<KeptSecrets> kept) {}

    /** A schedule that broke an invariant. */
    record Finding(Violation.Invariant invariant, String detail, List<String> schedule) {

        @Override
        public String toString() {
            return invariant + ": " + detail + "\n  " + String.join("\n  ", schedule);
        }
    }

    private record Node(@Nullable Node before, @Nullable Step step, List<Step> possible) {

        List<Step> path() {
            List<Step> path = new ArrayList<>();
            for (Node at = this; at != null && at.step != null; at = at.before) {
                path.addFirst(at.step);
            }
            return path;
        }
    }

    private record Judged(KeptSecrets kept, boolean mustKnow) {}

    private final Setting setting;
    private final KeptSecrets before;
    private final Set<Long> seen = new HashSet<>();
    private final Map<Judged, Optional<Violation>> honestCalls = new LinkedHashMap<>();
    private final Set<KeptSecrets> kept = new HashSet<>();
    private long steps;
    private long ends;
    private long secureEnds;
    private @Nullable Finding finding;

    Exploration(Setting setting, KeptSecrets before) {
        this.setting = setting;
        this.before = before;
    }

    static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9e3779b97f4a7c15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xd6e8feb86659fd93L;
        return mixed ^ mixed >>> 29;
    }

    Optional<Finding> finding() {
        return Optional.ofNullable(finding);
    }

    Counted counted() {
        return new Counted(seen.size(), steps, ends, secureEnds, Set.copyOf(kept));
    }

    /** Stops at the first finding. */
    Exploration run() {
        return RememberedX25519.during(this::explore);
    }

    private Exploration explore() {
        List<Deque<Node>> byFaults = new ArrayList<>();
        for (int faults = 0; faults <= setting.mostFaults(); faults++) {
            byFaults.add(new ArrayDeque<>());
        }
        explore(null, null, byFaults);
        for (Deque<Node> queue : byFaults) {
            while (!queue.isEmpty() && finding == null) {
                Node node = queue.removeFirst();
                for (Step step : node.possible()) {
                    explore(node, step, byFaults);
                    if (finding != null) {
                        break;
                    }
                }
            }
        }
        return this;
    }

    private void explore(@Nullable Node from, @Nullable Step step, List<Deque<Node>> byFaults) {
        List<Step> path = from == null ? new ArrayList<>() : from.path();
        if (step != null) {
            path.add(step);
        }
        ExploredCall call = new ExploredCall(setting, before);
        try {
            path.forEach(call::take);
            steps++;
            if (!seen.add(call.key())) {
                return;
            }
            List<Step> possible = call.possible();
            if (possible.isEmpty()) {
                ends++;
                secureEnds += call.bothSecure() ? 1 : 0;
            }
            byFaults.get(call.faults()).addLast(new Node(from, step, possible));
            judgeWhatIsKept(call);
        } catch (Violation violation) {
            finding = new Finding(
                    violation.invariant(),
                    String.valueOf(violation.getMessage()),
                    path.stream().map(s -> s.words(setting.letters())).toList());
        }
    }

    /** Both hang up here, and call each other again over a network without faults. */
    private void judgeWhatIsKept(ExploredCall call) {
        boolean mustKnow = call.bothSecure() || before.shared();
        call.hangUp();
        KeptSecrets left = call.kept();
        kept.add(left);
        Judged judged = new Judged(left, mustKnow);
        Optional<Violation> known = honestCalls.get(judged);
        if (known == null) {
            known = Optional.empty();
            try {
                left.assertAnHonestCallIsQuiet(mustKnow);
            } catch (Violation violation) {
                known = Optional.of(violation);
            }
            honestCalls.put(judged, known);
        }
        if (known.isPresent()) {
            throw known.get();
        }
    }
}
