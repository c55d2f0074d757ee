// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.Security;
import org.securecall.ui.call.CallModel;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.practice.PracticeWords;
import org.securecall.ui.security.SecurityWords;
import org.securecall.ui.text.Texts;

/** What is said of a call that is over. */
final class PastCallWords {

    private static final Texts TEXTS = Texts.of("history");

    private final PhoneModel model;
    private final Clock clock;
    private final DateTimeFormatter days;
    private final DateTimeFormatter times;
    private final DateTimeFormatter moments;

    /** @param clock by which it is today, where the user is */
    PastCallWords(PhoneModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
        Locale locale = Locale.getDefault(Locale.Category.FORMAT);
        days = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        times = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(clock.getZone());
        moments = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(clock.getZone());
    }

    ZoneId zone() {
        return clock.getZone();
    }

    LocalDate dayOf(PastCall call) {
        return LocalDate.ofInstant(call.started(), clock.getZone());
    }

    /** Today, Yesterday, or the date. */
    String day(LocalDate day) {
        LocalDate today = LocalDate.now(clock);
        if (day.equals(today)) {
            return TEXTS.get("day.today");
        }
        return day.equals(today.minusDays(1)) ? TEXTS.get("day.yesterday") : days.format(day);
    }

    /** Of the day, hours and minutes. */
    String time(PastCall call) {
        return times.format(call.started());
    }

    String moment(Instant instant) {
        return moments.format(instant);
    }

    /** As a running call's: the name of the key where it was verified, else the contact's, else what the peer called itself. */
    String name(PastCall call) {
        if (lastly(call).filter(Security.State.VERIFIED::equals).isPresent()
                && !call.keyName().isEmpty()) {
            return call.keyName();
        }
        String contact = model.contactOf(call.peer()).map(Contact::name).orElse("");
        if (!contact.isEmpty()) {
            return contact;
        }
        if (Addresses.isPractice(call.peer())) {
            return TEXTS.get("practice");
        }
        return call.displayName().isBlank() ? Addresses.user(call.peer()) : call.displayName();
    }

    static String address(PastCall call) {
        return Addresses.isPractice(call.peer())
                ? PracticeScenario.of(call.peer())
                        .map(scenario -> PracticeWords.of(scenario).title())
                        .orElse(TEXTS.get("practice.address"))
                : Addresses.shown(call.peer());
    }

    static boolean isMissed(PastCall call) {
        return call.outcome() == PastCall.Outcome.MISSED;
    }

    static Icon icon(PastCall call) {
        boolean incoming = call.direction() == CallSnapshot.Direction.INCOMING;
        return switch (call.outcome()) {
            case ANSWERED -> incoming ? Icon.CALL_IN : Icon.CALL_OUT;
            case MISSED -> Icon.CALL_MISSED;
            case DECLINED -> Icon.BLOCKED;
            case CANCELLED, UNANSWERED -> Icon.CALL_UNANSWERED;
            case FAILED -> Icon.ERROR;
        };
    }

    /** Direction and outcome. */
    static String outcome(PastCall call) {
        boolean incoming = call.direction() == CallSnapshot.Direction.INCOMING;
        return switch (call.outcome()) {
            case ANSWERED -> incoming ? TEXTS.get("incoming") : TEXTS.get("outgoing");
            case MISSED -> TEXTS.get("missed");
            case DECLINED -> incoming ? TEXTS.get("incoming.declined") : TEXTS.get("outgoing.declined");
            case CANCELLED -> TEXTS.get("cancelled");
            case UNANSWERED -> TEXTS.get("unanswered");
            case FAILED -> incoming ? TEXTS.get("incoming.failed") : TEXTS.get("outgoing.failed");
        };
    }

    /** How long one could talk; empty where nobody could. */
    static String length(PastCall call) {
        return call.answered()
                .map(since -> CallModel.format(Duration.between(since, call.ended())))
                .orElse("");
    }

    /** How safe it was at its end; empty where nothing was known of its keys. */
    static Optional<SecurityWords> shield(PastCall call) {
        return lastly(call).map(state -> SecurityWords.past(state, call.keyName()));
    }

    /** How safe it was when it was least so, where that is another state. */
    static Optional<SecurityWords> weakest(PastCall call) {
        return call.shield()
                .filter(shield -> shield.worst() != shield.last())
                .map(shield -> SecurityWords.past(shield.worst(), call.keyName()));
    }

    private static Optional<Security.State> lastly(PastCall call) {
        return call.shield().map(PastCall.Shield::last);
    }

    static Optional<HeardWords> heard(PastCall call) {
        return call.quality().map(HeardWords::of);
    }

    /** The account, where there are several to tell apart; else empty. */
    String account(PastCall call) {
        return model.accounts().size() > 1
                ? call.account()
                        .map(Addresses::shown)
                        .map(account -> TEXTS.get("via", account))
                        .orElse("")
                : "";
    }
}
