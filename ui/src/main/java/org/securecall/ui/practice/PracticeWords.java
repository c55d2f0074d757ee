// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.practice;

import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.Security;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/**
 * A scenario for those who practise.
 *
 * @param title a few words
 * @param what happens
 * @param see what the call will show
 * @param act what to do then
 */
public record PracticeWords(Icon icon, String title, String what, String see, String act) {

    private static final Texts TEXTS = Texts.of("practice");

    public static PracticeWords of(PracticeScenario scenario) {
        return switch (scenario) {
            case FIRST_CALL ->
                new PracticeWords(
                        Icon.LOCK,
                        TEXTS.get("first.title"),
                        TEXTS.get("first.what"),
                        TEXTS.get("first.see"),
                        TEXTS.get("first.act"));
            case VERIFIED ->
                new PracticeWords(
                        Icon.VERIFIED,
                        TEXTS.get("verified.title"),
                        TEXTS.get("verified.what"),
                        TEXTS.get("verified.see"),
                        TEXTS.get("verified.act"));
            case KEY_CHANGED ->
                new PracticeWords(
                        Icon.WARNING,
                        TEXTS.get("changed.title"),
                        TEXTS.get("changed.what"),
                        TEXTS.get("changed.see"),
                        TEXTS.get("changed.act"));
            case MISMATCH ->
                new PracticeWords(
                        Icon.STOP,
                        TEXTS.get("mismatch.title"),
                        TEXTS.get("mismatch.what"),
                        TEXTS.get("mismatch.see"),
                        TEXTS.get("mismatch.act"));
            case DOWNGRADE ->
                new PracticeWords(
                        Icon.UNLOCKED,
                        TEXTS.get("lost.title"),
                        TEXTS.get("lost.what"),
                        TEXTS.get("lost.see"),
                        TEXTS.get("lost.act"));
            case WEAKER ->
                new PracticeWords(
                        Icon.WARNING,
                        TEXTS.get("weaker.title"),
                        TEXTS.get("weaker.what"),
                        TEXTS.get("weaker.see"),
                        TEXTS.get("weaker.act"));
            case SERVER_ONLY ->
                new PracticeWords(
                        Icon.SERVER,
                        TEXTS.get("server.title"),
                        TEXTS.get("server.what"),
                        TEXTS.get("server.see"),
                        TEXTS.get("server.act"));
            case NOT_SECURE ->
                new PracticeWords(
                        Icon.UNLOCKED,
                        TEXTS.get("none.title"),
                        TEXTS.get("none.what"),
                        TEXTS.get("none.see"),
                        TEXTS.get("none.act"));
        };
    }

    /** Over the call in which it is practised. */
    static String heading(PracticeScenario scenario) {
        return TEXTS.get("banner", of(scenario).title());
    }

    /** One sentence on what to try now. */
    static String advice(PracticeScenario scenario, CallSnapshot call) {
        return switch (call.state()) {
            case TRYING, RINGING, EARLY -> TEXTS.get("banner.waiting");
            case ENDED -> Practised.isRefused(call) ? TEXTS.get("banner.refused") : TEXTS.get("banner.over");
            case ACTIVE -> duringCall(scenario, call);
        };
    }

    private static String duringCall(PracticeScenario scenario, CallSnapshot call) {
        Security.State state = call.security().state();
        if (state == Security.State.SECURING) {
            return scenario == PracticeScenario.DOWNGRADE && call.microphoneBlocked()
                    ? TEXTS.get("lost.waiting")
                    : TEXTS.get("banner.securing");
        }
        return switch (scenario) {
            case FIRST_CALL ->
                switch (state) {
                    case ENCRYPTED -> TEXTS.get("first.encrypted");
                    case VERIFIED -> TEXTS.get("first.verified");
                    default -> TEXTS.get("banner.other");
                };
            case VERIFIED ->
                switch (state) {
                    case ENCRYPTED -> TEXTS.get("verified.first");
                    case VERIFIED ->
                        Practised.isAgain(call) ? TEXTS.get("verified.again") : TEXTS.get("verified.compared");
                    default -> TEXTS.get("banner.other");
                };
            case KEY_CHANGED ->
                switch (state) {
                    case CHANGED ->
                        call.microphoneBlocked() ? TEXTS.get("changed.alarm") : TEXTS.get("changed.talking");
                    case VERIFIED -> TEXTS.get("changed.compared");
                    default -> TEXTS.get("banner.other");
                };
            case MISMATCH ->
                switch (state) {
                    case ENCRYPTED -> TEXTS.get("mismatch.before");
                    case VERIFIED -> TEXTS.get("mismatch.fooled");
                    case MISMATCH -> TEXTS.get("mismatch.found");
                    default -> TEXTS.get("banner.other");
                };
            case DOWNGRADE ->
                switch (state) {
                    case ENCRYPTED, VERIFIED -> TEXTS.get("lost.before");
                    case LOST -> TEXTS.get("lost.alarm");
                    default -> TEXTS.get("banner.other");
                };
            case WEAKER ->
                state == Security.State.WEAKER
                        ? call.microphoneBlocked() ? TEXTS.get("weaker.alarm") : TEXTS.get("weaker.talking")
                        : TEXTS.get("banner.other");
            case SERVER_ONLY -> state == Security.State.SERVER ? TEXTS.get("server.shown") : TEXTS.get("banner.other");
            case NOT_SECURE -> state == Security.State.NONE ? TEXTS.get("none.shown") : TEXTS.get("banner.other");
        };
    }
}
