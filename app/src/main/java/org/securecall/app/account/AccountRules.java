// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.util.Optional;
import org.securecall.app.api.AccountSpec;

/** What makes an account usable. */
public final class AccountRules {

    private AccountRules() {}

    /**
     * The same account in one spelling, blank fields as absent ones.
     *
     * @throws InvalidEntryException with what is wrong
     */
    public static AccountSpec checked(AccountSpec spec) throws InvalidEntryException {
        SipAddress address = SipAddress.parse(spec.address());
        if (address.user().isEmpty()) {
            throw new InvalidEntryException(
                    "An account's address has a name before the @, such as sip:alice@example.org");
        }
        if (!address.parameters().isEmpty()) {
            throw new InvalidEntryException("An account's address has nothing after the server's name");
        }
        Optional<String> registrar = present(spec.registrar());
        if (registrar.isPresent()) {
            registrar = Optional.of(SipAddress.hostAndPort(registrar.get()));
        }
        if (hasControl(spec.displayName())
                || spec.authUser().filter(AccountRules::hasControl).isPresent()) {
            throw new InvalidEntryException("A name must not hold line breaks or control characters");
        }
        return new AccountSpec(
                address.toString(),
                spec.displayName().strip(),
                present(spec.authUser()),
                spec.transport(),
                registrar,
                present(spec.caFile()),
                spec.enabled());
    }

    private static Optional<String> present(Optional<String> text) {
        return text.map(String::strip).filter(t -> !t.isEmpty());
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
