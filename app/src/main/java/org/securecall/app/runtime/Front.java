// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneListener;
import org.securecall.app.call.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What front ends are shown: events, and the calls as they stand. Written on the call loop, read anywhere. */
final class Front {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final CopyOnWriteArrayList<PhoneListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<CallId, CallSnapshot> calls = new ConcurrentHashMap<>();

    private List<PeerIdentity> identities = List.of();
    private final List<String> early = new ArrayList<>();
    private boolean ready;

    AutoCloseable listen(PhoneListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(PhoneEvent event) {
        for (PhoneListener listener : listeners) {
            try {
                listener.onPhoneEvent(event);
            } catch (RuntimeException e) {
                LOG.error("A front end failed over an event", e);
            }
        }
    }

    /** Tells the user something; what comes before the telephone is ready is kept until then. */
    void tell(String text) {
        if (ready) {
            publish(new PhoneEvent.Notice(text));
        } else {
            early.add(text);
        }
    }

    void ready() {
        ready = true;
        early.forEach(this::tell);
        early.clear();
    }

    /** All calls that have not ended, the oldest first. */
    List<CallSnapshot> calls() {
        return calls.values().stream()
                .sorted(Comparator.comparing(CallSnapshot::started))
                .toList();
    }

    void callChanged(Call call) {
        publish(new PhoneEvent.CallChanged(keep(call)));
    }

    void securityChanged(Call call) {
        publish(new PhoneEvent.SecurityChanged(keep(call)));
    }

    /** Says so, where they are others than before. */
    void identities(List<PeerIdentity> now) {
        if (!now.equals(identities)) {
            identities = now;
            publish(new PhoneEvent.IdentitiesChanged(now));
        }
    }

    private CallSnapshot keep(Call call) {
        CallSnapshot snapshot = call.snapshot();
        if (call.isOver()) {
            calls.remove(snapshot.id());
        } else {
            calls.put(snapshot.id(), snapshot);
        }
        return snapshot;
    }
}
