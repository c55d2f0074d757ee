// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.securecall.app.api.HistoryChange;
import org.securecall.app.api.PastCall;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;

/** How many calls were missed since the list of calls was seen last, also in an earlier run. */
public final class MissedCalls implements Attachment {

    /** So many of the newest calls are looked at. */
    static final int LOOKED_AT = 100;

    private final PhoneModel model;
    private final Attachments attachments = new Attachments();
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private Instant seen;
    private Instant newest = Instant.EPOCH;

    public MissedCalls(PhoneModel model) {
        this.model = model;
        this.seen = model.settings().get().callsSeen();
        attachments.add(model.onHistory(this::changed));
        recount();
    }

    /** 0 to {@value #LOOKED_AT}. */
    public ReadOnlyIntegerProperty count() {
        return count.getReadOnlyProperty();
    }

    private void changed(HistoryChange change) {
        if (!(change instanceof HistoryChange.Added(PastCall call)) || PastCallWords.isMissed(call)) {
            recount();
        }
    }

    private void recount() {
        model.ask(
                model.phone().history("", OptionalLong.empty(), LOOKED_AT),
                page -> {
                    List<Instant> missed = page.calls().stream()
                            .filter(PastCallWords::isMissed)
                            .map(PastCall::ended)
                            .filter(ended -> ended.isAfter(seen))
                            .toList();
                    newest = missed.stream().max(Instant::compareTo).orElse(newest);
                    count.set(missed.size());
                },
                // The list itself says why it cannot be read.
                reason -> {});
    }

    /** The user has the list of calls before his eyes. */
    public void see() {
        if (count.get() > 0) {
            seen = newest;
            count.set(0);
            model.ask(model.phone().putSettings(model.settings().get().withCallsSeen(seen)));
        }
    }

    @Override
    public void close() {
        attachments.close();
    }
}
