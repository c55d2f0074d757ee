// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerKey;
import org.securecall.app.api.PeerKeys;
import org.securecall.app.api.PhoneException;

/** The commands that begin with {@code keys}. */
final class KeyWords {

    private static final String USE = "keys needs show and an address, or forget, an address and a ZID";
    private static final int USUAL_EVENTS = 50;
    private static final int MOST_EVENTS = 1000;

    private final PeerKeys keys;
    private final JsonLines events;

    KeyWords(PeerKeys keys, JsonLines events) {
        this.keys = keys;
        this.events = events;
    }

    /** @throws PhoneException when the words are no command */
    CompletionStage<?> carryOut(String[] words) throws PhoneException {
        String what = words.length > 1 ? words[1] : "";
        if (what.equals("show") && (words.length == 3 || words.length == 4)) {
            int limit = words.length == 4 ? limit(words[3]) : USUAL_EVENTS;
            return keys.history(words[2]).thenAccept(history -> show(history, limit));
        }
        if (what.equals("forget") && words.length == 4) {
            return keys.forget(words[2], words[3])
                    .thenRun(() -> events.event("key-forgotten", g -> {
                        g.writeStringField("address", words[2]);
                        g.writeStringField("zid", words[3]);
                    }));
        }
        throw new PhoneException(USE);
    }

    private static int limit(String word) throws PhoneException {
        if (!word.matches("[1-9][0-9]{0,3}") || Integer.parseInt(word) > MOST_EVENTS) {
            throw new PhoneException("keys show takes a number from 1 to " + MOST_EVENTS + " after the address");
        }
        return Integer.parseInt(word);
    }

    private void show(PeerHistory history, int limit) {
        history.keys().forEach(this::show);
        List<KeyEvent> newest = history.events().stream().limit(limit).toList();
        newest.forEach(this::show);
        events.event("peer-keys", g -> {
            g.writeStringField("address", history.address());
            g.writeNumberField("keys", history.keys().size());
            g.writeNumberField("events", newest.size());
            g.writeBooleanField("complete", newest.size() == history.events().size());
            g.writeBooleanField("whole", history.whole());
        });
    }

    private void show(PeerKey key) {
        events.event("peer-key", g -> {
            g.writeStringField("zid", key.zid());
            g.writeStringField("name", key.name());
            g.writeStringField("standing", key.standing().token());
            JsonLines.text(g, "proof", key.proof().map(proof -> proof.how().token()));
            JsonLines.text(g, "provenAt", key.proof().map(proof -> proof.when().toString()));
            g.writeStringField("firstSeen", key.firstSeen().toString());
            g.writeStringField("lastSeen", key.lastSeen().toString());
            g.writeStringField("client", key.client());
            g.writeStringField("algorithms", key.algorithms());
            JsonLines.text(g, "expires", key.expires().map(Instant::toString));
        });
    }

    private void show(KeyEvent event) {
        events.event("key-event", g -> {
            g.writeStringField("at", event.time().toString());
            g.writeStringField("kind", event.kind().token());
            g.writeStringField("zid", event.zid());
            g.writeStringField("address", event.address());
            g.writeStringField("subject", event.subject());
            g.writeStringField("by", event.by());
            change(g, "software", event.software());
            change(g, "algorithms", event.algorithms());
        });
    }

    private static void change(JsonGenerator g, String what, Optional<KeyEvent.Change> change) throws IOException {
        JsonLines.text(g, what + "Before", change.map(KeyEvent.Change::before));
        JsonLines.text(g, what + "Now", change.map(KeyEvent.Change::now));
    }
}
