// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.securecall.app.api.CallId;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.call.Call;

/** Every scenario that was practised in this run, for the user's side and for the practice peer's. Belongs to the call loop. */
final class PracticeStages implements AutoCloseable {

    private final Map<PracticeScenario, PracticeStage> stages = new EnumMap<>(PracticeScenario.class);
    private final Set<CallId> talking = new HashSet<>();
    private Optional<PracticeStage> dialled = Optional.empty();

    /** The user calls the practice peer. */
    void dialled(Optional<PracticeScenario> scenario) {
        dialled = scenario.map(this::stage);
        dialled.ifPresent(PracticeStage::dialled);
    }

    /** What the practice peer was called for last; empty for a plain call. */
    Optional<PracticeStage> dialled() {
        return dialled;
    }

    /** Of a call from the user's side. */
    Optional<PracticeStage> of(String peer) {
        return PracticeScenario.of(peer).map(this::stage);
    }

    /** What becomes of the user's calls, whoever they are with. */
    void callChanged(Call call) {
        if (call.isOver()) {
            talking.remove(call.parties().id());
        } else if (PracticeScenario.isPractice(call.parties().peer())) {
            talking.add(call.parties().id());
        }
    }

    /** Whether the user is in a call with the practice peer. */
    boolean isTalking() {
        return !talking.isEmpty();
    }

    private PracticeStage stage(PracticeScenario scenario) {
        return stages.computeIfAbsent(scenario, PracticeStage::new);
    }

    /** Forgets everything. */
    @Override
    public void close() {
        stages.values().forEach(PracticeStage::close);
    }
}
