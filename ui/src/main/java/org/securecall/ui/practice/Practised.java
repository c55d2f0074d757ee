// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.practice;

import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableSet;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.Security;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.model.PhoneModel;

/** Which scenarios came to what they are about, since the window was opened. */
public final class Practised implements Attachment {

    private static final int REFUSED = 488;

    private final PhoneModel model;
    private final ObservableSet<PracticeScenario> done = FXCollections.observableSet();
    private Optional<PracticeScenario> last = Optional.empty();
    private final ListChangeListener<CallSnapshot> follow = change -> update();

    public Practised(PhoneModel model) {
        this.model = model;
        model.calls().addListener(follow);
    }

    ObservableSet<PracticeScenario> done() {
        return done;
    }

    /** The one that was begun last. */
    Optional<PracticeScenario> last() {
        return last;
    }

    void begun(PracticeScenario scenario) {
        last = Optional.of(scenario);
    }

    private void update() {
        for (CallSnapshot call : model.calls()) {
            PracticeScenario.of(call.peer())
                    .filter(scenario -> isReached(scenario, call))
                    .ifPresent(done::add);
        }
    }

    /** Whether a call shows what the scenario is about. */
    static boolean isReached(PracticeScenario scenario, CallSnapshot call) {
        Security.State state = call.security().state();
        boolean talking = call.state() == CallSnapshot.State.ACTIVE;
        return switch (scenario) {
            case FIRST_CALL -> talking && (state == Security.State.ENCRYPTED || state == Security.State.VERIFIED);
            case VERIFIED -> talking && state == Security.State.VERIFIED && isAgain(call);
            case KEY_CHANGED -> talking && state == Security.State.CHANGED;
            case MISMATCH -> state == Security.State.MISMATCH;
            case DOWNGRADE -> talking && state == Security.State.LOST;
            case WEAKER -> talking && state == Security.State.WEAKER;
            case SERVER_ONLY -> isRefused(call) || (talking && state == Security.State.SERVER);
            case NOT_SECURE -> isRefused(call) || (talking && state == Security.State.NONE);
        };
    }

    /** Whether the call is not the first with its peer. */
    static boolean isAgain(CallSnapshot call) {
        return call.security()
                .zrtp()
                .filter(zrtp -> zrtp.secrets() == ZrtpDetails.Secrets.MATCH)
                .isPresent();
    }

    /** Whether the call ended because the settings ask for more encryption than it has. */
    static boolean isRefused(CallSnapshot call) {
        return call.state() == CallSnapshot.State.ENDED && call.code() == REFUSED;
    }

    @Override
    public void close() {
        model.calls().removeListener(follow);
    }
}
