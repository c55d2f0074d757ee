// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.call;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.model.PhoneModel;

/** The one model of each call, whichever view asks for it. */
public final class Calls implements Attachment {

    private final PhoneModel model;
    private final Clock clock;
    private final Map<CallId, CallModel> models = new LinkedHashMap<>();

    public Calls(PhoneModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    /** Empty when there is no such call, or no longer. */
    public Optional<CallModel> of(CallId id) {
        CallModel known = models.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<CallModel> made = model.call(id).map(call -> new CallModel(model, call, clock));
        made.ifPresent(call -> models.put(id, call));
        return made;
    }

    public Optional<CallModel> of(CallSnapshot call) {
        return of(call.id());
    }

    /** Forgets an ended call. */
    public void dismiss(CallId id) {
        CallModel gone = models.remove(id);
        if (gone != null) {
            gone.close();
        }
        model.dismiss(id);
    }

    @Override
    public void close() {
        models.values().forEach(CallModel::close);
        models.clear();
    }
}
