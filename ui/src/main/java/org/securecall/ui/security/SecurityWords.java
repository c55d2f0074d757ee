// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Security;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/**
 * How safe a call is, in words. This is the only place that turns a {@link Security} into something to be read.
 *
 * @param title a few words
 * @param explanation one or two sentences on what it means; possibly empty
 * @param offers what the user can do about it, the most sensible one first
 */
public record SecurityWords(Tone tone, Icon icon, String title, String explanation, List<Offer> offers) {

    /** What the strip offers. */
    public enum Offer {
        COMPARE,
        TALK_ANYWAY,
        HANG_UP
    }

    private static final Texts TEXTS = Texts.of("security");

    public SecurityWords {
        offers = List.copyOf(offers);
    }

    /** For a call in any state. */
    public static SecurityWords of(CallSnapshot call, ExpectedSecurity expected) {
        return switch (call.state()) {
            case TRYING, RINGING -> expected.words();
            case EARLY, ACTIVE -> of(call.security(), call.microphoneBlocked());
            case ENDED ->
                call.active().isEmpty()
                        ? new SecurityWords(Tone.NEUTRAL, Icon.HANG_UP, TEXTS.get("ended.never"), "", List.of())
                        : ended(of(call.security(), false));
        };
    }

    /**
     * For a state that a call had which is over.
     *
     * @param keyName whom the user said its key belonged to; may be empty
     */
    public static SecurityWords past(Security.State state, String keyName) {
        if (state == Security.State.SECURING) {
            return new SecurityWords(Tone.NEUTRAL, Icon.SECURING, TEXTS.get("past.securing"), "", List.of());
        }
        SecurityWords then = of(
                new Security(
                        state,
                        Security.Protocol.NONE,
                        Optional.empty(),
                        false,
                        keyName,
                        false,
                        "",
                        OptionalLong.empty()),
                false);
        return new SecurityWords(then.tone, then.icon, then.title, "", List.of());
    }

    private static SecurityWords of(Security security, boolean blocked) {
        String detail = security.detail();
        return switch (security.state()) {
            case NONE ->
                new SecurityWords(
                        Tone.DANGER,
                        Icon.UNLOCKED,
                        TEXTS.get("state.none"),
                        or(detail, TEXTS.get("explain.none")),
                        List.of());
            case SECURING ->
                new SecurityWords(
                        Tone.BUSY,
                        Icon.SECURING,
                        TEXTS.get("state.securing"),
                        or(detail, TEXTS.get("explain.securing")),
                        List.of());
            case ENCRYPTED ->
                new SecurityWords(
                        Tone.CAUTION,
                        Icon.LOCK,
                        TEXTS.get("state.encrypted"),
                        or(detail, TEXTS.get("explain.encrypted")),
                        List.of(Offer.COMPARE));
            case VERIFIED ->
                new SecurityWords(
                        Tone.GOOD,
                        Icon.VERIFIED,
                        security.keyName().isEmpty()
                                ? TEXTS.get("state.verified.unnamed")
                                : TEXTS.get("state.verified", security.keyName()),
                        or(detail, TEXTS.get("explain.verified")),
                        List.of());
            case SERVER ->
                new SecurityWords(
                        Tone.SERVER,
                        Icon.SERVER,
                        TEXTS.get("state.server"),
                        or(detail, TEXTS.get("explain.server")),
                        List.of());
            case CHANGED ->
                new SecurityWords(
                        Tone.ALARM,
                        Icon.WARNING,
                        TEXTS.get("state.changed"),
                        sentences(or(detail, TEXTS.get("explain.changed")), blocked, TEXTS.get("explain.blocked")),
                        blocked ? List.of(Offer.COMPARE, Offer.TALK_ANYWAY) : List.of(Offer.COMPARE));
            case MISMATCH ->
                new SecurityWords(
                        Tone.DANGER,
                        Icon.STOP,
                        TEXTS.get("state.mismatch"),
                        or(detail, TEXTS.get("explain.mismatch")),
                        List.of(Offer.HANG_UP));
            case LOST ->
                new SecurityWords(
                        Tone.DANGER,
                        Icon.UNLOCKED,
                        TEXTS.get("state.lost"),
                        sentences(or(detail, TEXTS.get("explain.lost")), blocked, TEXTS.get("explain.blocked.lost")),
                        List.of(Offer.HANG_UP));
            case WEAKER ->
                new SecurityWords(
                        Tone.ALARM,
                        Icon.WARNING,
                        TEXTS.get("state.weaker"),
                        sentences(or(detail, TEXTS.get("explain.weaker")), blocked, TEXTS.get("explain.blocked")),
                        blocked ? List.of(Offer.HANG_UP, Offer.TALK_ANYWAY) : List.of(Offer.HANG_UP));
        };
    }

    /** Once a call is over there is nothing left to do, and the strip says how it was. */
    private static SecurityWords ended(SecurityWords was) {
        boolean alarm = was.tone == Tone.DANGER && was.icon == Icon.STOP;
        return new SecurityWords(
                alarm ? was.tone : Tone.NEUTRAL, was.icon, TEXTS.get("ended", was.title), "", List.of());
    }

    /** What comes from the telephone has no full stop at its end. */
    private static String sentences(String first, boolean further, String second) {
        return further ? first + (first.endsWith(".") ? " " : ". ") + second : first;
    }

    private static String or(String detail, String otherwise) {
        return detail.isEmpty() ? otherwise : detail;
    }
}
