// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.sip.SipAccount;

/**
 * What was dialled, understood.
 *
 * @param peer as the user knows it: {@code practice}, {@code practice:NAME}, or a SIP address
 * @param uri where the INVITE goes
 * @param from the account to call from; empty for a direct call
 */
record Dialling(String peer, String uri, Optional<SipAccount> from) {

    /** @throws PhoneException when the target is no address, or the account is none */
    static Dialling of(String target, Optional<String> account, AccountBook accounts, Optional<PracticePeer> practice)
            throws PhoneException {
        String text = target.strip();
        if (PracticeScenario.isMeant(text)) {
            return practice(text, practice);
        }
        SipAddress address = address(text, accounts);
        Optional<SipAccount> from = account.isEmpty()
                ? accounts.fitting(address)
                : Optional.of(accounts.find(account.get())
                        .orElseThrow(() -> new PhoneException("There is no account " + account.get())));
        return new Dialling(address.toString(), address.toString(), from);
    }

    private static Dialling practice(String text, Optional<PracticePeer> practice) throws PhoneException {
        Optional<PracticeScenario> scenario = PracticeScenario.of(text);
        if (scenario.isEmpty() && !text.equalsIgnoreCase(Phone.PRACTICE)) {
            throw new PhoneException("That cannot be practised. There are practice, " + PracticeScenario.targets());
        }
        return practice.orElseThrow(() -> new PhoneException("There is no practice peer here"))
                .dialled(scenario);
    }

    /** Which of the user's accounts it goes over; none on the way to the practice peer, whatever that is. */
    Optional<String> account() {
        return PracticeScenario.isPractice(peer)
                ? Optional.empty()
                : from.map(account -> account.spec().address());
    }

    private static SipAddress address(String text, AccountBook accounts) throws PhoneException {
        try {
            boolean bareName = !text.isEmpty() && text.indexOf('@') < 0 && text.indexOf(':') < 0;
            if (bareName) {
                String domain = accounts.defaultDomain()
                        .orElseThrow(() ->
                                new PhoneException("Without an account, an address looks like sip:bob@example.org"));
                return SipAddress.parse("sip:" + text.replaceAll("[ ()/-]", "") + "@" + domain);
            }
            return SipAddress.parse(text);
        } catch (InvalidEntryException e) {
            throw new PhoneException(String.valueOf(e.getMessage()), e);
        }
    }
}
