// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;

/**
 * The user's own order of ZRTP's algorithms: what is on, best first, in five lists that are always whole. What can be on, what has
 * to be and what goes together is for the engine to say; names that it does not know stay where they are. Immutable.
 */
final class CipherOrder {

    /** What came of switching an algorithm on or off. */
    sealed interface Outcome {

        /** @param alsoOn what came on with it */
        record Changed(CipherOrder order, List<String> alsoOn) implements Outcome {}

        /** It stays on. */
        record Locked(Lock lock) implements Outcome {}

        /** Its list has no room for one more. */
        record Full() implements Outcome {}
    }

    private final ZrtpAlgorithms zrtp;
    private final Map<Kind, List<String>> on;

    private CipherOrder(ZrtpAlgorithms zrtp, Map<Kind, List<String>> on) {
        this.zrtp = zrtp;
        this.on = on;
    }

    /** What an order in the settings stands for. */
    static CipherOrder of(ZrtpAlgorithms zrtp, ZrtpPreferences order) {
        ZrtpPreferences offered = offered(zrtp, order);
        Map<Kind, List<String>> on = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            on.put(
                    kind,
                    Stream.concat(order.names(kind).stream(), offered.names(kind).stream())
                            .distinct()
                            .toList());
        }
        return new CipherOrder(zrtp, on);
    }

    private static ZrtpPreferences offered(ZrtpAlgorithms zrtp, ZrtpPreferences order) {
        try {
            return zrtp.offered(zrtp.usable(order));
        } catch (MediaException e) {
            throw new IllegalStateException("What is usable cannot be offered", e);
        }
    }

    /** As it goes into the settings. */
    ZrtpPreferences preferences() {
        return new ZrtpPreferences(on);
    }

    /** The names that are on, best first. */
    List<String> on(Kind kind) {
        return Optional.ofNullable(on.get(kind)).orElseThrow();
    }

    /** Those that are on in their order, and then the others. */
    List<CipherRow> rows(Kind kind) {
        List<CipherRow> rows = new ArrayList<>();
        List<String> offered = offered(zrtp, preferences()).names(kind);
        on(kind).forEach(name -> rows.add(row(kind, name, rows.size() + 1, offered)));
        zrtp.known(kind).stream()
                .filter(name -> !on(kind).contains(name))
                .forEach(name -> rows.add(row(kind, name, 0, offered)));
        return rows;
    }

    private CipherRow row(Kind kind, String name, int place, List<String> offered) {
        boolean known = zrtp.known(kind).contains(name);
        Optional<String> quantum = known ? quantumBeside(kind, name) : Optional.empty();
        Caution caution = !known
                ? Caution.UNKNOWN
                : place > 0 && !offered.contains(name) ? Caution.SURPLUS : caution(name, quantum.isPresent());
        return new CipherRow(
                kind,
                name,
                place,
                place > 0 ? lock(kind, name) : Lock.Plain.FREE,
                caution,
                caution == Caution.SHORT_BESIDE_QUANTUM ? quantum.orElse("") : "",
                known ? excluded(kind, name) : List.of(),
                known && kind == Kind.KEY_AGREEMENT ? takenFirst(name) : List.of(),
                known && kind == Kind.KEY_AGREEMENT ? lacking(name) : List.of());
    }

    private static Caution caution(String name, boolean quantumBeside) {
        return switch (name) {
            case "DH2k" -> Caution.SHORT_GROUP;
            case "HS32", "SK32" -> Caution.SHORT_TAG;
            case "Prsh" -> Caution.REUSED_SECRET;
            case "EC52" -> Caution.SLOW;
            default -> quantumBeside ? Caution.SHORT_BESIDE_QUANTUM : Caution.NONE;
        };
    }

    /** The first key agreement that withstands a quantum computer and that this hash or cipher is too short for. */
    private Optional<String> quantumBeside(Kind kind, String name) {
        return kind != Kind.HASH && kind != Kind.CIPHER
                ? Optional.empty()
                : on(Kind.KEY_AGREEMENT).stream()
                        .filter(key -> zrtp.isPostQuantum(key) && !zrtp.favours(key, name))
                        .findFirst();
    }

    private List<String> excluded(Kind kind, String name) {
        return Stream.of(Kind.values())
                .filter(other -> other != kind)
                .flatMap(other -> knownOn(other).filter(known -> !zrtp.goTogether(name, known)))
                .toList();
    }

    /** Of hashes and ciphers that are on, those that it favours, where there are others that it would take else. */
    private List<String> takenFirst(String key) {
        return Stream.of(Kind.HASH, Kind.CIPHER)
                .filter(kind -> knownOn(kind).anyMatch(name -> zrtp.goTogether(key, name) && !zrtp.favours(key, name)))
                .flatMap(kind -> knownOn(kind).filter(name -> zrtp.goTogether(key, name) && zrtp.favours(key, name)))
                .toList();
    }

    private List<String> lacking(String key) {
        return Stream.of(Kind.HASH, Kind.CIPHER)
                .filter(kind -> knownOn(kind).noneMatch(name -> zrtp.goTogether(key, name) && zrtp.favours(key, name)))
                .flatMap(kind -> zrtp.known(kind).stream()
                        .filter(name -> zrtp.goTogether(key, name) && zrtp.favours(key, name))
                        .limit(1))
                .toList();
    }

    private Stream<String> knownOn(Kind kind) {
        return on(kind).stream().filter(zrtp.known(kind)::contains);
    }

    /** It is locked if it comes back where it is left out. */
    private Lock lock(Kind kind, String name) {
        if (!returns(kind, name, Optional.empty())) {
            return Lock.Plain.FREE;
        }
        return on(Kind.KEY_AGREEMENT).stream()
                .filter(key -> !key.equals(name) && !returns(kind, name, Optional.of(key)))
                .findFirst()
                .<Lock>map(Lock.With::new)
                .orElse(Lock.Plain.ALWAYS);
    }

    private boolean returns(Kind kind, String name, Optional<String> alsoWithout) {
        Map<Kind, List<String>> rest = new EnumMap<>(on);
        rest.put(kind, without(on(kind), name));
        alsoWithout.ifPresent(key -> rest.computeIfPresent(Kind.KEY_AGREEMENT, (k, names) -> without(names, key)));
        return offered(zrtp, new ZrtpPreferences(rest)).names(kind).contains(name);
    }

    private static List<String> without(List<String> names, String name) {
        return names.stream().filter(other -> !other.equals(name)).toList();
    }

    Outcome toggled(Kind kind, String name) {
        return on(kind).contains(name) ? off(kind, name) : on(kind, name);
    }

    private Outcome off(Kind kind, String name) {
        Lock lock = lock(kind, name);
        return lock == Lock.Plain.FREE
                ? new Outcome.Changed(with(kind, without(on(kind), name)), List.of())
                : new Outcome.Locked(lock);
    }

    /** It comes before what stands at the end by right alone. */
    private Outcome on(Kind kind, String name) {
        List<String> names = new ArrayList<>(on(kind));
        int place = names.size();
        while (place > 0 && lock(kind, names.get(place - 1)) == Lock.Plain.ALWAYS) {
            place--;
        }
        names.add(place, name);
        ZrtpPreferences offered = offered(zrtp, with(kind, names).preferences());
        List<String> before = offered(zrtp, preferences()).names(kind);
        if (!offered.names(kind).contains(name) || !offered.names(kind).containsAll(before)) {
            return new Outcome.Full();
        }
        CipherOrder order = with(kind, names);
        List<String> alsoOn = Stream.of(Kind.values())
                .flatMap(other ->
                        order.on(other).stream().filter(it -> !on(other).contains(it)))
                .filter(other -> !other.equals(name))
                .toList();
        return new Outcome.Changed(order, alsoOn);
    }

    /**
     * The same with a name that is on elsewhere in its list.
     *
     * @param place from 1; the nearest there is where the list has no such place
     */
    CipherOrder moved(Kind kind, String name, int place) {
        List<String> names = new ArrayList<>(on(kind));
        if (!names.remove(name)) {
            return this;
        }
        names.add(Math.clamp(place - 1, 0, names.size()), name);
        return with(kind, names);
    }

    private CipherOrder with(Kind kind, List<String> names) {
        Map<Kind, List<String>> changed = new EnumMap<>(on);
        changed.put(kind, names);
        return of(zrtp, new ZrtpPreferences(changed));
    }
}
