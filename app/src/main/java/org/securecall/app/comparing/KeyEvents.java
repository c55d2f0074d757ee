// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.KeyEvent.Change;
import org.securecall.app.api.KeyEvent.Kind;
import org.securecall.app.api.PeerKey.How;
import org.securecall.app.api.PeerKey.Proof;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.app.keylog.NoteWords;
import org.securecall.media.api.Zid;

/** What the log of keys says of one person. Goes through it once, from the oldest entry on. */
final class KeyEvents {

    private final Set<String> addresses;
    private final Set<String> known;
    /** Met under the addresses so far, whatever became of them. */
    private final Set<String> metHere = new HashSet<>();

    private final List<KeyEvent> events = new ArrayList<>();
    /** By ZID, whoever it was met as. */
    private final Map<String, KeyLogNote> lastCalls = new HashMap<>();

    private final Map<String, String> algorithms = new HashMap<>();
    private final Map<String, Proof> proofs = new HashMap<>();

    private KeyEvents(Set<String> addresses, Set<String> known) {
        this.addresses = addresses;
        this.known = Set.copyOf(known);
    }

    /**
     * @param log oldest first
     * @param addresses the person's, each in one spelling
     * @param known the ZIDs of the person's keys
     */
    static KeyEvents of(List<LoggedEntry> log, Set<String> addresses, Set<String> known) {
        KeyEvents told = new KeyEvents(addresses, known);
        log.forEach(entry -> told.read(entry.entry().note()));
        return told;
    }

    /** Oldest first. */
    List<KeyEvent> events() {
        return events;
    }

    /** Of the last call that was the key's own; empty where that is not known. */
    String algorithms(String zid) {
        return algorithms.getOrDefault(zid, "");
    }

    Optional<Proof> proof(String zid) {
        return Optional.ofNullable(proofs.get(zid));
    }

    private void read(KeyLogNote note) {
        String zid = note.zid().map(Zid::hex).orElse("");
        boolean here = addresses.contains(note.address());
        if (here && !zid.isEmpty() && isOwn(note.kind())) {
            metHere.add(zid);
        }
        if (here || isOfPerson(note, zid)) {
            events.add(event(note, zid));
            prove(note, zid);
        }
        if (!zid.isEmpty() && !note.algorithms().isEmpty()) {
            lastCalls.put(zid, note);
            if (isOwn(note.kind())) {
                algorithms.put(zid, note.algorithms());
            }
        }
    }

    /** Whether what is said is said of the holder of the key; with a mismatch it may be somebody else who shows its ZID. */
    private static boolean isOwn(KeyLogKind kind) {
        return switch (kind) {
            case FIRST, MATCH, VERIFIED_SPOKEN, VERIFIED_SCANNED, VERIFIED_SIGNED, IMPORTED -> true;
            case MISMATCH, DENIED, NAMED, FORGOTTEN, RESTORED, EXPIRED -> false;
        };
    }

    /** What is said under other addresses: all of the keys of now; of those of before, what was done with them. */
    private boolean isOfPerson(KeyLogNote note, String zid) {
        if (zid.isEmpty()) {
            // Of the whole profile, and worth a word where there is something that it follows.
            return note.address().isEmpty() && !events.isEmpty();
        }
        return known.contains(zid) || (metHere.contains(zid) && !isCall(note.kind()));
    }

    private static boolean isCall(KeyLogKind kind) {
        return switch (kind) {
            case FIRST, MATCH, MISMATCH, VERIFIED_SPOKEN, VERIFIED_SCANNED, VERIFIED_SIGNED, DENIED -> true;
            case NAMED, FORGOTTEN, RESTORED, IMPORTED, EXPIRED -> false;
        };
    }

    private KeyEvent event(KeyLogNote note, String zid) {
        Kind kind = kind(note);
        boolean secured = kind == Kind.FIRST_CALL || kind == Kind.SAME_KEY || kind == Kind.KEY_DID_NOT_FIT;
        Optional<KeyLogNote> before =
                secured && !note.algorithms().isEmpty() ? Optional.ofNullable(lastCalls.get(zid)) : Optional.empty();
        return new KeyEvent(
                kind,
                note.time(),
                zid,
                note.address(),
                subject(note.change()),
                note.confirmedBy(),
                before.flatMap(call -> change(call.software(), note.software())),
                before.flatMap(call -> change(call.algorithms(), note.algorithms())));
    }

    private static Optional<Change> change(String before, String now) {
        return before.equals(now) ? Optional.empty() : Optional.of(new Change(before, now));
    }

    private static Kind kind(KeyLogNote note) {
        boolean signer = note.change().startsWith(NoteWords.SIGNING_KEY);
        return switch (note.kind()) {
            case FIRST -> Kind.FIRST_CALL;
            case MATCH -> Kind.SAME_KEY;
            case MISMATCH -> Kind.KEY_DID_NOT_FIT;
            case VERIFIED_SPOKEN -> signer ? Kind.SIGNER_COMPARED : Kind.COMPARED;
            case VERIFIED_SCANNED -> note.change().endsWith(NoteWords.TYPED) ? Kind.TYPED : Kind.SCANNED;
            case VERIFIED_SIGNED -> Kind.SIGNED;
            case DENIED -> Kind.CODE_DIFFERED;
            case NAMED -> Kind.NAMED;
            case FORGOTTEN -> signer ? Kind.REVOKED : Kind.FORGOTTEN;
            case RESTORED -> Kind.RESTORED;
            case IMPORTED ->
                note.change().equals(NoteWords.VERIFIED_ELSEWHERE) ? Kind.IMPORTED_VERIFIED : Kind.IMPORTED;
            case EXPIRED -> Kind.EXPIRED;
        };
    }

    private static String subject(String change) {
        for (String before : List.of(NoteWords.KEY_OF, NoteWords.SIGNED_WITH_KEY_OF)) {
            if (change.startsWith(before)) {
                return change.substring(before.length());
            }
        }
        int colon = change.indexOf(':');
        return change.startsWith(NoteWords.SIGNING_KEY) && colon > 0
                ? change.substring(NoteWords.SIGNING_KEY.length(), colon)
                : "";
    }

    private void prove(KeyLogNote note, String zid) {
        if (zid.isEmpty()) {
            return;
        }
        switch (kind(note)) {
            case COMPARED -> proofs.put(zid, new Proof(How.SPOKEN, note.time(), note.confirmedBy()));
            case SCANNED, TYPED -> proofs.put(zid, new Proof(How.SCANNED, note.time(), note.confirmedBy()));
            case SIGNED -> proofs.put(zid, new Proof(How.SIGNED, note.time(), note.confirmedBy()));
            case IMPORTED_VERIFIED -> proofs.put(zid, new Proof(How.IMPORTED, note.time(), note.confirmedBy()));
            case CODE_DIFFERED, FORGOTTEN -> proofs.remove(zid);
            case FIRST_CALL,
                    SAME_KEY,
                    KEY_DID_NOT_FIT,
                    SIGNER_COMPARED,
                    REVOKED,
                    NAMED,
                    RESTORED,
                    IMPORTED,
                    EXPIRED -> {}
        }
    }
}
