// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.sip.SipAccount;

/**
 * What was dialled, understood.
 *
 * @param peer as the user knows it: {@code practice}, or a SIP address
 * @param uri where the INVITE goes
 * @param from the account to call from; empty for a direct call
 */
record Dialling(String peer, String uri, Optional<SipAccount> from) {

    /** @throws PhoneException when the target is no address, or the account is none */
    static Dialling of(String target, Optional<String> account, AccountBook accounts, Optional<PracticePeer> practice)
            throws PhoneException {
        String text = target.strip();
        if (text.equalsIgnoreCase(Phone.PRACTICE)) {
            return practice(practice);
        }
        SipAddress address = address(text, accounts);
        Optional<SipAccount> from = account.isEmpty()
                ? accounts.fitting(address)
                : Optional.of(accounts.find(account.get())
                        .orElseThrow(() -> new PhoneException("There is no account " + account.get())));
        return new Dialling(address.toString(), address.toString(), from);
    }

    private static Dialling practice(Optional<PracticePeer> practice) throws PhoneException {
        PracticePeer peer = practice.orElseThrow(() -> new PhoneException("There is no practice peer here"));
        if (peer.isBusy()) {
            throw new PhoneException("The practice peer is in a call already");
        }
        return new Dialling(Phone.PRACTICE, peer.address(), Optional.empty());
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
