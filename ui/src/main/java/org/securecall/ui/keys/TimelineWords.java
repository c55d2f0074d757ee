// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.KeyEvent.Change;
import org.securecall.app.api.PeerHistory;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.AlgorithmNames;
import org.securecall.ui.security.Tone;
import org.securecall.ui.security.ZidDigits;
import org.securecall.ui.text.Texts;

/** What happened to a person's keys, in plain words. */
final class TimelineWords {

    private static final Texts TEXTS = Texts.of("keypage");
    private static final int SHORT_ZID = 8;

    private final DateTimeFormatter dates = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.getDefault(Locale.Category.FORMAT));
    private final DateTimeFormatter days =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(Locale.getDefault(Locale.Category.FORMAT));
    private final ZoneId zone;
    private final boolean severalKeys;
    private final boolean severalAddresses;

    /** @param history what is told of: the keys are told apart where there are several, and so are the addresses */
    TimelineWords(PeerHistory history, ZoneId zone) {
        this.zone = zone;
        this.severalKeys = distinct(history.events(), KeyEvent::zid) > 1;
        this.severalAddresses = distinct(history.events(), KeyEvent::address) > 1;
    }

    private static long distinct(List<KeyEvent> events, Function<KeyEvent, String> what) {
        Set<String> values = events.stream().map(what).collect(Collectors.toSet());
        values.remove("");
        return values.size();
    }

    String title(TimelineRow row) {
        KeyEvent event = row.event();
        if (row.isFolded()) {
            return row.keys() == 1 ? TEXTS.get("calls", row.count()) : TEXTS.get("calls.keys", row.count());
        }
        return switch (event.kind()) {
            case FIRST_CALL -> TEXTS.get("event.first");
            case SAME_KEY -> TEXTS.get("event.same");
            case KEY_DID_NOT_FIT -> TEXTS.get("event.mismatch");
            case COMPARED -> TEXTS.get("event.compared");
            case CODE_DIFFERED -> TEXTS.get("event.differed");
            case SIGNED ->
                event.subject().isEmpty() ? TEXTS.get("event.signed") : TEXTS.get("event.signed.of", event.subject());
            case SCANNED -> TEXTS.get("event.scanned");
            case TYPED -> TEXTS.get("event.typed");
            case SIGNER_COMPARED -> TEXTS.get("event.signer");
            case REVOKED -> TEXTS.get("event.revoked");
            case NAMED -> TEXTS.get("event.named", event.subject());
            case FORGOTTEN -> TEXTS.get("event.forgotten");
            case RESTORED -> TEXTS.get("event.restored");
            case IMPORTED -> TEXTS.get("event.imported");
            case IMPORTED_VERIFIED -> TEXTS.get("event.imported.verified");
            case EXPIRED -> TEXTS.get("event.expired");
        };
    }

    /** What else there is to be said, a sentence each; possibly nothing. */
    List<String> details(TimelineRow row) {
        KeyEvent event = row.event();
        List<String> details = new ArrayList<>();
        event.software().map(TimelineWords::software).ifPresent(details::add);
        event.algorithms().map(TimelineWords::algorithms).ifPresent(details::add);
        if (event.kind() == KeyEvent.Kind.COMPARED && !event.subject().isEmpty()) {
            details.add(TEXTS.get("detail.name", event.subject()));
        }
        if (!event.by().isEmpty()) {
            details.add(by(event.by()));
        }
        if (isOfSigner(event) && !event.subject().isEmpty()) {
            details.add(TEXTS.get("detail.signer", ZidDigits.grouped(event.subject())));
        }
        if (severalAddresses && !event.address().isEmpty() && !row.isFolded()) {
            details.add(TEXTS.get("detail.address", Addresses.shown(event.address())));
        }
        return details;
    }

    private static boolean isOfSigner(KeyEvent event) {
        return switch (event.kind()) {
            case SCANNED, TYPED, SIGNER_COMPARED, REVOKED -> true;
            case FIRST_CALL,
                    SAME_KEY,
                    KEY_DID_NOT_FIT,
                    COMPARED,
                    CODE_DIFFERED,
                    SIGNED,
                    NAMED,
                    FORGOTTEN,
                    RESTORED,
                    IMPORTED,
                    IMPORTED_VERIFIED,
                    EXPIRED -> false;
        };
    }

    private static String software(Change change) {
        return TEXTS.get("change.software", named(change.before()), named(change.now()));
    }

    private static String algorithms(Change change) {
        String[] before = change.before().strip().split(" ");
        String[] now = change.now().strip().split(" ");
        if (before.length != now.length) {
            return TEXTS.get("change.algorithms", named(plain(change.before())), named(plain(change.now())));
        }
        // Five kinds, always in the same order: those that stayed are nothing new.
        int[] changed = IntStream.range(0, now.length)
                .filter(kind -> !before[kind].equals(now[kind]))
                .toArray();
        return TEXTS.get("change.algorithms", named(plain(at(before, changed))), named(plain(at(now, changed))));
    }

    private static String at(String[] names, int[] places) {
        return Arrays.stream(places).mapToObj(place -> names[place]).collect(Collectors.joining(" "));
    }

    private static String named(String value) {
        return value.isEmpty() ? TEXTS.get("unknown") : value;
    }

    /** An account is an address; what is none says it in words. */
    private static String by(String confirmer) {
        return confirmer.contains("@")
                ? TEXTS.get("detail.by", Addresses.shown(confirmer))
                : TEXTS.get("detail.by.none");
    }

    /** @param algorithms as the log has them, with blanks between them */
    static String plain(String algorithms) {
        return Arrays.stream(algorithms.strip().split(" "))
                .filter(name -> !name.isEmpty())
                .map(AlgorithmNames::plain)
                .collect(Collectors.joining(" · "));
    }

    /** Enough of a ZID to tell a person's keys apart. */
    static String shortly(String zid) {
        return ZidDigits.grouped(zid.substring(0, Math.min(SHORT_ZID, zid.length()))) + " …";
    }

    /** Which of the person's keys, where that is not plain; possibly empty. */
    String key(TimelineRow row) {
        String zid = row.event().zid();
        return severalKeys && !zid.isEmpty() && row.keys() == 1 ? TEXTS.get("detail.key", shortly(zid)) : "";
    }

    String when(TimelineRow row) {
        String from = days.format(row.first().atZone(zone));
        String to = days.format(row.last().atZone(zone));
        return row.isFolded() && !from.equals(to) ? TEXTS.get("when.range", from, to) : date(row.last());
    }

    String date(Instant when) {
        return dates.format(when.atZone(zone));
    }

    static Tone tone(TimelineRow row) {
        return switch (row.event().kind()) {
            case KEY_DID_NOT_FIT, CODE_DIFFERED -> Tone.ALARM;
            case COMPARED, SIGNED, SCANNED, TYPED, SIGNER_COMPARED, IMPORTED_VERIFIED -> Tone.GOOD;
            case FORGOTTEN, REVOKED, RESTORED, EXPIRED -> Tone.CAUTION;
            case FIRST_CALL, SAME_KEY, NAMED, IMPORTED -> Tone.NEUTRAL;
        };
    }

    static Icon icon(TimelineRow row) {
        return switch (row.event().kind()) {
            case KEY_DID_NOT_FIT, CODE_DIFFERED -> Icon.WARNING;
            case COMPARED, SIGNED, SCANNED, TYPED, SIGNER_COMPARED -> Icon.VERIFIED;
            case FORGOTTEN, REVOKED -> Icon.DELETE;
            case RESTORED, EXPIRED -> Icon.RESTORE;
            case IMPORTED, IMPORTED_VERIFIED -> Icon.IMPORT;
            case NAMED -> Icon.EDIT;
            case FIRST_CALL -> Icon.KEY;
            case SAME_KEY -> Icon.CALL;
        };
    }
}
