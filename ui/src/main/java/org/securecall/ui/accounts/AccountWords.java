// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.Transport;
import org.securecall.ui.control.Icon;
import org.securecall.ui.security.Tone;
import org.securecall.ui.text.Texts;

/**
 * How an account stands, in words.
 *
 * @param state a few words
 * @param reason one sentence; empty when all is well
 */
public record AccountWords(Tone tone, Icon icon, String state, String reason) {

    private static final Texts TEXTS = Texts.of("accounts");

    public static AccountWords of(AccountSnapshot account) {
        boolean tls = account.spec().transport() == Transport.TLS;
        return switch (account.registration()) {
            case REGISTERED ->
                new AccountWords(
                        Tone.GOOD,
                        tls ? Icon.LOCK : Icon.UNLOCKED,
                        tls ? TEXTS.get("state.registered.tls") : TEXTS.get("state.registered"),
                        account.reason());
            case REGISTERING ->
                new AccountWords(Tone.BUSY, Icon.SECURING, TEXTS.get("state.registering"), account.reason());
            case FAILED -> new AccountWords(Tone.DANGER, Icon.ERROR, TEXTS.get("state.failed"), failure(account));
            case UNREGISTERED ->
                new AccountWords(
                        Tone.NEUTRAL,
                        Icon.ACCOUNT,
                        account.spec().enabled() ? TEXTS.get("state.unregistered") : TEXTS.get("state.disabled"),
                        account.reason());
        };
    }

    private static String failure(AccountSnapshot account) {
        if (!account.reason().isEmpty()) {
            return account.reason();
        }
        return account.code() == 0 ? "" : TEXTS.get("state.code", Integer.toString(account.code()));
    }
}
