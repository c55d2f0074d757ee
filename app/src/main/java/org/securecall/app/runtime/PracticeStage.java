// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.List;
import org.securecall.app.api.PracticeScenario;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpDetails;

/** One scenario, and what the two sides of it remember. Belongs to the call loop. */
final class PracticeStage implements AutoCloseable {

    private final PracticeScenario scenario;
    private PracticeMemory user = PracticeMemory.ofNobody();
    private PracticeMemory peer = PracticeMemory.ofNobody();
    private boolean played = true;

    PracticeStage(PracticeScenario scenario) {
        this.scenario = scenario;
    }

    PracticeScenario scenario() {
        return scenario;
    }

    /** The user calls: from the beginning, unless what was begun takes another call. */
    void dialled() {
        if (scenario != PracticeScenario.VERIFIED || played) {
            close();
            user = PracticeMemory.ofNobody();
            peer = PracticeMemory.ofNobody();
            played = false;
        }
    }

    /** What the user's side remembers. */
    PracticeMemory user() {
        return user;
    }

    /** What the other side remembers. */
    PracticeMemory peer() {
        return peer;
    }

    /** Whether there was a call before this one. The two sides make it while it rings. */
    boolean hasPast() {
        return scenario == PracticeScenario.KEY_CHANGED || scenario == PracticeScenario.WEAKER;
    }

    /** What the user's side has to expect of this call. */
    boolean metWithZrtp() {
        return hasPast() || user.metAnybody();
    }

    /** Whether the user's code is the other person's too. */
    boolean sameCode() {
        return scenario != PracticeScenario.MISMATCH;
    }

    /** The other side's telephone. */
    Encryption encryption() {
        return scenario == PracticeScenario.NOT_SECURE ? Encryption.OFF : Encryption.PREFER;
    }

    /** What the other side's telephone makes keys by. */
    List<KeyingMethod> keying() {
        return switch (scenario) {
            case SERVER_ONLY, WEAKER -> List.of(KeyingMethod.DTLS_SRTP);
            case FIRST_CALL, VERIFIED, KEY_CHANGED, MISMATCH, DOWNGRADE, NOT_SECURE -> List.of(KeyingMethod.ZRTP);
        };
    }

    /** The other side's telephone is secure. */
    void secured(ZrtpDetails details) {
        if (details.secrets() == ZrtpDetails.Secrets.MATCH && details.verifiedLocally() && details.verifiedByPeer()) {
            played = true;
        }
    }

    /** Forgets everything. */
    @Override
    public void close() {
        user.close();
        peer.close();
    }
}
